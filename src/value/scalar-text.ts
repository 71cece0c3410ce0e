import { dateText, decimalText, durationText, timestampText, timeText } from './calendar';
import { floatText } from './float-text';
import type { PrimFormat } from './format';
import type { Reader } from './reader';

/** A primitive as `to_text` writes it (specification 2 §3.4): ISO dates without `@`, floats without exponent. */
export function primText(reader: Reader, format: PrimFormat, at: number): string {
  const { view } = reader;
  switch (format.scalar) {
    case 'Bool':
      return reader.bytes[at] === 0 ? 'false' : 'true';
    case 'Float32':
      return floatText(view.getFloat32(at, true), 32);
    case 'Float64':
      return floatText(view.getFloat64(at, true), 64);
    case 'Date': {
      const days = view.getInt32(at, true);
      return dateText(days) ?? String(days);
    }
    case 'Time':
      return timeText(view.getBigUint64(at, true));
    case 'Duration':
      return durationText(view.getBigInt64(at, true));
    case 'Timestamp': {
      const micros = view.getBigInt64(at, true);
      return timestampText(micros) ?? String(micros);
    }
    case 'Decimal':
      return decimalText(view.getBigInt64(at, true));
    default:
      return integerText(reader, format, at);
  }
}

/** The carrier in decimal: signed or not as the type says, unsigned for a bare `PrimN`. */
export function integerText({ view }: Reader, format: PrimFormat, at: number): string {
  switch (format.scalar) {
    case 'Int8':
      return String(view.getInt8(at));
    case 'Int16':
      return String(view.getInt16(at, true));
    case 'Int32':
    case 'Date':
      return String(view.getInt32(at, true));
    case 'Int64':
    case 'Duration':
    case 'Timestamp':
    case 'Decimal':
      return String(view.getBigInt64(at, true));
  }
  switch (format.head) {
    case 1:
      return String(view.getUint8(at));
    case 2:
      return String(view.getUint16(at, true));
    case 4:
      return String(view.getUint32(at, true));
    case 8:
      return String(view.getBigUint64(at, true));
  }
}
