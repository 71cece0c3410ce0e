const maxUnsigned = 0xffff_ffff_ffff_ffffn;
const maxSigned = 0x7fff_ffff_ffff_ffffn;
const minSigned = -0x8000_0000_0000_0000n;

/** No 64-bit number has more digits; longer ones are refused before any arithmetic. */
const maxDigits = 20;

/**
 * The integer view of a number literal (specification 1 §1.6): the 64 bits as an unsigned number, negative
 * values in two's complement. Undefined with a fraction or exponent, or beyond 64 bits. It is not checked
 * against a width: `BigInt.asIntN(8, view)` is what an Int8 literal means.
 */
export function integerView(literal: string): bigint | undefined {
  const text = literal.replaceAll('_', '');
  if (/^0[xob]/.test(text)) {
    if (text.length === 2) return undefined;
    const value = BigInt(text);
    return value <= maxUnsigned ? value : undefined;
  }
  const digits = text.startsWith('-') ? text.slice(1) : text;
  if (digits.length > maxDigits || !/^[0-9]+$/.test(digits)) return undefined;
  const value = BigInt(text);
  if (value < minSigned || value > maxUnsigned) return undefined;
  return BigInt.asUintN(64, value);
}

/** The float view: the nearest f64. Undefined for a literal with a radix prefix. */
export function floatView(literal: string): number | undefined {
  const text = literal.replaceAll('_', '');
  return /^0[xob]/.test(text) ? undefined : Number(text);
}

/**
 * The decimal view: the value times 100, a signed 64-bit number. Undefined with an exponent, a prefix, more
 * than two fraction digits, or beyond the range.
 */
export function decimalView(literal: string): bigint | undefined {
  const text = literal.replaceAll('_', '');
  if (text.length > maxDigits + 4) return undefined;
  const parts = /^(-?)([0-9]+)(?:\.([0-9]{1,2}))?$/.exec(text);
  if (!parts) return undefined;
  const [, sign, whole, fraction = ''] = parts;
  const value = BigInt(`${sign}${whole}${fraction.padEnd(2, '0')}`);
  return value >= minSigned && value <= maxSigned ? value : undefined;
}
