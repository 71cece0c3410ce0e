import type { Ty, TyDef } from '../value';
import type { SqlMark } from './text';

/**
 * A program as SQL: what travels as `rr::SqlProgram` (specification 3 I1).
 *
 * **Parameters** (specification 4 §14). The input value is flattened against `inputTy` to its leaves, left to
 * right (`nested(T)` of §2.2); leaf i is `$i+1`, and every use in `sql` is written `$n::type`, so that the
 * parameter's type is always known. A leaf is
 *
 * - a scalar: one parameter (temporal values and Decimal as their whole number);
 * - an option (`TypeTable.optionPayload`): one parameter, NULL for none;
 * - an array: one parameter, packed (§2.4): JSON text for PostgreSQL, a list for DuckDB;
 * - another enum: the tag, then the leaves of every variant in order, NULL for those not taken; a recursive
 *   variant is one packed parameter.
 *
 * Unit gives none. A leaf the program never reads has no `$n` in the text; bind by number, not by count.
 *
 * **Result** (§15). Columns stand by position in the query representation of §2.2: an array output gives one row
 * an item (in order; the index is not returned), any other output exactly one row. The columns of a value are
 * the leaves above in the same order: scalar, option and array one each, an enum its tag (int2) and then all
 * columns of all variants. Where there are no columns, one dummy column `unit` is returned, to be ignored.
 * Temporal values and Decimal are whole numbers; enums inside packed values are objects `{"tag": payload}`
 * (PostgreSQL) or `STRUCT(_t, _0, …)` without unit variants (DuckDB). In jsonb a float may be a number or one of
 * the strings `"NaN"`, `"Infinity"`, `"-Infinity"`, `"-0"`, `"0"`. A unit output (a write) gives no rows worth
 * reading.
 *
 * **Lines in front of the statement**, each a comment that starts with `-- lutra `, are for the runner (§10):
 *
 * - `-- lutra read _f0 "sales.parquet" TYPE`: before the statement, load that file as table `_f0` with columns
 *   `c0`, `c1`, … = the query columns of the row type in order (types of §2.3), and drop it afterwards.
 *   `TYPE` is base64 of the encoded `ir::Ty` of `[R]`; the name is a JSON string.
 * - `-- lutra write "out.parquet" TYPE`: the rows of the result are `[R]`; write them to that file. The output
 *   is then unit.
 * - `-- lutra zones` (DuckDB): the statement reads the scratch table `lutra_tz(name TEXT, since INT8, off_us INT8)`:
 *   one row a recorded change of every zone, the first of a zone with `since` the smallest Int64. It must exist
 *   before the statement is prepared.
 * - `-- lutra table ["crm", "leads"] read [["id", "Int32"], …]`: the program reads (`write`: only writes) that
 *   table, takes it to have these columns, and these types in them (`array`, `tuple` and `enum` for the compound
 *   ones). On DuckDB an enum of nothing and a tuple or another enum has the names of both with it, since its column may
 *   be one that is NULL for nothing. The lists are JSON. What `sql` says has these lines not: see `programText`.
 */
export interface SqlProgram {
  readonly sql: string;
  /** Which stretches of `sql` come from which steps, outer ones before those within (`SqlOptions.stepsOf`). */
  readonly marks: readonly SqlMark[];
  /** The lines about tables, for the runner to hold against the catalogue. */
  readonly tables: readonly string[];
  readonly inputTy: Ty;
  readonly outputTy: Ty;
  readonly defs: readonly TyDef[];
}

/** The text that a runner gets. */
export function programText({ sql, tables }: SqlProgram): string {
  return [...tables, sql].join('\n');
}
