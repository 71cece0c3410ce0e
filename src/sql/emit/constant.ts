import type { Constant } from '../relational/scalar';
import { cast, FALSE, number, string, TRUE } from '../tree/build';
import type { SqlExpr } from '../tree/expr';

/** A typed constant (specification 4 §7): `5::int4`, `(-5)::int4`, `'x'::text`, `TRUE`. */
export function constantExpr(value: Constant, type: string): SqlExpr {
  if (typeof value === 'boolean') return value ? TRUE : FALSE;
  if (typeof value === 'bigint') return cast(number(value), type);
  if (typeof value === 'number') return cast(floatExpr(value), type);
  return cast(string(value), type);
}

function floatExpr(value: number): SqlExpr {
  if (Number.isNaN(value)) return string('NaN');
  if (value === Number.POSITIVE_INFINITY) return string('Infinity');
  if (value === Number.NEGATIVE_INFINITY) return string('-Infinity');
  if (Object.is(value, -0)) return string('-0');
  const text = String(value);
  // Engines read digits as exact decimals first; only short ones survive the way to a float unrounded.
  return /^-?[0-9]{1,7}(\.[0-9]{1,7})?$/.test(text) ? { kind: 'number', text } : string(text);
}
