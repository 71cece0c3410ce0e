import {
  dateText,
  decimalText,
  durationText,
  floatText,
  nameText,
  timestampText,
  timeText,
  type ValueView,
} from '../value';
import type { CellView } from './messages';

/** Longest text of a cell, in UTF-16 units; the row detail has the rest. */
const longest = 300;

/**
 * A value on one line, for a table: numbers and times in full (RES-7), nested values as compact tokens that can be
 * opened (RES-5), options with `none` told apart from everything else (RES-6).
 */
export function cellOf(value: ValueView): CellView {
  const { format } = value;
  switch (format.kind) {
    case 'prim':
      return primitiveCell(value);
    case 'text': {
      const text = oneLine(value.text());
      return text === '' ? { kind: 'empty', text: '""' } : { kind: 'text', text };
    }
    case 'array':
      return { kind: 'array', text: `[${value.length}]`, opens: value.length > 0 };
    case 'tuple':
      return { kind: 'tuple', text: `{${format.fields.length}}`, opens: format.fields.length > 0 };
    case 'enum':
      return enumCell(value);
  }
}

/** Whether a format is `T?`. */
export function isOption(format: ValueView['format']): boolean {
  if (format.kind !== 'enum' || format.variants.length !== 2) return false;
  const [none, some] = format.variants;
  return none?.name === 'none' && none.isUnit && some?.name === 'some';
}

function enumCell(value: ValueView): CellView {
  const { tag, variant } = value.variant();
  if (isOption(value.format)) {
    if (tag === 0) return { kind: 'none', text: 'none' };
    const inner = cellOf(value.payload());
    return inner.kind === 'none' ? { kind: 'variant', text: '.some(none)', opens: true } : inner;
  }
  if (variant.isUnit) return { kind: 'variant', text: variant.name, variant: tag };
  const inner = cellOf(value.payload());
  const payload = inner.kind === 'text' ? `"${inner.text.replaceAll('"', '\\"')}"` : inner.text;
  return { kind: 'variant', text: `.${nameText(variant.name)}(${payload})`, variant: tag, opens: true };
}

function primitiveCell(value: ValueView): CellView {
  const scalar = value.scalar();
  if (value.format.kind !== 'prim') return { kind: 'text', text: String(scalar) };
  switch (value.format.scalar) {
    case 'Bool':
      return { kind: 'bool', text: String(scalar) };
    case 'Float32':
      return { kind: 'number', text: float(scalar as number, 32) };
    case 'Float64':
      return { kind: 'number', text: float(scalar as number, 64) };
    case 'Decimal':
      return { kind: 'number', text: decimalText(scalar as bigint) };
    case 'Date':
      return { kind: 'time', text: dateText(scalar as number) ?? String(scalar) };
    case 'Time':
      return { kind: 'time', text: shortClock(timeText(scalar as bigint)) };
    case 'Duration':
      return { kind: 'time', text: shortClock(durationText(scalar as bigint)) };
    case 'Timestamp':
      return {
        kind: 'time',
        text: shortClock((timestampText(scalar as bigint) ?? String(scalar)).replace('T', ' ')),
      };
    default:
      return { kind: 'number', text: String(scalar) };
  }
}

/** A float in positional digits, always told apart from an integer. */
function float(value: number, width: 32 | 64): string {
  const text = floatText(value, width);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** A clock without a fraction of nothing but zeros. */
function shortClock(text: string): string {
  return text.replace(/\.000000$/, '');
}

function oneLine(text: string): string {
  const short = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return short.replace(/\r?\n|\r/g, ' ⏎ ').replace(/\t/g, ' ⇥ ');
}
