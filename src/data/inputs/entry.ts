import type { FieldType } from './field-type';

/**
 * What a person has put into a field of the inputs form: as it was typed, right or wrong. Plain data, and a tree even
 * where its type is a circle. A `literal` may stand at any level in place of the form (DAT-13).
 */
export type Entry =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'switch'; readonly on: boolean }
  /** An optional; what was typed is kept while it is switched off. */
  | { readonly kind: 'maybe'; readonly on: boolean; readonly item: Entry | null }
  | { readonly kind: 'choice'; readonly variant: string; readonly payload: Entry | null }
  | { readonly kind: 'group'; readonly fields: readonly Entry[] }
  | { readonly kind: 'rows'; readonly items: readonly Entry[] }
  | { readonly kind: 'literal'; readonly text: string };

/**
 * A field nobody has touched: no rows, no optional value, empty words, the first variant. A variant that leads back to
 * its own type is passed over, and where all do, a literal stands.
 */
export function emptyEntry(type: FieldType, around: ReadonlySet<FieldType> = new Set()): Entry {
  switch (type.kind) {
    case 'scalar':
      return type.scalar === 'Bool' ? { kind: 'switch', on: false } : { kind: 'words', text: '' };
    case 'option':
      return { kind: 'maybe', on: false, item: null };
    case 'tuple':
      return { kind: 'group', fields: type.fields.map((field) => emptyEntry(field.type, around)) };
    case 'array':
      return { kind: 'rows', items: [] };
    case 'enum': {
      if (around.has(type)) return { kind: 'literal', text: '' };
      const inside = new Set(around).add(type);
      for (const { name, payload } of type.variants) {
        if (payload === null) return { kind: 'choice', variant: name, payload: null };
        const held = emptyEntry(payload, inside);
        if (!holdsLiteral(held)) return { kind: 'choice', variant: name, payload: held };
      }
      return { kind: 'literal', text: '' };
    }
    case 'opaque':
      return { kind: 'literal', text: '' };
  }
}

function holdsLiteral(entry: Entry): boolean {
  if (entry.kind === 'group') return entry.fields.some(holdsLiteral);
  if (entry.kind === 'choice') return entry.payload !== null && holdsLiteral(entry.payload);
  return entry.kind === 'literal';
}
