import type { Literal as SourceLiteral } from '../../language';
import type { Literal } from '../ir';

const MICROS_PER_DAY = 86_400_000_000n;
const scratch = new DataView(new ArrayBuffer(8));

/**
 * The raw bits of a literal (specification 3 D3). `frame` is the absolute path of the innermost frame of its
 * type and decides how a number is stored. Undefined when the calendar does not have the date, or when it lies
 * too far away for its type.
 */
export function literalBits(literal: SourceLiteral, frame: string | undefined): Literal | undefined {
  switch (literal.kind) {
    case 'boolean':
      return { kind: 'prim8', bits: literal.value ? 1 : 0 };
    case 'text':
      return { kind: 'text', text: literal.value };
    case 'number':
      return numberBits(literal.text.replaceAll('_', ''), frame);
    case 'duration':
      return { kind: 'prim64', bits: BigInt.asUintN(64, literal.micros) };
    case 'date': {
      const days = daysSinceEpoch(literal.year, literal.month, literal.day);
      if (days === undefined || BigInt.asIntN(32, days) !== days) return undefined;
      return { kind: 'prim32', bits: Number(BigInt.asUintN(32, days)) };
    }
    case 'timestamp': {
      const days = daysSinceEpoch(literal.year, literal.month, literal.day);
      if (days === undefined) return undefined;
      const micros = days * MICROS_PER_DAY + literal.micros;
      if (BigInt.asIntN(64, micros) !== micros) return undefined;
      return { kind: 'prim64', bits: BigInt.asUintN(64, micros) };
    }
  }
}

function numberBits(text: string, frame: string | undefined): Literal {
  switch (frame) {
    case 'std::Int8':
    case 'std::Uint8':
      return { kind: 'prim8', bits: truncated(text, 8) };
    case 'std::Int16':
    case 'std::Uint16':
      return { kind: 'prim16', bits: truncated(text, 16) };
    case 'std::Int32':
    case 'std::Uint32':
      return { kind: 'prim32', bits: truncated(text, 32) };
    case 'std::Int64':
    case 'std::Uint64':
      return { kind: 'prim64', bits: BigInt.asUintN(64, integer(text)) };
    case 'std::Float32':
      scratch.setFloat32(0, Number(text));
      return { kind: 'prim32', bits: scratch.getUint32(0) };
    case 'std::Float64':
      scratch.setFloat64(0, Number(text));
      return { kind: 'prim64', bits: scratch.getBigUint64(0) };
    case 'std::Decimal':
      return { kind: 'prim64', bits: BigInt.asUintN(64, hundredths(text)) };
    default:
      throw new Error(`a number literal of type ${frame}`);
  }
}

function truncated(text: string, width: number): number {
  return Number(BigInt.asUintN(width, integer(text)));
}

function integer(text: string): bigint {
  return BigInt(text);
}

/** `7.3` is 730: at most two digits after the point, as the checker has made sure. */
function hundredths(text: string): bigint {
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(2, '0'));
}

/** Days from 1970-01-01 in the proleptic Gregorian calendar; undefined for a day that does not exist. */
export function daysSinceEpoch(year: number, month: number, day: number): bigint | undefined {
  if (!Number.isSafeInteger(year) || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month))
    return undefined;
  // Counting years from March puts the leap day last (the usual civil-calendar arithmetic in 400-year eras).
  const y = BigInt(month <= 2 ? year - 1 : year);
  const era = (y >= 0n ? y : y - 399n) / 400n;
  const yearOfEra = y - era * 400n;
  const dayOfYear = BigInt(Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1);
  const dayOfEra = yearOfEra * 365n + yearOfEra / 4n - yearOfEra / 100n + dayOfYear;
  return era * 146_097n + dayOfEra - 719_468n;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
