import {
  type FixedScalarName,
  type Format,
  SCALAR_NAMES,
  type ScalarName,
  scalarWidth,
} from '../../../value';

/** What cannot be told from a program; the message says why, in the words of the error. */
export class Undetermined extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'Undetermined';
  }
}

/**
 * What is known of the values in one place of a program: all of them have one type. Places whose values must have
 * the same type become one region. Sizes and offsets are bytes of the head.
 */
export class Region {
  size: number | undefined;
  /** Where the head has pointers; undefined while nobody said. */
  pointers: readonly number[] | undefined;
  scalar: ScalarName | undefined;
  /** Bytes that are compared as an unsigned number: a scalar, or an enum by its tag. */
  tag: number | undefined;
  /** The eight bytes of a literal that is an empty text or the number 8. */
  blank = false;
  /** Of an array. */
  item: Region | undefined;
  variants: Variants | undefined;
  /** By offset. Parts may lie in parts. */
  readonly parts = new Map<number, Region>();
  private joined: Region | undefined;

  /** The region that stands for all that were joined with this one. */
  get root(): Region {
    let root: Region = this;
    while (root.joined !== undefined) root = root.joined;
    let region: Region = this;
    while (region.joined !== undefined) {
      const next: Region = region.joined;
      region.joined = root;
      region = next;
    }
    return root;
  }

  part(offset: number): Region {
    const { parts } = this.root;
    let part = parts.get(offset);
    if (part === undefined) {
      part = new Region();
      parts.set(offset, part);
    }
    return part;
  }

  /** Makes two regions one, and those they are made of. Throws {@link Undetermined} if they cannot be. */
  join(other: Region): void {
    const pending: [Region, Region][] = [[this, other]];
    for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
      const [kept, gone] = [pair[0].root, pair[1].root];
      if (kept === gone) continue;
      gone.joined = kept;
      kept.size = agreed(kept.size, gone.size, 'sizes');
      agreed(kept.pointers?.join(), gone.pointers?.join(), 'pointers');
      kept.pointers ??= gone.pointers;
      // A frame and what it frames read the same bytes by two names.
      kept.scalar =
        kept.scalar !== undefined && gone.scalar !== undefined && kept.scalar !== gone.scalar
          ? undefined
          : (kept.scalar ?? gone.scalar);
      kept.tag = Math.max(kept.tag ?? 0, gone.tag ?? 0) || undefined;
      kept.blank ||= gone.blank;
      if (kept.item !== undefined && gone.item !== undefined) pending.push([kept.item, gone.item]);
      kept.item ??= gone.item;
      if (kept.variants !== undefined && gone.variants !== undefined)
        joinVariants(kept.variants, gone.variants, pending);
      kept.variants ??= gone.variants;
      for (const [offset, part] of gone.parts) {
        const same = kept.parts.get(offset);
        if (same === undefined) kept.parts.set(offset, part);
        else pending.push([same, part]);
      }
    }
  }
}

/** How an enum lies in its head, and what is known of its payloads. */
export interface Variants {
  readonly tagBytes: number;
  readonly innerBytes: number;
  readonly hasPointer: boolean;
  /** By tag; variants that are not here are units, or are not known. */
  readonly payloads: Map<number, Region>;
  /** Whether there are no variants with a payload besides those known. */
  complete: boolean;
}

function joinVariants(kept: Variants, gone: Variants, pending: [Region, Region][]): void {
  agreed(kept.tagBytes, gone.tagBytes, 'tags');
  agreed(kept.innerBytes, gone.innerBytes, 'sizes');
  agreed(kept.hasPointer, gone.hasPointer, 'pointers');
  kept.complete ||= gone.complete;
  for (const [tag, payload] of gone.payloads) {
    const same = kept.payloads.get(tag);
    if (same === undefined) kept.payloads.set(tag, payload);
    else pending.push([same, payload]);
  }
}

function agreed<T>(a: T | undefined, b: T | undefined, what: string): T | undefined {
  if (a !== undefined && b !== undefined && a !== b)
    throw new Undetermined(`values of different ${what} stand in one place`);
  return a ?? b;
}

/** A region whose head is laid out as `size` and `pointers` say; pointers are unknown when absent. */
export function headRegion(size: number, pointers?: readonly number[]): Region {
  const region = new Region();
  region.size = size;
  region.pointers = pointers ?? (size < 4 ? [] : undefined);
  return region;
}

export function scalarRegion(scalar: ScalarName): Region {
  const region =
    scalar === 'Text' ? headRegion(8, [0]) : headRegion(scalarWidth(scalar as FixedScalarName) / 8, []);
  region.scalar = scalar;
  return region;
}

export function arrayRegion(item: Region): Region {
  const region = headRegion(8, [0]);
  region.item = item;
  return region;
}

/** A tuple of parts whose sizes and pointers are known, one after another. */
export function tupleRegion(parts: readonly Region[]): Region {
  const pointers: number[] = [];
  let size = 0;
  const region = new Region();
  let known = true;
  for (const part of parts) {
    const { root } = part;
    region.parts.set(size, root);
    known &&= root.pointers !== undefined;
    for (const pointer of root.pointers ?? []) pointers.push(size + pointer);
    size += root.size ?? 0;
  }
  region.size = size;
  region.pointers = known ? pointers : undefined;
  return region;
}

export function enumRegion(variants: Variants): Region {
  const { tagBytes, innerBytes, hasPointer } = variants;
  const region = headRegion(tagBytes + innerBytes, hasPointer ? [tagBytes] : []);
  region.variants = variants;
  return region;
}

/** All that a type tells. */
export function formatRegion(format: Format, known = new Map<Format, Region>()): Region {
  const found = known.get(format);
  if (found !== undefined) return found;
  switch (format.kind) {
    case 'prim':
      return format.scalar === undefined ? headRegion(format.head, []) : scalarRegion(format.scalar);
    case 'text':
      return scalarRegion('Text');
    case 'tuple':
      return tupleRegion(format.fields.map((field) => formatRegion(field.format, known)));
    case 'array': {
      const region = headRegion(8, [0]);
      known.set(format, region);
      region.item = formatRegion(format.item, known);
      return region;
    }
    case 'enum': {
      const { tagBytes, innerBytes, hasPointer } = format;
      const payloads = new Map<number, Region>();
      const region = enumRegion({ tagBytes, innerBytes, hasPointer, payloads, complete: true });
      known.set(format, region);
      for (const [tag, variant] of format.variants.entries())
        if (!variant.isUnit) payloads.set(tag, formatRegion(variant.format, known));
      return region;
    }
  }
}

/** The scalar that a suffix of a specialised external names (specification 3 G4). */
export function scalarOfSuffix(suffix: string): ScalarName | undefined {
  return SCALAR_NAMES.find((name) => name.toLowerCase() === suffix);
}
