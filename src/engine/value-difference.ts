import type { ValueView } from '../value';
import { cellOf } from './cell';
import type { ValueDifference } from './messages';

/** Where two values of one type differ, by path, the first `most` of them (CMP-3). */
export function differencesBetween(left: ValueView, right: ValueView, most: number): ValueDifference[] {
  const found: ValueDifference[] = [];
  compare(left, right, '', found, most);
  return found;
}

function compare(a: ValueView, b: ValueView, path: string, found: ValueDifference[], most: number): void {
  if (found.length >= most) return;
  const { kind } = a.format;
  const note = (left: string, right: string) => found.push({ path, left, right });
  if (kind === 'tuple' && b.format.kind === 'tuple') {
    for (const [i, field] of a.format.fields.entries())
      compare(a.field(i), b.field(i), `${path}.${field.name ?? i}`, found, most);
    return;
  }
  if (kind === 'array') {
    if (a.length !== b.length) note(`[${a.length}]`, `[${b.length}]`);
    for (let i = 0; i < Math.min(a.length, b.length) && found.length < most; i++)
      compare(a.item(i), b.item(i), `${path}[${i}]`, found, most);
    return;
  }
  if (kind === 'enum') {
    const [one, other] = [a.variant(), b.variant()];
    if (one.tag !== other.tag) note(cellOf(a).text, cellOf(b).text);
    else if (!one.variant.isUnit)
      compare(a.payload(), b.payload(), `${path}.${one.variant.name}`, found, most);
    return;
  }
  if (kind === 'text' ? a.text() !== b.text() : cellOf(a).text !== cellOf(b).text)
    note(cellOf(a).text, cellOf(b).text);
}
