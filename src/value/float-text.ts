/** Bits of a float, and with it how many digits tell its values apart. */
export type FloatWidth = 32 | 64;

/** The shortest decimal that reads back as a float: `0.d1 d2 d3… × 10^point`. Zero has the digit `0` and point 1. */
interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly point: number;
}

/**
 * A float as the value printer writes it (specification 2 §13.4): always a fraction or an exponent. `value` of
 * width 32 must be a Float32 held in a number.
 */
export function printedFloat(value: number, width: FloatWidth): string {
  const special = specialText(value);
  if (special !== undefined) return special;
  const size = Math.abs(value);
  // The bounds are numbers of the value's own width: the Float32 called 0.0001 is a little below the Float64.
  const least = width === 32 ? Math.fround(1e-4) : 1e-4;
  if (value !== 0 && (size < least || size >= 1e16)) {
    const { negative, digits, point } = shortest(value, width);
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    return `${negative ? '-' : ''}${digits[0]}${fraction}e${point - 1}`;
  }
  const text = floatText(value, width);
  return text.includes('.') ? text : `${text}.0`;
}

/** A float as `to_text` writes it (specification 2 §3.4): plain positional digits, never an exponent or a `.0`. */
export function floatText(value: number, width: FloatWidth): string {
  const special = specialText(value);
  if (special !== undefined) return special;
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const size = Math.abs(value);
  // JavaScript's own form is the same within these bounds; a whole Float32 below 2^24 has no shorter spelling.
  if (size >= 1e-6 && size < 1e21 && (width === 64 || (size < 2 ** 24 && Number.isInteger(value))))
    return String(value);
  const { negative, digits, point } = shortest(value, width);
  const sign = negative ? '-' : '';
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits + '0'.repeat(point - digits.length);
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

function specialText(value: number): string | undefined {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Number.POSITIVE_INFINITY) return 'inf';
  if (value === Number.NEGATIVE_INFINITY) return '-inf';
  return undefined;
}

function shortest(value: number, width: FloatWidth): Decimal {
  return parts(width === 64 ? value.toExponential() : shortestSingle(value));
}

/** The shortest exponential form of a finite Float32 other than zero. */
function shortestSingle(value: number): string {
  for (let digits = 0; digits < 8; digits++) {
    const nearest = value.toExponential(digits);
    if (Math.fround(Number(nearest)) === value) return nearest;
    // Above a power of two the gap is twice the one below, so the next number up may fit where the nearest does not.
    const next = oneUnitUp(nearest);
    if (Math.fround(Number(next)) === value) return next;
  }
  return value.toExponential(8);
}

function oneUnitUp(exponential: string): string {
  const [mantissa, exponent] = exponential.split('e') as [string, string];
  const negative = mantissa.startsWith('-');
  const digits = mantissa.replace(/[-.]/g, '');
  const raised = (BigInt(digits) + 1n).toString();
  const power = Number(exponent) - (digits.length - 1);
  return `${negative ? '-' : ''}${raised}e${power}`;
}

function parts(exponential: string): Decimal {
  const negative = exponential.startsWith('-');
  const [mantissa, exponent] = exponential.slice(negative ? 1 : 0).split('e') as [string, string];
  const [whole, fraction = ''] = mantissa.split('.') as [string, string?];
  const digits = (whole + fraction).replace(/0+$/, '');
  return { negative, digits, point: Number(exponent) + whole.length };
}
