import type { Result } from '../base';
import { catchFormat, type FormatError, invalidType } from './format-error';
import { type FixedScalarName, type ScalarName, scalarWidth, standardScalar } from './scalar';
import type { Ty, TyDef } from './ty';
import { TypeTable } from './type-table';

/**
 * A type made ready for loops over bytes: names followed, sizes and offsets worked out (specification 3 A2, A3).
 * Sizes are bytes. A recursive type is a cyclic graph of formats. Standard scalars keep their name, because
 * printing and NaN depend on it; the user's aliases and frames are gone.
 */
export type Format = PrimFormat | TextFormat | TupleFormat | ArrayFormat | EnumFormat;

interface FormatBase {
  /** Bytes of the head. */
  readonly head: number;
  /** Places in the head that own a body, in order, nested tuples flattened. Empty: the head is the whole value. */
  readonly slots: readonly Slot[];
  /** Places in the head that have more than one spelling, nested tuples flattened. */
  readonly fixes: readonly Fix[];
  /** Values in one head, itself included: the cost of visiting it. */
  readonly nodes: number;
}

export interface PrimFormat extends FormatBase {
  readonly kind: 'prim';
  readonly head: 1 | 2 | 4 | 8;
  /** Absent for a bare `PrimN`. */
  readonly scalar?: FixedScalarName;
}

export interface TextFormat extends FormatBase {
  readonly kind: 'text';
}

export interface TupleFormat extends FormatBase {
  readonly kind: 'tuple';
  readonly fields: readonly FieldFormat[];
}

export interface FieldFormat {
  readonly name?: string;
  readonly offset: number;
  readonly format: Format;
  /** The type as declared, for display. */
  readonly ty: Ty;
}

export interface ArrayFormat extends FormatBase {
  readonly kind: 'array';
  readonly item: Format;
  readonly itemTy: Ty;
}

export interface EnumFormat extends FormatBase {
  readonly kind: 'enum';
  readonly tagBytes: number;
  readonly innerBytes: number;
  readonly hasPointer: boolean;
  readonly variants: readonly VariantFormat[];
}

export interface VariantFormat {
  readonly name: string;
  readonly format: Format;
  readonly ty: Ty;
  /** The payload's head is 0 bytes (specification 3 A3). */
  readonly isUnit: boolean;
  /** The payload type is written as the empty tuple: only then is the variant printed without parentheses. */
  readonly isBare: boolean;
}

export interface Slot {
  readonly offset: number;
  readonly format: TextFormat | ArrayFormat | EnumFormat;
  /** Field positions that lead from the value to this place. */
  readonly path: readonly number[];
}

export interface Fix {
  readonly offset: number;
  /** `Bool` (any non-zero byte is true), a float (every NaN is one value), or an enum (padding, pointer slots). */
  readonly what: 'Bool' | 'Float32' | 'Float64' | EnumFormat;
}

/** Types written deeper than this are refused, so that walks over types may recurse. */
export const DEEPEST_TYPE = 1000;

/** The format of `ty`. A function is `InvalidType`, as is a type of infinite size; a name without definition `Bug`. */
export function formatOf(ty: Ty, defs: readonly TyDef[] | TypeTable): Result<Format, FormatError> {
  const table = defs instanceof TypeTable ? defs : new TypeTable(defs);
  return catchFormat(() => new FormatBuilder(table).build(ty));
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const NOTHING = { slots: [], fixes: [], nodes: 1 } as const;
const TEXT = finishOwner({ kind: 'text', head: 8, fixes: [], nodes: 1 });

class FormatBuilder {
  private readonly done = new Map<Ty, Format>();
  private readonly open = new Set<Ty>();
  /** Items and payloads behind pointers are built last: that is where recursive types close their circle. */
  private readonly later: { readonly work: () => void; readonly depth: number }[] = [];
  /** Types around the one that is being built, those behind pointers included. */
  private depth = 0;

  constructor(private readonly table: TypeTable) {}

  build(ty: Ty): Format {
    const format = this.format(ty);
    for (let next = this.later.pop(); next !== undefined; next = this.later.pop()) {
      this.depth = next.depth;
      next.work();
    }
    return format;
  }

  private format(ty: Ty): Format {
    const material = this.table.materialiseOrStd(ty);
    const known = this.done.get(material);
    if (known !== undefined) return known;
    if (this.open.has(material)) throw invalidType('type has infinite size');
    if (this.depth > DEEPEST_TYPE) throw invalidType('type is nested too deeply');
    this.open.add(material);
    this.depth++;
    const format = this.structure(material);
    this.depth--;
    this.open.delete(material);
    this.done.set(material, format);
    return format;
  }

  private structure(ty: Ty): Format {
    const { kind } = ty;
    switch (kind.kind) {
      case 'ident': {
        const name = standardScalar(kind.path)!;
        return name === 'Text' ? TEXT : scalarFormat(name);
      }
      case 'primitive':
        return { kind: 'prim', head: (kind.width / 8) as PrimFormat['head'], ...NOTHING };
      case 'tuple': {
        let offset = 0;
        const fields = kind.fields.map((field) => {
          const format = this.format(field.ty);
          const at = offset;
          offset += format.head;
          return { name: field.name, offset: at, format, ty: field.ty };
        });
        return tupleFormat(fields, offset);
      }
      case 'array': {
        const shell: Mutable<Omit<ArrayFormat, 'slots'>> = {
          kind: 'array',
          head: 8,
          fixes: [],
          nodes: 1,
          item: TEXT,
          itemTy: kind.item,
        };
        const format = finishOwner<ArrayFormat>(shell);
        this.behindPointer(() => {
          (format as Mutable<ArrayFormat>).item = this.format(kind.item);
        });
        return format;
      }
      case 'enum':
        return this.enumFormat(ty, kind.variants);
      case 'function':
        throw invalidType('a function has no binary form');
    }
  }

  private behindPointer(work: () => void): void {
    this.later.push({ work, depth: this.depth });
  }

  private enumFormat(ty: Ty, declared: readonly { readonly name: string; readonly ty: Ty }[]): EnumFormat {
    const tagBytes = tagBytesOf(declared.length);
    const variants: Mutable<VariantFormat>[] = declared.map((variant) => ({
      name: variant.name,
      ty: variant.ty,
      format: TEXT,
      isUnit: false,
      isBare: variant.ty.kind.kind === 'tuple' && variant.ty.kind.fields.length === 0,
    }));
    const fill = () => {
      for (const variant of variants) {
        variant.format = this.format(variant.ty);
        variant.isUnit = variant.format.head === 0;
      }
    };
    if (ty.variantsRecursive.length > 0) {
      this.behindPointer(fill);
      return enumShell(variants, tagBytes, true, 4);
    }
    fill();
    const largest = variants.reduce((most, variant) => Math.max(most, variant.format.head), 0);
    return largest > 4
      ? enumShell(variants, tagBytes, true, 4)
      : enumShell(variants, tagBytes, false, largest);
  }
}

/** The second variant of an option type (specification 3 C2): of two variants, the first unit and the second not. */
export function someVariant(format: Format): VariantFormat | undefined {
  if (format.kind !== 'enum' || format.variants.length !== 2) return undefined;
  const [none, some] = format.variants;
  return none!.isUnit && !some!.isUnit ? some : undefined;
}

/** Bytes of the tag of an enum with `count` variants: none for one variant, then as many as the last tag needs. */
export function tagBytesOf(count: number): number {
  let bytes = 0;
  for (let last = Math.max(count - 1, 0); last > 0; last = Math.floor(last / 256)) bytes++;
  return bytes;
}

const scalarFormats = new Map<ScalarName, PrimFormat>();

function scalarFormat(name: FixedScalarName): PrimFormat {
  let format = scalarFormats.get(name);
  if (format === undefined) {
    const head = (scalarWidth(name) / 8) as PrimFormat['head'];
    const fixes: Fix[] =
      name === 'Bool' || name === 'Float32' || name === 'Float64' ? [{ offset: 0, what: name }] : [];
    format = { kind: 'prim', head, scalar: name, slots: [], fixes, nodes: 1 };
    scalarFormats.set(name, format);
  }
  return format;
}

function tupleFormat(fields: readonly FieldFormat[], head: number): TupleFormat {
  const slots: Slot[] = [];
  const fixes: Fix[] = [];
  let nodes = 1;
  for (const [index, { offset, format }] of fields.entries()) {
    nodes += format.nodes;
    for (const slot of format.slots) {
      slots.push({ offset: offset + slot.offset, format: slot.format, path: [index, ...slot.path] });
    }
    for (const fix of format.fixes) fixes.push({ offset: offset + fix.offset, what: fix.what });
  }
  return { kind: 'tuple', head, fields, slots, fixes, nodes };
}

function enumShell(
  variants: readonly VariantFormat[],
  tagBytes: number,
  hasPointer: boolean,
  innerBytes: number,
): EnumFormat {
  const inline = hasPointer ? [] : variants;
  const format: Mutable<EnumFormat> = {
    kind: 'enum',
    head: tagBytes + innerBytes,
    tagBytes,
    innerBytes,
    hasPointer,
    variants,
    slots: [],
    fixes: [],
    nodes: inline.reduce((most, variant) => Math.max(most, 1 + variant.format.nodes), 1),
  };
  format.fixes = [{ offset: 0, what: format }];
  if (hasPointer || inline.some((variant) => variant.format.slots.length > 0)) {
    format.slots = [{ offset: 0, format, path: [] }];
  }
  return format;
}

/** A format that is its own only slot. */
function finishOwner<F extends TextFormat | ArrayFormat>(shell: Omit<F, 'slots'>): F {
  const format = shell as Mutable<F>;
  format.slots = [{ offset: 0, format: format as F, path: [] }];
  return format as F;
}
