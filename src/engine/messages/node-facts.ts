import type { Result } from '../../base';

/** Where columns of a value come from, by step and column (specification 5 §7). */
export interface LineageView {
  readonly columns: readonly {
    readonly column: string;
    readonly origins: readonly SourceColumnView[];
    readonly influences: readonly SourceColumnView[];
    readonly constant: boolean;
    readonly opaque: boolean;
  }[];
  /** What decides which rows there are, and in which order. */
  readonly influences: readonly SourceColumnView[];
}

export interface SourceColumnView {
  readonly node: string;
  readonly column: string;
  readonly kind: string;
}

/** What became of one column in a step. Types are null where there is no such column. */
export interface ColumnChange {
  readonly name: string;
  readonly change: 'kept' | 'retyped' | 'new' | 'gone';
  readonly from: string | null;
  readonly to: string | null;
}

/** SQL with the parts that are known to come from steps, outer ones before those within (NODE-14). */
export interface MarkedSql {
  readonly text: string;
  readonly parts: readonly SqlPart[];
}

/** Offsets in UTF-16 units; `end` is the first after it. */
export interface SqlPart {
  readonly start: number;
  readonly end: number;
  /** Ids of the steps, in the order in which they came to have it. */
  readonly nodes: readonly string[];
}

/** What a step becomes (GRF-7). A text, or a sentence that says why there is none. */
export interface NodeFacts {
  readonly sql: Readonly<Record<'duckdb' | 'pglite', Result<MarkedSql, string>>>;
  readonly bytecode: Result<string, string>;
  /** Null for steps that the planner made. */
  readonly ir: string | null;
  readonly lineage: LineageView | null;
  /** From its inputs to its own rows; null where one of them has no value of its own. */
  readonly columns: readonly ColumnChange[] | null;
}

export type PlanForm = 'text' | 'json' | 'dot';
