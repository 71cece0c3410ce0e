import { Refusal } from '../refusal';
import { makeColumn } from '../relational/column';
import { constantOf } from '../relational/scalar';
import type { ArrayShape, TupleShape } from '../shape';
import type { CallSite, Form } from './lowering';
import { rawSelect } from './raw-sql';
import { tableName } from './table-name';
import { anyOrder, makeColumns, valOfColumns } from './value';

/** Rows of a table; their order is unspecified. */
const from: Form = (site) => {
  const shape = site.shape as ArrayShape;
  const columns = makeColumns(shape.item);
  const name = tableName(site, site.scalar(0));
  site.lowering.tables.push({ table: name, row: shape.item, read: true });
  return {
    kind: 'array',
    form: 'rows',
    shape,
    rel: {
      kind: 'table',
      name,
      row: shape.item as TupleShape,
      columns,
      rowId: undefined,
    },
    item: valOfColumns(shape.item, columns),
    order: anyOrder,
  };
};

const raw: Form = (site) => {
  const text = constantOf(site.scalar(0));
  if (typeof text !== 'string') throw site.refuse('RAW_TEXT', 'the SQL text must be a constant');
  const checked = rawSelect(text);
  if (!checked.ok) throw site.refuse('RAW_TEXT', checked.why);
  const shape = site.shape;
  const row = shape.kind === 'array' ? shape.item : shape;
  const columns = makeColumns(row);
  const rel = { kind: 'raw', text: checked.text, row, columns } as const;
  const item = valOfColumns(row, columns);
  if (shape.kind === 'array') return { kind: 'array', form: 'rows', shape, rel, item, order: anyOrder };
  site.scope.attach(rel);
  return item;
};

const readParquet: Form = (site) => {
  const shape = site.shape as ArrayShape;
  const file = fileName(site, 0);
  const columns = makeColumns(shape.item).map((column, i) => makeColumn(`c${i}`, column.shape));
  return {
    kind: 'array',
    form: 'rows',
    shape,
    rel: { kind: 'file', name: site.lowering.files.read(file, site.expr.ty), columns },
    item: valOfColumns(shape.item, columns),
    order: anyOrder,
  };
};

/** A literal path inside the runner's folder. */
export function fileName(site: CallSite, position: number): string {
  const name = constantOf(site.scalar(position));
  if (typeof name !== 'string') {
    throw site.refuse('FILE_NAME', 'on DuckDB the file name must be a literal');
  }
  if (name === '' || name.startsWith('/') || name.split('/').includes('..')) {
    throw new Refusal('FILE_NAME', `invalid path: ${name}`, site.expr.span);
  }
  return name;
}

/** An effect anywhere but at the end of the program (specification 4 §10). */
const misplaced: Form = (site) => {
  const short = site.name.replace('std::', '');
  throw site.refuse('MISPLACED_WRITE', `${short} may only be the last step of a program`);
};

/** Tables and files (specification 4 §10). */
export const tableForms: Readonly<Record<string, Form>> = {
  'std::sql::from': from,
  'std::sql::raw': raw,
  'std::sql::insert': misplaced,
  'std::sql::update': misplaced,
  'std::sql::delete': misplaced,
  'std::fs::read_parquet': readParquet,
  'std::fs::write_parquet': misplaced,
};
