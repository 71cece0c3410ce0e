/** The form of program a runner takes (specification 3 part F). */
export type Representation = 'bytecode-lt' | 'sql-duckdb' | 'sql-pg';

/** Plain data about a runner: all that compiling needs to know of it (MOD-3). */
export interface RunnerProfile {
  readonly name: string;
  readonly repr: Representation;
  /** Modules or functions it offers beyond those of every target, for example `std::sql`. */
  readonly externals: readonly string[];
  readonly staging: 'node' | 'fused';
  readonly limits: RunnerLimits;
}

export interface RunnerLimits {
  readonly maxInputBytes?: number;
  readonly maxOutputBytes?: number;
}

/** What running something may do to the world (NODE-10). `writes` includes `reads`. */
export type Effect = 'pure' | 'reads' | 'writes';

/** What a program needs of a runner, known before a runner is chosen (ROUT-8). */
export interface Requirements {
  /** Acceptable representations. */
  readonly representations: readonly Representation[];
  /** Full ids of the external functions used, sorted. */
  readonly externals: readonly string[];
  readonly effect: Effect;
  readonly inputBytes?: number;
  readonly outputBytes?: number;
}

/** Labels of a registered runner (specification 5 §8.1). */
export type Labels = Readonly<Record<string, string>>;
