import { readWritten } from '../data';
import type { FieldFormat, Format, ValueView } from '../value';
import { cellOf, isOption } from './cell';
import type { Arrangement, ColumnFilter } from './messages';

/*
 * Sorting and filtering the rows of a view (RES-8). The value stays as it is: what comes out is the order of its rows.
 */

type Key = number | bigint | string | boolean | null | ValueView;

/** The rows that pass all filters, in the wanted order; rows that tie keep theirs. `root` is an array. */
export function arrangedRows(root: ValueView, { sort, filters }: Arrangement): Uint32Array {
  const passes = filters.map((filter) => passing(columnFormat(root, filter.column), filter));
  const rows: number[] = [];
  for (let row = 0; row < root.length; row++) {
    const item = root.item(row);
    if (passes.every((pass, i) => pass(cellAt(item, filters[i]!.column)))) rows.push(row);
  }
  if (sort.length > 0) {
    const keys = sort.map(({ column }) => {
      const found = new Map<number, Key>();
      for (const row of rows) found.set(row, keyOf(cellAt(root.item(row), column)));
      return found;
    });
    rows.sort((a, b) => {
      for (const [i, { descending }] of sort.entries()) {
        const order = compareKeys(keys[i]!.get(a)!, keys[i]!.get(b)!);
        if (order !== 0) return descending ? -order : order;
      }
      return a - b;
    });
  }
  return Uint32Array.from(rows);
}

function cellAt(item: ValueView, column: number): ValueView {
  return item.format.kind === 'tuple' ? item.field(column) : item;
}

function columnFormat(root: ValueView, column: number): Format {
  if (root.format.kind !== 'array') return root.format;
  const { item } = root.format;
  return item.kind === 'tuple' ? (item.fields[column] as FieldFormat).format : item;
}

/** What a cell is ordered by: a scalar where it is one, through optionals; `null` is none, which comes first. */
function keyOf(cell: ValueView): Key {
  if (isOption(cell.format)) return cell.variant().tag === 0 ? null : keyOf(cell.payload());
  return cell.format.kind === 'prim' || cell.format.kind === 'text' ? cell.scalar() : cell;
}

function compareKeys(a: Key, b: Key): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  if (typeof a === 'string') return compareTexts(a, b as string);
  if (typeof a === 'object') return compareViews(a, b as ValueView);
  if (typeof a === 'number' && Number.isNaN(a)) return Number.isNaN(b as number) ? 0 : 1;
  if (typeof b === 'number' && Number.isNaN(b)) return -1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** By scalar values, as Lutra orders texts: surrogates come after all other units. */
function compareTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [left, right] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (left === right) continue;
    const [leftHigh, rightHigh] = [left >= 0xd800 && left < 0xe000, right >= 0xd800 && right < 0xe000];
    return leftHigh === rightHigh ? left - right : leftHigh ? 1 : -1;
  }
  return a.length - b.length;
}

/** Nested values part by part, as the language orders them: arrays and tuples by their first difference, enums by tag. */
function compareViews(a: ValueView, b: ValueView): number {
  const { kind } = a.format;
  if (kind === 'tuple' || kind === 'array') {
    const part = (of: ValueView, i: number) => (kind === 'tuple' ? of.field(i) : of.item(i));
    for (let i = 0; i < Math.min(a.length, b.length); i++) {
      const order = compareKeys(keyOf(part(a, i)), keyOf(part(b, i)));
      if (order !== 0) return order;
    }
    return a.length - b.length;
  }
  const [left, right] = [a.variant(), b.variant()];
  if (left.tag !== right.tag) return left.tag - right.tag;
  return left.variant.isUnit ? 0 : compareKeys(keyOf(a.payload()), keyOf(b.payload()));
}

/** Whether a cell passes a filter. A bound that is no value of the column's type lets nothing pass. */
function passing(format: Format, { test, text }: ColumnFilter): (cell: ValueView) => boolean {
  const isNone = (cell: ValueView) => isOption(cell.format) && cell.variant().tag === 0;
  if (test === 'none') return isNone;
  if (test === 'some') return (cell) => !isNone(cell);
  if (test === 'contains') {
    const wanted = text.toLowerCase();
    return (cell) => fullText(cell).toLowerCase().includes(wanted);
  }
  const bound = boundOf(format, text);
  if (bound === undefined) {
    if (test === 'is') return (cell) => fullText(cell) === text;
    return test === 'not' ? (cell) => fullText(cell) !== text : () => false;
  }
  return (cell) => {
    const key = keyOf(cell);
    if (key === null) return test === 'not';
    const order = compareKeys(key, bound);
    if (test === 'is') return order === 0;
    if (test === 'not') return order !== 0;
    return test === 'above' ? order > 0 : order < 0;
  };
}

/** A cell in words, nothing cut. */
function fullText(cell: ValueView): string {
  if (cell.format.kind === 'text') return cell.text();
  if (isOption(cell.format)) return cell.variant().tag === 0 ? 'none' : fullText(cell.payload());
  return cellOf(cell).text;
}

const scratch = new DataView(new ArrayBuffer(8));

/** A written bound in the form that {@link keyOf} gives cells of the column; undefined where it is none. */
function boundOf(format: Format, text: string): Key | undefined {
  if (format.kind === 'enum') return isOption(format) ? boundOf(format.variants[1]!.format, text) : undefined;
  if (format.kind === 'text') return text;
  if (format.kind !== 'prim' || format.scalar === undefined) return undefined;
  const { scalar } = format;
  if (scalar === 'Bool') return text === 'true' ? true : text === 'false' ? false : undefined;
  const read = readWritten(text, scalar);
  if (!read.ok) return undefined;
  const raw = read.value as number | bigint;
  switch (scalar) {
    case 'Float32':
      scratch.setUint32(0, raw as number);
      return scratch.getFloat32(0);
    case 'Float64':
      scratch.setBigUint64(0, raw as bigint);
      return scratch.getFloat64(0);
    case 'Time':
    case 'Uint8':
    case 'Uint16':
    case 'Uint32':
    case 'Uint64':
      return raw;
    default:
      return typeof raw === 'bigint'
        ? BigInt.asIntN(64, raw)
        : Number(BigInt.asIntN(format.head * 8, BigInt(raw)));
  }
}
