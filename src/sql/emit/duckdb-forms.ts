import { duckdbTypes } from '../../value';
import { type EnumShape, isUnit, type Shape } from '../shape';
import {
  binary,
  call,
  caseWhen,
  cast,
  field,
  list,
  NULL,
  number,
  string,
  subscript,
  type,
} from '../tree/build';
import type { SqlExpr, SqlType, StructField } from '../tree/expr';
import { constantExpr } from './constant';
import type { DialectForms } from './dialect-forms';

function packedType(shape: Shape): SqlType {
  switch (shape.kind) {
    case 'leaf':
      return type(duckdbTypes[shape.name]);
    case 'option':
      return packedType(shape.payload);
    case 'array':
      return { kind: 'list', item: packedType(shape.item) };
    case 'tuple':
      if (shape.fields.length === 0) return type('bool');
      return {
        kind: 'struct',
        fields: shape.fields.map((part, position) => ({
          name: `_${position}`,
          type: packedType(part.shape),
        })),
      };
    case 'enum':
      return { kind: 'struct', fields: enumFields(shape) };
  }
}

function enumFields(shape: EnumShape): readonly StructField[] {
  return [
    { name: '_t', type: type('int2') },
    ...shape.variants.flatMap((variant, position) =>
      isUnit(variant.shape) ? [] : [{ name: `_${position}`, type: packedType(variant.shape) }],
    ),
  ];
}

function structPack(fields: readonly (readonly [string, SqlExpr])[]): SqlExpr {
  return {
    kind: 'call',
    name: 'struct_pack',
    args: fields.map(([, value]) => value),
    names: fields.map(([label]) => label),
  };
}

/** No list is longer. */
const mostItems = 4294967295n;

/** Lists and structs with fields by position: `T[]`, `STRUCT(_0 …, _1 …)`. */
export const duckdbForms: DialectForms = {
  dialect: 'duckdb',
  leafType: (leaf) => type(duckdbTypes[leaf]),
  packedType,
  constant(leaf, value) {
    if (typeof value !== 'string' || !value.includes('\0')) return constantExpr(value, duckdbTypes[leaf]);
    // A statement ends at U+0000; the character can only be computed.
    const [first, ...rest] = value.split('\0').map(string) as [SqlExpr, ...SqlExpr[]];
    return rest.reduce((text, part) => binary('||', text, call('chr', number(0)), part), first);
  },
  failure: (message, to) => cast(call('error', string(message)), to),
  packLeaf: (value) => value,
  packOption: (value) => value,
  packTuple(fields) {
    if (fields.length === 0) return { kind: 'word', word: 'TRUE' };
    return structPack(fields.map((value, position) => [`_${position}`, value]));
  },
  packEnum(tag, payloads, shape) {
    const fields: (readonly [string, SqlExpr])[] = [['_t', tag]];
    for (const [position, variant] of shape.variants.entries()) {
      if (isUnit(variant.shape)) continue;
      const payload = payloads[position] ?? NULL;
      fields.push([`_${position}`, cast(payload, packedType(variant.shape))]);
    }
    return structPack(fields);
  },
  packList: (items, shape) => cast(list(...items), packedType(shape)),
  packRows(item, order, filter, shape) {
    const rows: SqlExpr = { kind: 'call', name: 'list', args: [item], order, filter };
    return call('COALESCE', rows, cast(list(), packedType(shape)));
  },
  unpackLeaf: (packed) => packed,
  unpackOption: (packed) => packed,
  field: (packed, position) => field(packed, `_${position}`),
  tag: (packed) => field(packed, '_t'),
  payload: (packed, variant) => field(packed, `_${variant}`),
  element(packed, position, constant) {
    if (typeof constant === 'bigint') {
      return constant < 0n || constant > mostItems ? NULL : subscript(packed, number(constant + 1n));
    }
    const one = subscript(packed, binary('+', position, number(1)));
    const inside = binary(
      'AND',
      binary('>=', position, number(0)),
      binary('<=', position, number(mostItems)),
    );
    return caseWhen([[inside, one]]);
  },
  length: (packed) => cast(call('len', packed), 'int8'),
  same: (left, right) => binary('IS NOT DISTINCT FROM', left, right),
  unnest: (packed) => call('unnest', packed),
};
