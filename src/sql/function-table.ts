import type { Dialect } from './dialect-name';
import type { Constant } from './relational/scalar';
import type { LeafName } from './shape';
import type { OrderItem, SqlExpr, SqlType } from './tree/expr';

/** `zones`: the scratch table `lutra_tz` of all time zones (see `SqlProgram`). */
export type Need = 'zones';

/** One use of a function while SQL is written. */
export interface SqlCall {
  readonly dialect: Dialect;
  /** The operands as SQL, in query form (specification 4 §2.2). */
  readonly args: readonly SqlExpr[];
  /** What each operand is; of an option its payload, undefined for compound values. */
  readonly types: readonly (LeafName | undefined)[];
  /** The same for the result. */
  readonly result: LeafName | undefined;
  /** SQL type of the result. */
  readonly resultType: SqlType;
  /** The operands that are constants. */
  readonly constants: readonly (Constant | undefined)[];
  /** Of an aggregate or window: the order of the array. */
  readonly order: readonly OrderItem[];
  /** Of an aggregate: which rows count. */
  readonly filter: SqlExpr | undefined;
  /** Asks the runner to have something ready before the statement runs. */
  need(what: Need): void;
}

/**
 * The SQL of one function of the standard library, in both dialects (specification 4 §8, §9).
 *
 * - `scalar`: from one row to one value.
 * - `aggregate`: `args[0]` is the item; the rest are constants of the query. Never NULL except for none.
 * - `window`: from one row and those around it to one value.
 * - `rows`: gives an engine list or array, which is unnested with ordinality.
 */
export interface SqlFunction {
  readonly kind: 'scalar' | 'aggregate' | 'window' | 'rows';
  /** Whether evaluating it can be a failure (for that type of result), so that it must not leave its branch. */
  readonly raises?: boolean | ((result: LeafName | undefined) => boolean);
  /** Operands that the SQL mentions more than once. */
  readonly repeats?: readonly number[];
  readonly duckdb: (call: SqlCall) => SqlExpr;
  readonly postgres: (call: SqlCall) => SqlExpr;
}

/** By the function's path: `std::text::length`. */
export type SqlFunctionTable = Readonly<Record<string, SqlFunction>>;
