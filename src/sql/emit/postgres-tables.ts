import type { EnumShape, LeafName, Shape } from '../shape';
import { columnsOf } from '../shape';
import { binary, call, caseOf, cast, name, number, string } from '../tree/build';
import type { SqlExpr } from '../tree/expr';
import { imported, namedTag, type Stored } from './stored';
import { type TableForms, wanted } from './table-forms';

/** One table column: what its query column is, and which variants' names it holds when it is a tag. */
interface StoredColumn {
  readonly name: string;
  readonly shape: Shape;
  readonly tags: EnumShape | undefined;
}

/** Columns of a value under a name; nested names are joined with dots (specification 4 §2.5). */
function storedColumns(shape: Shape, name: string): readonly StoredColumn[] {
  const below = (part: string) => (name === '' ? part : `${name}.${part}`);
  switch (shape.kind) {
    case 'leaf':
    case 'option':
    case 'array':
      return [{ name: name === '' ? 'value' : name, shape, tags: undefined }];
    case 'tuple':
      return shape.fields.flatMap((part, i) => storedColumns(part.shape, below(part.name ?? `field${i}`)));
    case 'enum':
      return [
        { name: name === '' ? 'value' : name, shape, tags: shape },
        ...shape.variants.flatMap((variant) => {
          const own = below(variant.name);
          if (variant.recursive) return [{ name: own, shape: variant.shape, tags: undefined }];
          return columnsOf(variant.shape).length === 0 ? [] : storedColumns(variant.shape, own);
        }),
      ];
  }
}

function leafOf(shape: Shape): LeafName | undefined {
  const inner = shape.kind === 'option' ? shape.payload : shape;
  return inner.kind === 'leaf' ? inner.name : undefined;
}

const epochDate = cast(string('1970-01-01'), 'date');
const epochInstant = cast(string('1970-01-01'), 'timestamp');
const microsecond = cast(string('1 microsecond'), 'interval');

function microseconds(stored: SqlExpr): SqlExpr {
  const epoch = call('EXTRACT', binary('FROM', name('epoch'), stored));
  return cast(binary('*', epoch, number(1000000)), 'int8');
}

function importColumn({ name: column, shape, tags }: StoredColumn, stored: SqlExpr): SqlExpr {
  if (tags !== undefined) {
    const text = binary('||', string('unknown variant "'), stored, string(`" in column "${column}"`));
    const arms = tags.variants.map((variant, i): readonly [SqlExpr, SqlExpr] => [
      string(variant.name),
      number(i),
    ]);
    const tag = cast(caseOf(stored, arms, call('pg_temp.lutra_fail', text)), 'int2');
    return namedTag(
      tag,
      stored,
      tags.variants.map((variant) => variant.name),
    );
  }
  // The column may be `json`, which has few functions.
  if (shape.kind === 'array') return cast(stored, 'jsonb');
  switch (leafOf(shape)) {
    case 'Date':
      return imported(binary('-', stored, epochDate), back(shape, stored));
    case 'Time':
    case 'Timestamp':
      return imported(microseconds(stored), back(shape, stored));
    case 'Decimal':
      return cast(binary('*', stored, number(100)), 'int8');
    default:
      return stored;
  }
}

function back(shape: Shape, stored: SqlExpr): Stored {
  return { stored, toStored: (value) => exportColumn({ name: '', shape, tags: undefined }, value) };
}

function exportColumn({ shape, tags }: StoredColumn, value: SqlExpr): SqlExpr {
  if (tags !== undefined) {
    return caseOf(
      value,
      tags.variants.map((variant, i): readonly [SqlExpr, SqlExpr] => [number(i), string(variant.name)]),
    );
  }
  switch (leafOf(shape)) {
    case 'Date':
      return binary('+', epochDate, value);
    case 'Time':
      return binary('+', cast(string('00:00'), 'time'), binary('*', value, microsecond));
    case 'Timestamp':
      // A number times an interval is a float: beyond the year 2255 it would lose microseconds.
      return binary('+', epochInstant, cast(binary('||', value, string(' microseconds')), 'interval'));
    case 'Decimal':
      return binary('/', cast(value, 'numeric'), number(100));
    default:
      return value;
  }
}

/** Everything flat, nested names dotted, arrays in jsonb, enums by the name of their variant. */
export const postgresTables: TableForms = {
  rowId: 'ctid',
  tableColumns: (row) => storedColumns(row, '').map(({ name }) => name),
  wantedColumns: (row) =>
    storedColumns(row, '').map(({ name, shape }) => ({ name, wants: wanted(name, shape).wants })),
  importRow: (row, read) => storedColumns(row, '').map((stored) => importColumn(stored, read(stored.name))),
  exportRow: (row, columns) => storedColumns(row, '').map((stored, i) => exportColumn(stored, columns[i]!)),
};
