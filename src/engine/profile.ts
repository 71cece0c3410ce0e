import type { Format, ValueView } from '../value';
import { cellOf, isOption } from './cell';
import type { HeldValue } from './held-value';
import type { ColumnProfile } from './messages';

const bars = 20;
const listed = 8;
/** Different values that are told apart; beyond, the count is a lower bound. */
const mostDistinct = 200_000;

/** What the columns of a table hold (DAT-12): missing, distinct, least, greatest, and how the values spread. */
export function profileOf(held: HeldValue): readonly ColumnProfile[] {
  return held.columns().map((column, index) => profileColumn(held, column.name, column.type, index));
}

function profileColumn(held: HeldValue, name: string, type: string, column: number): ColumnProfile {
  let missing = 0;
  const counts = new Map<string, number>();
  let complete = true;
  const numbers: number[] = [];
  let least: ValueView | undefined;
  let greatest: ValueView | undefined;
  for (let row = 0; row < held.rows; row++) {
    const cell = presentIn(held.cell(row, column));
    if (cell === undefined) {
      missing++;
      continue;
    }
    const text = cell.format.kind === 'text' ? cell.text() : cellOf(cell).text;
    const known = counts.get(text);
    if (known !== undefined) counts.set(text, known + 1);
    else if (counts.size < mostDistinct) counts.set(text, 1);
    else complete = false;
    if (!isOrdered(cell.format)) continue;
    const value = cell.scalar();
    if (typeof value === 'number' && Number.isNaN(value)) continue;
    if (least === undefined || value < least.scalar()) least = cell;
    if (greatest === undefined || value > greatest.scalar()) greatest = cell;
    if (typeof value !== 'string') numbers.push(Number(value));
  }
  const spread = numbers.length > 0 ? histogram(numbers) : null;
  return {
    name,
    type,
    missing,
    distinct: counts.size,
    distinctComplete: complete,
    least: least === undefined ? null : cellOf(least).text,
    greatest: greatest === undefined ? null : cellOf(greatest).text,
    histogram: spread,
    top:
      spread !== null && counts.size > listed
        ? []
        : [...counts]
            .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
            .slice(0, listed)
            .map(([text, count]) => ({ text: text.slice(0, 80), count })),
  };
}

function presentIn(cell: ValueView): ValueView | undefined {
  if (!isOption(cell.format)) return cell;
  return cell.variant().tag === 0 ? undefined : presentIn(cell.payload());
}

function isOrdered(format: Format): boolean {
  return format.kind === 'text' || (format.kind === 'prim' && format.scalar !== 'Bool');
}

/** Counts in bars of equal width, from the least to the greatest number; infinities are left out. */
function histogram(numbers: readonly number[]): readonly number[] | null {
  const finite = numbers.filter(Number.isFinite);
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of finite) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!(high > low)) return null;
  const counts = new Array<number>(bars).fill(0);
  for (const value of finite)
    counts[Math.min(bars - 1, Math.floor(((value - low) / (high - low)) * bars))]!++;
  return counts;
}
