import { describe, expect, it } from 'vitest';
import { decode } from './decode';
import { encode } from './encode';
import { type Format, formatOf } from './format';
import type { Ty } from './ty';
import { fromHex, toHex, VECTOR_DEFS, VECTORS } from './vectors.test-data';

function format(ty: Ty): Format {
  const result = formatOf(ty, VECTOR_DEFS);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe('vectors of specification 3 A10', () => {
  it.each(VECTORS)('$id', ({ ty, value, hex }) => {
    const bytes = fromHex(hex);
    const encoded = encode(value, format(ty));
    expect(encoded.ok && toHex(encoded.value)).toBe(toHex(bytes));
    expect(decode(bytes, format(ty))).toEqual({ ok: true, value });
  });
});
