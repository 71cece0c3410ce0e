import type { SqlFunctionTable } from '../function-table';
import type { Change, Outcome } from '../lower/effects';
import { conditionOf } from '../optimise/conditions-of-rows';
import type { Program } from '../optimise/program';
import type { RelOf } from '../relational/rel';
import type { Scalar } from '../relational/scalar';
import { substitute } from '../relational/substitute';
import { binary, name } from '../tree/build';
import type { SqlExpr } from '../tree/expr';
import { type Query, query, type Source } from '../tree/query';
import type { Emitter } from './emitter';
import { Env } from './part';
import { pathOf } from './source-emitter';

/** `INSERT INTO … SELECT …`, in the order of the rows. */
export function insertStatement(
  emitter: Emitter,
  { table, row, rows, steps }: Extract<Outcome, { kind: 'insert' }>,
): Query {
  const { tables } = emitter;
  const columns = tables.tableColumns(row);
  const literal = literalRows(rows);
  if (literal !== undefined) {
    const written = literal.map((values) =>
      tables.exportRow(
        row,
        values.map((value) => emitter.scalars.emit(value, new Env())),
      ),
    );
    const source = query({ kind: 'values', rows: written });
    return emitter.finished(query({ kind: 'insert', table: pathOf(table), columns, source, steps }));
  }
  const source = emitter.selectQuery(rows.rel, rows.values, columns, rows.order, undefined, (exprs) =>
    tables.exportRow(row, exprs),
  );
  return emitter.finished(query({ kind: 'insert', table: pathOf(table), columns, source, steps }));
}

/**
 * A change as rows: the address, whether it changes, then the new query columns. `optimised` is told whether the rows
 * must stay those of the table.
 */
export function changeProgram(
  change: Change,
  optimised: (program: Program, fixed: boolean) => Program,
  functions: SqlFunctionTable,
): Program {
  const { direct } = change;
  const condition =
    direct === undefined ? change.condition : conditionOf(direct, change.condition, functions);
  const values = [change.rowId, condition, ...change.fields.flatMap((field) => field ?? [])];
  return optimised({ rel: direct ?? change.source, values, order: [] }, direct !== undefined);
}

/** The values of each row of a literal array, in their order (rule O22). */
function literalRows({ rel, values, order }: Program): readonly (readonly Scalar[])[] | undefined {
  if (rel.kind !== 'values' || rel.rows.length === 0) return undefined;
  const position = rel.columns[0];
  const asWritten = order.every(
    ({ value, descending }) => value.kind === 'column' && value.column.id === position?.id && !descending,
  );
  return asWritten
    ? rel.rows.map((row) => values.map((value) => substitute(value, rel.columns, row)))
    : undefined;
}

/**
 * `UPDATE` or `DELETE`: straight on the table where nothing but its own row is read, else by the addresses of the
 * rows found by a sub-select. `rows` is the change as a program.
 */
export function changeStatement(emitter: Emitter, change: Change, rows: Program): Query {
  return change.direct === undefined
    ? lookedUp(emitter, change, rows)
    : direct(emitter, change, change.direct, rows);
}

function direct(emitter: Emitter, change: Change, rel: RelOf<'table'>, rows: Program): Query {
  const { steps } = change;
  const { alias, env } = emitter.openTable(rel);
  const table = pathOf(change.table);
  const [, condition, ...values] = rows.values.map((value) => emitter.scalars.emit(value, env));
  const where = condition!.kind === 'word' && condition!.word === 'TRUE' ? [] : [condition!];
  if (change.kind === 'delete') {
    return emitter.finished(query({ kind: 'delete', steps, table, alias, using: [], where }));
  }
  const set = assignments(emitter, change, alias, values);
  return emitter.finished(query({ kind: 'update', steps, table, alias, set, from: [], where }));
}

function lookedUp(emitter: Emitter, change: Change, rows: Program): Query {
  const { tables } = emitter;
  const { steps } = change;
  const [address, , ...values] = rows.values;
  const labels = ['row_id', ...values.map((_, i) => `c${i}`)];
  const found = emitter.selectQuery(rows.rel, [address!, ...values], labels, [], undefined);
  const [alias, source] = [emitter.alias(), emitter.alias()];
  const table = pathOf(change.table);
  const item = { kind: 'query', query: found, lateral: false } as const;
  const from: readonly Source[] = [{ item, alias: source, columns: [], join: 'comma' }];
  const where = [binary('=', name(source, 'row_id'), name(alias, tables.rowId))];
  if (change.kind === 'delete') {
    return emitter.finished(query({ kind: 'delete', steps, table, alias, using: from, where }));
  }
  const set = assignments(
    emitter,
    change,
    alias,
    values.map((_, i) => name(source, `c${i}`)),
  );
  return emitter.finished(query({ kind: 'update', steps, table, alias, set, from, where }));
}

/** The table columns of the fields that change, from their query columns; SQL wants one even where none changes. */
function assignments(
  { tables }: Emitter,
  { row, fields }: Change,
  alias: string,
  values: readonly SqlExpr[],
): readonly { readonly column: string; readonly value: SqlExpr }[] {
  let next = 0;
  const set = row.fields.flatMap((part, position) => {
    const field = fields[position];
    if (field === undefined) return [];
    const own = values.slice(next, next + field.length);
    next += field.length;
    // A row of this field alone has the same columns, whatever stands beside it.
    const named = part.name === undefined ? { ...part, name: `field${position}` } : part;
    const alone = { kind: 'tuple', fields: [named] } as const;
    const stored = tables.exportRow(alone, own);
    return tables.tableColumns(alone).map((column, i) => ({ column, value: stored[i]! }));
  });
  const kept = tables.tableColumns(row)[0];
  return set.length > 0 || kept === undefined ? set : [{ column: kept, value: name(alias, kept) }];
}
