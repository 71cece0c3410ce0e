import { type EnumValue, standardScalar, type Ty, type TypeTable, type Value } from '../../value';
import { floatOf, integerOf } from '../relational';

/**
 * The jsonb text of a packed value (specification 4 §2.4): integers exact, tuples positional, enums and options
 * as `{"tag": payload}`, non-finite floats as strings.
 */
export function packedJson(value: Value, ty: Ty, table: TypeTable): string {
  const { kind } = table.materialiseOrStd(ty);
  switch (kind.kind) {
    case 'ident': {
      const scalar = standardScalar(kind.path)!;
      if (scalar === 'Text') return JSON.stringify(value);
      if (scalar === 'Bool') return value === 0 ? 'false' : 'true';
      if (scalar === 'Float32' || scalar === 'Float64') return floatJson(floatOf(scalar, value));
      return integerOf(scalar, value).toString();
    }
    case 'primitive':
      return integerOf(kind.width, value).toString();
    case 'array':
      return `[${(value as readonly Value[]).map((item) => packedJson(item, kind.item, table)).join(', ')}]`;
    case 'tuple':
      return `[${kind.fields.map((field, i) => packedJson((value as readonly Value[])[i]!, field.ty, table)).join(', ')}]`;
    case 'enum': {
      const { tag, payload } = value as EnumValue;
      return `{"${tag}": ${packedJson(payload, kind.variants[tag]!.ty, table)}}`;
    }
    case 'function':
      throw new Error('a function cannot be packed');
  }
}

/** The text PostgreSQL reads as this float. */
export function floatText(number: number): string {
  if (Number.isNaN(number)) return 'NaN';
  if (number === Infinity) return 'Infinity';
  if (number === -Infinity) return '-Infinity';
  return Object.is(number, -0) ? '-0' : String(number);
}

function floatJson(number: number): string {
  // jsonb numbers have no minus zero and no infinities; as texts they keep what they are.
  return Number.isFinite(number) && !Object.is(number, -0) ? floatText(number) : `"${floatText(number)}"`;
}
