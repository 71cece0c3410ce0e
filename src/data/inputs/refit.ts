import { type Entry, emptyEntry } from './entry';
import type { FieldType } from './field-type';
import { readWritten } from './written-scalar';

export interface Refitted {
  readonly entry: Entry;
  /** What no longer has a place, in words: `lines[0].note: "late"` (DAT-14). */
  readonly dropped: readonly string[];
}

/**
 * What was put into a form, moved to another type (DAT-14). Fields and variants keep what they hold by name; a value
 * stays where its words still are a value of the new type; everything that was dropped is named.
 */
export function refitEntry(before: FieldType, entry: Entry, after: FieldType): Refitted {
  const dropped: string[] = [];
  return { entry: refit(before, entry, after, ''), dropped };

  function refit(from: FieldType, one: Entry, to: FieldType, at: string): Entry {
    // A literal is kept as it is: only its evaluation tells whether it fits.
    if (one.kind === 'literal') return one;
    if (from.kind === 'option' && one.kind === 'maybe') {
      if (to.kind === 'option') {
        return { ...one, item: one.item === null ? null : refit(from.item, one.item, to.item, at) };
      }
      return one.on && one.item !== null ? refit(from.item, one.item, to, at) : emptyEntry(to);
    }
    if (to.kind === 'option') {
      return isEmpty(one) ? emptyEntry(to) : { kind: 'maybe', on: true, item: refit(from, one, to.item, at) };
    }
    if (to.kind === 'scalar' && (one.kind === 'words' || one.kind === 'switch')) {
      const text = one.kind === 'words' ? one.text : String(one.on);
      if (to.scalar === 'Bool') {
        if (one.kind === 'switch') return one;
        if (text === 'true' || text === 'false') return { kind: 'switch', on: text === 'true' };
      } else if (to.scalar === 'Text' || text.trim() === '' || readWritten(text, to.scalar).ok) {
        return { kind: 'words', text };
      }
    }
    if (from.kind === 'tuple' && to.kind === 'tuple' && one.kind === 'group') {
      const taken = new Set<number>();
      const fields = to.fields.map((field, position) => {
        const index =
          field.name === undefined
            ? position
            : from.fields.findIndex((candidate) => candidate.name === field.name);
        const old = from.fields[index];
        const held = one.fields[index];
        if (old === undefined || held === undefined) return emptyEntry(field.type);
        taken.add(index);
        return refit(old.type, held, field.type, inside(at, field.name ?? String(position)));
      });
      for (const [index, held] of one.fields.entries()) {
        if (!taken.has(index)) drop(inside(at, from.fields[index]?.name ?? String(index)), held);
      }
      return { kind: 'group', fields };
    }
    if (from.kind === 'array' && to.kind === 'array' && one.kind === 'rows') {
      return {
        kind: 'rows',
        items: one.items.map((item, i) => refit(from.item, item, to.item, `${at}[${i}]`)),
      };
    }
    if (from.kind === 'enum' && to.kind === 'enum' && one.kind === 'choice') {
      const old = from.variants.find((variant) => variant.name === one.variant);
      const kept = to.variants.find((variant) => variant.name === one.variant);
      if (old !== undefined && kept !== undefined) {
        if (kept.payload === null) {
          if (one.payload !== null) drop(inside(at, one.variant), one.payload);
          return { kind: 'choice', variant: one.variant, payload: null };
        }
        const payload =
          old.payload === null || one.payload === null
            ? emptyEntry(kept.payload)
            : refit(old.payload, one.payload, kept.payload, inside(at, one.variant));
        return { kind: 'choice', variant: one.variant, payload };
      }
    }
    drop(at, one);
    return emptyEntry(to);
  }

  function drop(at: string, entry: Entry): void {
    if (!isEmpty(entry)) dropped.push(at === '' ? shortText(entry) : `${at}: ${shortText(entry)}`);
  }
}

function inside(at: string, name: string): string {
  return at === '' ? name : `${at}.${name}`;
}

/** Whether nothing was put in. */
function isEmpty(entry: Entry): boolean {
  switch (entry.kind) {
    case 'words':
    case 'literal':
      return entry.text.trim() === '';
    case 'switch':
      return !entry.on;
    case 'maybe':
      return !entry.on || entry.item === null;
    case 'choice':
      return false;
    case 'group':
      return entry.fields.every(isEmpty);
    case 'rows':
      return entry.items.length === 0;
  }
}

function shortText(entry: Entry): string {
  switch (entry.kind) {
    case 'words':
      return JSON.stringify(entry.text);
    case 'literal':
      return entry.text;
    case 'switch':
      return String(entry.on);
    case 'maybe':
      return entry.item === null ? 'none' : shortText(entry.item);
    case 'choice':
      return `.${entry.variant}${entry.payload === null ? '' : `(${shortText(entry.payload)})`}`;
    case 'group':
      return `{${entry.fields.map(shortText).join(', ')}}`;
    case 'rows':
      return entry.items.length === 1 ? '1 row' : `${entry.items.length} rows`;
  }
}
