import type { Format } from '../value';

/** Whether values of one format can be read as the other: names may differ, shapes and scalars may not. */
export function sameLayout(a: Format, b: Format): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind || a.head !== b.head) return false;
  switch (a.kind) {
    case 'text':
      return true;
    case 'prim':
      return b.kind === 'prim' && a.scalar === b.scalar;
    case 'array':
      return b.kind === 'array' && sameLayout(a.item, b.item);
    case 'tuple':
      return (
        b.kind === 'tuple' &&
        a.fields.length === b.fields.length &&
        a.fields.every((field, i) => sameLayout(field.format, b.fields[i]!.format))
      );
    case 'enum':
      return (
        b.kind === 'enum' &&
        a.variants.length === b.variants.length &&
        a.hasPointer === b.hasPointer &&
        a.variants.every((variant, i) => variant.name === b.variants[i]!.name) &&
        // A recursive type meets itself again behind a pointer; data sets never hold one.
        a.variants.every((variant, i) => sameLayout(variant.format, b.variants[i]!.format))
      );
  }
}
