import type { Value } from '../../value';
import { quotedEmpty } from '../csv/records';
import type { CellForm, ColumnScalar, ColumnType } from './column-type';

/** Whether a cell stands for a missing value (specification 7 DAT-5). */
export function isMissing(cell: string): boolean {
  return cell === '' || cell === 'null';
}

export const integerForm = /^[+-]?\d+$/;
export const floatForm = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
export const decimalForm = /^-?\d{1,16}\.\d{2}$/;
const specialFloats = new Map<string, number>([
  ['nan', Number.NaN],
  ['inf', Infinity],
  ['+inf', Infinity],
  ['-inf', -Infinity],
  ['infinity', Infinity],
  ['+infinity', Infinity],
  ['-infinity', -Infinity],
]);
const commaDecimals = /^[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?$/;
const commaThousands = /^[+-]?\d{1,3}(?:,\d{3})*(?:\.\d+)?$/;
const dateForm = /^([+-]?\d{4,6})-(\d\d)-(\d\d)$/;
const slashForm = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/;
const clockForm = /^(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?$/;
const timestampForm =
  /^([+-]?\d{4,6}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)(Z|[+-]\d\d(?::?\d\d)?)?$/;

const int64Max = 2n ** 63n - 1n;
const scratch = new DataView(new ArrayBuffer(8));
const microsPerDay = 86_400_000_000n;

/**
 * The value of a cell as its column's type, or `undefined` when it does not fit; nothing is rounded or guessed.
 * Values are in the raw form of `value/value.ts`.
 */
export function readCell(cell: string, type: ColumnType): Value | undefined {
  if (!type.optional) return readPresent(cell, type);
  if (cell !== quotedEmpty && isMissing(cell)) return { tag: 0, payload: [] };
  const payload = readPresent(cell, type);
  return payload === undefined ? undefined : { tag: 1, payload };
}

/** A cell of an enum of names is one of them; other types of their own have no form in one cell. */
function readPresent(cell: string, type: ColumnType): Value | undefined {
  if (type.scalar !== null) return readScalar(cell, type.scalar, type.form);
  const { kind } = type.ty;
  if (kind.kind !== 'enum') return undefined;
  const tag = kind.variants.findIndex(({ name }) => name === cell);
  return tag < 0 ? undefined : { tag, payload: [] };
}

function readScalar(raw: string, scalar: ColumnScalar, form: CellForm | undefined): Value | undefined {
  if (scalar === 'Text') return raw === quotedEmpty ? '' : raw;
  const cell = form === undefined ? raw.trim() : plainNumber(raw.trim(), form);
  if (cell === undefined) return undefined;
  switch (scalar) {
    case 'Float32':
    case 'Float64': {
      const value = readFloat(cell);
      return value === undefined ? undefined : floatBits(value, scalar);
    }
    case 'Decimal': {
      const match = /^(-?)(\d{1,17})(?:\.(\d{1,2}))?$/.exec(cell);
      if (!match) return undefined;
      const cents = BigInt(match[2]!) * 100n + BigInt((match[3] ?? '').padEnd(2, '0'));
      return cents > int64Max ? undefined : BigInt.asUintN(64, match[1] ? -cents : cents);
    }
    case 'Bool':
      return readBoolean(cell, form);
    case 'Date': {
      const days = form ? readLocalDate(cell, form) : readDate(cell);
      return days === undefined ? undefined : days >>> 0;
    }
    case 'Time':
      return readClock(cell);
    case 'Timestamp':
      return readTimestamp(cell);
    default:
      return readInteger(cell, scalar);
  }
}

/** A number with commas in it as one without; other forms are left as they are. `undefined` where it is no such number. */
export function plainNumber(cell: string, form: CellForm): string | undefined {
  if (form === 'comma-decimals')
    return commaDecimals.test(cell) ? cell.replaceAll('.', '').replace(',', '.') : undefined;
  if (form === 'comma-thousands') return commaThousands.test(cell) ? cell.replaceAll(',', '') : undefined;
  return cell;
}

type IntegerScalar = Extract<ColumnScalar, `Int${string}` | `Uint${string}`>;

/** A whole number that the type holds, as raw bits. */
function readInteger(cell: string, scalar: IntegerScalar): Value | undefined {
  if (!integerForm.test(cell)) return undefined;
  const value = BigInt(cell.startsWith('+') ? cell.slice(1) : cell);
  const width = Number(scalar.replace(/^U?[Ii]nt/, ''));
  const raw = BigInt.asUintN(width, value);
  if ((scalar.startsWith('U') ? raw : BigInt.asIntN(width, raw)) !== value) return undefined;
  return width === 64 ? raw : Number(raw);
}

function floatBits(value: number, scalar: 'Float32' | 'Float64'): Value {
  if (scalar === 'Float32') {
    scratch.setFloat32(0, value);
    return scratch.getUint32(0);
  }
  scratch.setFloat64(0, value);
  return scratch.getBigUint64(0);
}

export function readFloat(cell: string): number | undefined {
  return floatForm.test(cell) ? Number(cell) : specialFloats.get(cell.toLowerCase());
}

export function readBoolean(cell: string, form: CellForm | undefined): number | undefined {
  const [no, yes] = form === 'yes-no' ? ['no', 'yes'] : form === 'zero-one' ? ['0', '1'] : ['false', 'true'];
  const word = cell.toLowerCase();
  return word === yes ? 1 : word === no ? 0 : undefined;
}

/** Days since 1970-01-01 of `YYYY-MM-DD`; `undefined` when the calendar has no such day. */
export function readDate(cell: string): number | undefined {
  const match = dateForm.exec(cell);
  return match ? daysOf(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

/** The same of a date with the year last. */
export function readLocalDate(cell: string, form: CellForm): number | undefined {
  const match = slashForm.exec(cell);
  if (!match) return undefined;
  const [first, second] = [Number(match[1]), Number(match[3])];
  return form === 'day-month-year'
    ? daysOf(Number(match[4]), second, first)
    : daysOf(Number(match[4]), first, second);
}

/** Microseconds since midnight, below one day. */
export function readClock(cell: string): bigint | undefined {
  const match = clockForm.exec(cell);
  if (!match) return undefined;
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3] ?? '0')];
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  return BigInt((hours * 60 + minutes) * 60 + seconds) * 1_000_000n + BigInt((match[4] ?? '').padEnd(6, '0'));
}

/** Microseconds since the epoch as raw bits; a zone offset is subtracted, so the result is UTC. */
export function readTimestamp(cell: string): bigint | undefined {
  const match = timestampForm.exec(cell);
  if (!match) return undefined;
  const days = readDate(match[1]!);
  const clock = readClock(match[2]!);
  if (days === undefined || clock === undefined) return undefined;
  const micros = BigInt(days) * microsPerDay + clock - offsetMicros(match[3]);
  return BigInt.asUintN(64, micros);
}

export function hasZoneOffset(cell: string): boolean {
  const offset = timestampForm.exec(cell)?.[3];
  return offset !== undefined && offset !== 'Z';
}

function offsetMicros(offset: string | undefined): bigint {
  if (!offset || offset === 'Z') return 0n;
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return BigInt(offset[0] === '-' ? -minutes : minutes) * 60_000_000n;
}

function daysOf(year: number, month: number, day: number): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.getTime() / 86_400_000 : undefined;
}
