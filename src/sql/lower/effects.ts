import type { ir } from '../../program';
import type { Ty } from '../../value';
import type { Program } from '../optimise/program';
import { makeColumn } from '../relational/column';
import { identity } from '../relational/fingerprint';
import { join, type Rel, type RelOf, type TableName, where } from '../relational/rel';
import {
  type CaseBranch,
  column,
  constantOf,
  equals,
  FALSE,
  type Scalar,
  sameScalar,
  TRUE,
  tagLiteral,
} from '../relational/scalar';
import type { Steps } from '../relational/steps';
import { columnsOf, int64Shape, type TupleShape } from '../shape';
import { CallSite, type Lowering, scalarOf, type Vars } from './lowering';
import { flatten } from './pack';
import { toRows } from './rows';
import { Scope } from './scope';
import { tableName } from './table-name';
import { fileName } from './tables';
import { makeColumns, type Val, valOfColumns } from './value';

/** What a program does in the end (specification 4 §10): at most one write, as its last step. */
export type Outcome =
  | { readonly kind: 'value'; readonly val: Val }
  | {
      readonly kind: 'insert';
      readonly table: TableName;
      readonly row: TupleShape;
      readonly rows: Program;
      readonly steps: Steps | undefined;
    }
  | Change
  | { readonly kind: 'write'; readonly file: string; readonly ty: Ty; readonly rows: Program };

/** A change of rows of one table. */
export interface Change {
  readonly kind: 'update' | 'delete';
  readonly table: TableName;
  readonly row: TupleShape;
  /** The table itself when the change needs nothing but its rows; otherwise what to look them up in. */
  readonly source: Rel;
  readonly direct: RelOf<'table'> | undefined;
  readonly rowId: Scalar;
  /** Which rows change. */
  readonly condition: Scalar;
  /** Of an update: the new query columns, undefined for a field that keeps its value. */
  readonly fields: readonly (readonly Scalar[] | undefined)[];
  readonly steps: Steps | undefined;
}

/** Compiles the body of `main`: bindings first, then the value or the write that stands last. */
export function lowerOutcome(lowering: Lowering, expr: ir.Expr, scope: Scope, vars: Vars): Outcome {
  if (expr.kind === 'binding') {
    const bound = lowering.bind(lowering.lower(expr.value, scope, vars), scope);
    return lowerOutcome(lowering, expr.main, scope, vars.withBinding(expr.id, bound));
  }
  if (expr.kind === 'call' && expr.callee.kind === 'external') {
    const site = new CallSite(lowering, expr.callee.id, expr, expr.args, scope, vars);
    switch (site.name) {
      case 'std::sql::insert':
        return { kind: 'insert', ...inserted(site), steps: site.steps };
      case 'std::sql::update':
        return updated(site);
      case 'std::sql::delete':
        return deleted(site);
      case 'std::fs::write_parquet':
        return { kind: 'write', file: fileName(site, 1), ty: site.args[0]!.ty, rows: rowsOf(site) };
      default:
    }
  }
  return { kind: 'value', val: lowering.lower(expr, scope, vars) };
}

function rowsOf(site: CallSite): Program {
  const rows = toRows(site.array(0));
  return { rel: join(site.scope.rel, rows.rel), values: flatten(rows.item), order: rows.order.keys };
}

function inserted(site: CallSite): {
  readonly table: TableName;
  readonly row: TupleShape;
  readonly rows: Program;
} {
  const array = site.array(0);
  const rows = rowsOf(site);
  const table = tableName(site, site.scalar(1));
  const row = array.shape.item as TupleShape;
  site.lowering.tables.push({ table, row, read: false });
  return { table, row, rows };
}

/** The rows of the table a change is about, with their addresses. */
function target(site: CallSite, row: TupleShape): { readonly rel: RelOf<'table'>; readonly item: Val } {
  const columns = makeColumns(row);
  const name = tableName(site, site.scalar(0));
  site.lowering.tables.push({ table: name, row, read: true });
  const rel: RelOf<'table'> = {
    kind: 'table',
    name,
    row,
    columns,
    rowId: makeColumn('row_id', int64Shape),
  };
  return { rel, item: valOfColumns(row, columns) };
}

function rowShape(site: CallSite): TupleShape {
  const { kind } = site.args[1]!.ty;
  if (kind.kind !== 'function') throw site.refuse('BAD_PROGRAM', 'wants a function');
  return site.lowering.shapes.of(kind.params[0]!) as TupleShape;
}

function updated(site: CallSite): Change {
  const row = rowShape(site);
  const { rel, item } = target(site, row);
  const scope = new Scope(rel);
  const result = site.apply(1, scope, item);
  if (result.kind !== 'enum') throw site.refuse('BAD_PROGRAM', 'wants an option');
  const payload = result.payloads[1];
  const condition = payload === undefined ? FALSE : tagIs(result.tag, 1);
  const values =
    payload === undefined
      ? rel.columns.map(column)
      : flatten(payload).map((value) => whereTag(value, result.tag, 1));
  let next = 0;
  const fields = row.fields.map((field) => {
    const count = columnsOf(field.shape).length;
    const own = values.slice(next, next + count);
    const old = rel.columns.slice(next, next + count);
    next += count;
    return own.every((value, i) => sameScalar(value, column(old[i]!))) ? undefined : own;
  });
  return change(site, 'update', row, rel, scope, condition, fields);
}

function deleted(site: CallSite): Change {
  const row = rowShape(site);
  const { rel, item } = target(site, row);
  const scope = new Scope(rel);
  const condition = scalarOf(site.apply(1, scope, item));
  return change(site, 'delete', row, rel, scope, condition, []);
}

function change(
  site: CallSite,
  kind: Change['kind'],
  row: TupleShape,
  rel: RelOf<'table'>,
  scope: Scope,
  condition: Scalar,
  fields: Change['fields'],
): Change {
  const direct = scope.rel === rel && site.scope.rel.kind === 'unit' ? rel : undefined;
  const source = where(join(site.scope.rel, scope.rel), condition);
  return {
    kind,
    table: rel.name,
    row,
    source,
    direct,
    rowId: column(rel.rowId!),
    condition,
    fields,
    steps: site.steps,
  };
}

/** A column of a payload, for rows that are known to have the payload's tag. */
function whereTag(value: Scalar, tag: Scalar, wanted: number): Scalar {
  if (value.kind !== 'case' || tag.kind !== 'case') return value;
  const whens = (branches: readonly CaseBranch[]) => identity(branches.map(({ when }) => when));
  if (whens(value.branches) !== whens(tag.branches)) return value;
  const tags = [...tag.branches.map(({ result }) => result), tag.otherwise].map(constantOf);
  const arm = tags.indexOf(BigInt(wanted));
  if (arm < 0 || tags.lastIndexOf(BigInt(wanted)) !== arm) return value;
  return value.branches[arm]?.result ?? value.otherwise;
}

/** Whether a tag is the given one, as a condition. */
function tagIs(tag: Scalar, wanted: number): Scalar {
  if (tag.kind !== 'case') return equals(tag, tagLiteral(wanted));
  const outcomes = [...tag.branches.map(({ result }) => result), tag.otherwise].map(constantOf);
  if (outcomes.some((outcome) => outcome === undefined)) return equals(tag, tagLiteral(wanted));
  const is = (outcome: unknown) => outcome === BigInt(wanted);
  if (tag.branches.length === 1) {
    const { when } = tag.branches[0]!;
    if (is(outcomes[0]) && !is(outcomes[1])) return when;
  }
  return {
    kind: 'case',
    branches: tag.branches.map(({ when }, i) => ({ when, result: is(outcomes[i]) ? TRUE : FALSE })),
    otherwise: is(outcomes.at(-1)) ? TRUE : FALSE,
    shape: TRUE.shape,
  };
}
