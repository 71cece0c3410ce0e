import type { EnumShape, FieldShape, LeafName, Shape } from '../shape';
import { columnsOf, unitShape } from '../shape';
import { binary, call, caseOf, cast, field, lambda, NULL, name, number, string } from '../tree/build';
import type { SqlExpr, SqlType, StructField } from '../tree/expr';
import { duckdbForms } from './duckdb-forms';
import { imported, namedTag, type Stored } from './stored';
import { type TableForms, wanted } from './table-forms';

const tableTypes: Readonly<Partial<Record<LeafName, string>>> = {
  Date: 'date',
  Time: 'time',
  Timestamp: 'timestamp',
  Decimal: 'decimal(18,2)',
};

function tableType(shape: Shape): SqlType {
  switch (shape.kind) {
    case 'leaf': {
      const own = tableTypes[shape.name];
      return own === undefined ? duckdbForms.leafType(shape.name) : { kind: 'name', name: own };
    }
    case 'option':
      return tableType(shape.payload);
    case 'array':
      return { kind: 'list', item: tableType(shape.item) };
    case 'tuple':
      if (shape.fields.length === 0) return { kind: 'name', name: 'bool' };
      return {
        kind: 'struct',
        fields: shape.fields.map((part, i) => ({ name: fieldName(part, i), type: tableType(part.shape) })),
      };
    case 'enum':
      return { kind: 'union', members: members(shape) };
  }
}

function members(shape: EnumShape): readonly StructField[] {
  return shape.variants.map((variant) => ({ name: variant.name, type: tableType(variant.shape) }));
}

function fieldName(part: FieldShape, position: number): string {
  return part.name ?? `field${position}`;
}

const epoch = cast(string('1970-01-01'), 'date');

function importLeaf(leaf: LeafName, stored: SqlExpr): SqlExpr {
  switch (leaf) {
    case 'Date':
      return imported(cast(binary('-', stored, epoch), 'int4'), back(leaf, stored));
    case 'Time':
      return imported(cast(call('epoch_us', stored), 'uint64'), back(leaf, stored));
    case 'Timestamp':
      return imported(call('epoch_us', stored), back(leaf, stored));
    case 'Decimal':
      // What it is in hundredths needs more digits than the column's type may have.
      return cast(binary('*', cast(stored, 'decimal(38,2)'), number(100)), 'int8');
    default:
      return stored;
  }
}

function back(leaf: LeafName, stored: SqlExpr): Stored {
  return { stored, toStored: (value) => exportLeaf(leaf, value) };
}

function exportLeaf(leaf: LeafName, value: SqlExpr): SqlExpr {
  switch (leaf) {
    case 'Date':
      return binary('+', epoch, value);
    case 'Time':
      return binary('+', cast(string('00:00:00'), 'time'), call('to_microseconds', cast(value, 'int8')));
    case 'Timestamp':
      return call('make_timestamp', value);
    case 'Decimal':
      return binary('*', cast(value, 'decimal(19,0)'), cast(string('0.01'), 'decimal(3,2)'));
    default:
      return value;
  }
}

function unionTag(shape: EnumShape, stored: SqlExpr, column: string): SqlExpr {
  const tag = cast(call('union_tag', stored), 'text');
  const arms = shape.variants.map((variant, i): readonly [SqlExpr, SqlExpr] => [
    string(variant.name),
    number(i),
  ]);
  const text = binary('||', string('unknown variant "'), tag, string(`" in column "${column}"`));
  const names = shape.variants.map((variant) => variant.name);
  return namedTag(cast(caseOf(tag, arms, call('error', text)), 'int2'), tag, names);
}

/** From a stored value to its query columns. */
function importColumns(shape: Shape, stored: SqlExpr, column: string): readonly SqlExpr[] {
  switch (shape.kind) {
    case 'leaf':
      return [importLeaf(shape.name, stored)];
    case 'option':
      return importColumns(shape.payload, stored, column);
    case 'array':
      return [importPacked(shape, stored, column)];
    case 'tuple':
      return shape.fields.flatMap((part, i) =>
        importColumns(part.shape, field(stored, fieldName(part, i)), column),
      );
    case 'enum':
      return [
        unionTag(shape, stored, column),
        ...shape.variants.flatMap((variant) =>
          importColumns(variant.shape, field(stored, variant.name), column),
        ),
      ];
  }
}

/** Whether a stored value and its packed form have one type. */
function isAsPacked(shape: Shape): boolean {
  switch (shape.kind) {
    case 'leaf':
      return tableTypes[shape.name] === undefined;
    case 'option':
      return isAsPacked(shape.payload);
    case 'array':
      return isAsPacked(shape.item);
    default:
      return false;
  }
}

/** From a stored value to its packed form. */
function importPacked(shape: Shape, stored: SqlExpr, column: string): SqlExpr {
  if (isAsPacked(shape)) return stored;
  switch (shape.kind) {
    case 'leaf':
      return importLeaf(shape.name, stored);
    case 'option':
      return importPacked(shape.payload, stored, column);
    case 'array':
      return call('list_transform', stored, lambda(['x'], importPacked(shape.item, name('x'), column)));
    case 'tuple':
      return duckdbForms.packTuple(
        shape.fields.map((part, i) => importPacked(part.shape, field(stored, fieldName(part, i)), column)),
        shape,
      );
    case 'enum':
      return duckdbForms.packEnum(
        unionTag(shape, stored, column),
        shape.variants.map((variant) => importPacked(variant.shape, field(stored, variant.name), column)),
        shape,
      );
  }
}

/** From a packed value to its stored form. */
function exportPacked(shape: Shape, packed: SqlExpr): SqlExpr {
  if (isAsPacked(shape)) return packed;
  switch (shape.kind) {
    case 'leaf':
      return exportLeaf(shape.name, packed);
    case 'option':
      return exportPacked(shape.payload, packed);
    case 'array':
      return call('list_transform', packed, lambda(['x'], exportPacked(shape.item, name('x'))));
    case 'tuple':
      return structOf(
        shape.fields,
        shape.fields.map((part, i) => exportPacked(part.shape, duckdbForms.field(packed, i))),
      );
    case 'enum':
      return unionOf(
        shape,
        duckdbForms.tag(packed),
        shape.variants.map((variant, i) =>
          variant.shape === unitShape || columnsOf(variant.shape).length === 0
            ? NULL
            : exportPacked(variant.shape, duckdbForms.payload(packed, i)),
        ),
      );
  }
}

function structOf(fields: readonly FieldShape[], values: readonly SqlExpr[]): SqlExpr {
  if (fields.length === 0) return { kind: 'word', word: 'TRUE' };
  return { kind: 'call', name: 'struct_pack', args: values, names: fields.map(fieldName) };
}

function unionOf(shape: EnumShape, tag: SqlExpr, payloads: readonly SqlExpr[]): SqlExpr {
  const type: SqlType = { kind: 'union', members: members(shape) };
  const arms = shape.variants.map((variant, i): readonly [SqlExpr, SqlExpr] => {
    const payload = cast(payloads[i]!, tableType(variant.shape));
    const value: SqlExpr = { kind: 'call', name: 'union_value', args: [payload], names: [variant.name] };
    return [number(i), cast(value, type)];
  });
  return caseOf(tag, arms);
}

/** From query columns to the stored value; `take` gives the next column. */
function exportColumns(shape: Shape, take: () => SqlExpr): SqlExpr {
  switch (shape.kind) {
    case 'leaf':
      return exportLeaf(shape.name, take());
    case 'option':
      return exportColumns(shape.payload, take);
    case 'array':
      return exportPacked(shape, take());
    case 'tuple':
      return structOf(
        shape.fields,
        shape.fields.map((part) => exportColumns(part.shape, take)),
      );
    case 'enum': {
      const tag = take();
      return unionOf(
        shape,
        tag,
        shape.variants.map((variant) =>
          columnsOf(variant.shape).length === 0 ? NULL : exportColumns(variant.shape, take),
        ),
      );
    }
  }
}

/** Only the top level is flat; the rest are DuckDB's own nested types (specification 4 §2.6). */
export const duckdbTables: TableForms = {
  rowId: 'rowid',
  tableColumns: (row) => (row.kind === 'tuple' ? row.fields.map(fieldName) : ['value']),
  wantedColumns: (row) =>
    row.kind === 'tuple'
      ? row.fields.map((part, i) => wanted(fieldName(part, i), part.shape))
      : [wanted('value', row)],
  importRow(row, read) {
    if (row.kind !== 'tuple') return importColumns(row, read('value'), 'value');
    return row.fields.flatMap((part, i) => {
      const column = fieldName(part, i);
      return importColumns(part.shape, read(column), column);
    });
  },
  exportRow(row, columns) {
    let next = 0;
    const take = () => columns[next++]!;
    if (row.kind !== 'tuple') return [exportColumns(row, take)];
    return row.fields.map((part) => exportColumns(part.shape, take));
  },
};
