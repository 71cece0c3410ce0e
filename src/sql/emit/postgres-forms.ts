import { Refusal } from '../refusal';
import type { LeafName, Shape } from '../shape';
import {
  aggregate,
  binary,
  call,
  caseOf,
  caseWhen,
  cast,
  isNull,
  NULL,
  number,
  string,
  type,
} from '../tree/build';
import type { SqlExpr } from '../tree/expr';
import { query, select } from '../tree/query';
import { constantExpr } from './constant';
import type { DialectForms } from './dialect-forms';

/** Unsigned values live in a wider type, so that every answer is the interpreter's (specification 4 §2.3). */
const leafTypes: Readonly<Record<LeafName, string>> = {
  Bool: 'bool',
  Int8: 'int2',
  Int16: 'int2',
  Int32: 'int4',
  Int64: 'int8',
  Uint8: 'int2',
  Uint16: 'int4',
  Uint32: 'int8',
  Uint64: 'numeric',
  Prim8: 'int2',
  Prim16: 'int4',
  Prim32: 'int8',
  Prim64: 'numeric',
  Float32: 'float4',
  Float64: 'float8',
  Text: 'text',
  Date: 'int4',
  Time: 'int8',
  Duration: 'int8',
  Timestamp: 'int8',
  Decimal: 'int8',
};

const jsonb = type('jsonb');

/** Functions that build JSON take any value, so that the plain one need not be made JSON first. */
function anyValue(packed: SqlExpr): SqlExpr {
  return packed.kind === 'call' && packed.name === 'to_jsonb' ? packed.args[0]! : packed;
}

function isUnitShape(shape: Shape): boolean {
  return shape.kind === 'tuple' && shape.fields.length === 0;
}

/** `packed -> key`. */
function member(packed: SqlExpr, key: SqlExpr): SqlExpr {
  return binary('->', packed, key);
}

/** The text of a JSON scalar. */
function textOf(packed: SqlExpr): SqlExpr {
  if (packed.kind === 'binary' && packed.operator === '->') return binary('->>', packed.left, packed.right);
  return binary('#>>', packed, string('{}'));
}

function unpackLeaf(packed: SqlExpr, leaf: LeafName): SqlExpr {
  return leaf === 'Text' ? textOf(packed) : cast(textOf(packed), leafTypes[leaf]);
}

/** jsonb: tuples by position, enums and options as `{"tag": payload}`. */
export const postgresForms: DialectForms = {
  dialect: 'postgres',
  leafType: (leaf) => type(leafTypes[leaf]),
  packedType: () => jsonb,
  constant(leaf, value) {
    if (typeof value === 'string' && value.includes('\0')) {
      throw new Refusal('TEXT_HAS_NUL', 'text contains U+0000, which PostgreSQL cannot store');
    }
    return constantExpr(value, leafTypes[leaf]);
  },
  failure: (message, to) => cast(cast(call('pg_temp.lutra_fail', string(message)), 'text'), to),
  packLeaf(value, shape) {
    if (shape.name !== 'Float32' && shape.name !== 'Float64') return call('to_jsonb', value);
    // A JSON number has no negative zero.
    const zero = binary('=', value, cast(number(0), leafTypes[shape.name]));
    return caseWhen([[zero, call('to_jsonb', cast(value, 'text'))]], call('to_jsonb', value));
  },
  packOption(value, shape) {
    const payload = shape.payload.kind === 'leaf' ? this.packLeaf(value, shape.payload) : value;
    return caseWhen(
      [[isNull(value), cast(string('{"0": []}'), jsonb)]],
      call('jsonb_build_object', string('1'), anyValue(payload)),
    );
  },
  packTuple: (fields) => call('jsonb_build_array', ...fields.map(anyValue)),
  packEnum(tag, payloads, shape) {
    const arms = shape.variants.map((variant, position): readonly [SqlExpr, SqlExpr] => {
      const payload = isUnitShape(variant.shape) ? cast(string('[]'), jsonb) : (payloads[position] ?? NULL);
      return [number(position), call('jsonb_build_object', string(String(position)), anyValue(payload))];
    });
    const known = tag.kind === 'cast' && tag.operand.kind === 'number' ? Number(tag.operand.text) : undefined;
    return known === undefined ? caseOf(tag, arms) : arms[known]![1];
  },
  packList: (items) =>
    items.length === 0 ? cast(string('[]'), jsonb) : call('jsonb_build_array', ...items.map(anyValue)),
  packRows: (item, order, filter) =>
    call('COALESCE', aggregate('jsonb_agg', [anyValue(item)], order, filter), cast(string('[]'), jsonb)),
  unpackLeaf: (packed, shape) => unpackLeaf(packed, shape.name),
  unpackOption(packed, payload) {
    const inner = member(packed, string('1'));
    return payload.kind === 'leaf' ? unpackLeaf(inner, payload.name) : inner;
  },
  field: (packed, position) => member(packed, number(position)),
  tag(packed) {
    const key = select({
      projection: [{ expr: call('jsonb_object_keys', packed), name: undefined }],
    });
    return cast({ kind: 'query', query: { ...query(key), limit: 1 } }, 'int2');
  },
  payload: (packed, variant) => member(packed, string(String(variant))),
  element(packed, position, constant) {
    if (typeof constant === 'bigint') {
      return constant < 0n || constant > 2147483647n ? cast(NULL, jsonb) : member(packed, number(constant));
    }
    const inside = binary(
      'AND',
      binary('>=', position, number(0)),
      binary('<=', position, number(2147483647)),
    );
    return caseWhen([[inside, member(packed, cast(position, 'int4'))]]);
  },
  length: (packed) => cast(call('jsonb_array_length', packed), 'int8'),
  same: (left, right) => binary('=', left, right),
  unnest: (packed) => call('jsonb_array_elements', packed),
};
