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

/** A field nobody has touched: no rows, no optional value, the first variant, empty words. */
export function emptyEntry(type: FieldType): Entry {
  switch (type.kind) {
    case 'scalar':
      return type.scalar === 'Bool' ? { kind: 'switch', on: false } : { kind: 'words', text: '' };
    case 'option':
      return { kind: 'maybe', on: false, item: null };
    case 'tuple':
      return { kind: 'group', fields: type.fields.map((field) => emptyEntry(field.type)) };
    case 'array':
      return { kind: 'rows', items: [] };
    case 'enum': {
      const first = type.variants[0];
      if (first === undefined) return { kind: 'literal', text: '' };
      const payload = first.payload === null ? null : emptyEntry(first.payload);
      return { kind: 'choice', variant: first.name, payload };
    }
    case 'opaque':
      return { kind: 'literal', text: '' };
  }
}
