import { detectDialect } from '../csv/dialect';
import { quotedEmpty, readRecords } from '../csv/records';
import { plainText } from '../file-text';
import { type Entry, emptyEntry } from './entry';
import type { FieldType } from './field-type';

/**
 * Rows of an array from a pasted table (DAT-13): a spreadsheet's range, or delimited text. A first line that names the
 * fields puts columns in their places; without one they are taken in order. A cell that fits nothing is kept as it was
 * written, so that its field says what is wrong.
 */
export async function pastedRows(item: FieldType, text: string): Promise<readonly Entry[]> {
  const records: (readonly string[])[] = [];
  for await (const batch of readRecords(plainText(text).parts(), detectDialect(text)))
    records.push(...batch.records);
  const [first] = records;
  if (first === undefined) return [];
  if (item.kind !== 'tuple') return records.map((record) => entryOfCell(item, record[0] ?? ''));
  const names = first.map((cell) => cell.trim().toLowerCase());
  const places = item.fields.map(({ name }) => (name === undefined ? -1 : names.indexOf(name.toLowerCase())));
  const hasHeader = places.some((place) => place >= 0);
  return (hasHeader ? records.slice(1) : records).map((record) => ({
    kind: 'group',
    fields: item.fields.map((field, i) => {
      const place = hasHeader ? places[i]! : i;
      const cell = place < 0 ? undefined : record[place];
      return cell === undefined ? emptyEntry(field.type) : entryOfCell(field.type, cell);
    }),
  }));
}

function entryOfCell(type: FieldType, raw: string): Entry {
  const cell = raw === quotedEmpty ? '' : raw;
  switch (type.kind) {
    case 'scalar':
      if (type.scalar === 'Bool') return { kind: 'switch', on: /^(?:true|yes|1)$/i.test(cell.trim()) };
      return { kind: 'words', text: cell };
    case 'option':
      return raw === '' || raw === 'null'
        ? { kind: 'maybe', on: false, item: null }
        : { kind: 'maybe', on: true, item: entryOfCell(type.item, raw) };
    case 'enum': {
      const name = cell.trim().replace(/^\./, '');
      const variant = type.variants.find((one) => one.name === name && one.payload === null);
      if (variant !== undefined) return { kind: 'choice', variant: name, payload: null };
      break;
    }
    default:
  }
  return cell.trim() === '' ? emptyEntry(type) : { kind: 'literal', text: cell };
}
