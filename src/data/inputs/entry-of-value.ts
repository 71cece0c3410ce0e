import {
  dateText,
  decimalText,
  durationText,
  type EnumValue,
  floatText,
  type ScalarName,
  timestampText,
  timeText,
  type Value,
} from '../../value';
import type { Entry } from './entry';
import type { FieldType } from './field-type';

const scratch = new DataView(new ArrayBuffer(8));

/** The form filled in with a value: reading the entry again gives the same value. */
export function entryOfValue(type: FieldType, value: Value): Entry {
  switch (type.kind) {
    case 'scalar':
      if (type.scalar === 'Bool') return { kind: 'switch', on: value !== 0 };
      return scalarEntry(type.scalar, value);
    case 'option': {
      const { tag, payload } = value as EnumValue;
      return { kind: 'maybe', on: tag === 1, item: tag === 1 ? entryOfValue(type.item, payload) : null };
    }
    case 'tuple':
      return {
        kind: 'group',
        fields: type.fields.map((field, i) => entryOfValue(field.type, (value as readonly Value[])[i]!)),
      };
    case 'array':
      return {
        kind: 'rows',
        items: (value as readonly Value[]).map((item) => entryOfValue(type.item, item)),
      };
    case 'enum': {
      const { tag, payload } = value as EnumValue;
      const variant = type.variants[tag]!;
      return {
        kind: 'choice',
        variant: variant.name,
        payload: variant.payload === null ? null : entryOfValue(variant.payload, payload),
      };
    }
    case 'opaque':
      return { kind: 'literal', text: String(value) };
  }
}

/** A scalar in words; one that has none, a date outside the calendar, as its constructor. */
function scalarEntry(scalar: ScalarName, value: Value): Entry {
  const text = wordsOf(scalar, value);
  if (text !== undefined) return { kind: 'words', text };
  const carrier = typeof value === 'bigint' ? BigInt.asIntN(64, value) : (value as number) | 0;
  return { kind: 'literal', text: `std::${scalar}(${carrier})` };
}

/** A scalar in the words that `readWritten` takes. */
function wordsOf(scalar: ScalarName, value: Value): string | undefined {
  switch (scalar) {
    case 'Text':
      return value as string;
    case 'Float32':
      scratch.setUint32(0, value as number);
      return floatText(scratch.getFloat32(0), 32);
    case 'Float64':
      scratch.setBigUint64(0, value as bigint);
      return floatText(scratch.getFloat64(0), 64);
    case 'Date':
      return dateText((value as number) | 0);
    case 'Time':
      return trimmed(timeText(value as bigint));
    case 'Duration':
      return trimmed(durationText(BigInt.asIntN(64, value as bigint)));
    case 'Timestamp':
      return timestampText(BigInt.asIntN(64, value as bigint))?.replace(/\.000000$/, '');
    case 'Decimal':
      return decimalText(BigInt.asIntN(64, value as bigint));
    case 'Int8':
    case 'Int16':
    case 'Int32':
    case 'Int64': {
      const width = Number(scalar.slice(3));
      return String(BigInt.asIntN(width, BigInt(value as number | bigint)));
    }
    default:
      return String(value);
  }
}

function trimmed(clock: string): string {
  return clock.replace(/\.000000$/, '');
}
