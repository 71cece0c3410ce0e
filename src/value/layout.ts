import type { Result } from '../base';
import { type Format, tagBytesOf } from './format';
import { catchFormat, type FormatError, FormatFailure, invalidType } from './format-error';
import type { Path, Ty, TyDef, TyLayout } from './ty';
import { TypeTable } from './type-table';

/** A program's definitions in layout order, and a way to lay out any other type over them. */
export interface LaidOutTypes {
  /** Ordered so that each follows those its layout depends on, every inner type with its layout. */
  readonly defs: readonly TyDef[];
  /** The same type with layouts on it and on all its parts; functions alone stay without. */
  ty(ty: Ty): Ty;
}

/**
 * Orders definitions and computes layouts (specification 3 B1, B4). A name without definition is `Bug`, a type
 * of infinite size `InvalidType`; `ty` of the result throws those as a `FormatFailure`.
 */
export function layOutTypes(defs: readonly TyDef[]): Result<LaidOutTypes, FormatError> {
  return catchFormat(() => {
    const layouts = new Layouts(defs);
    const ordered = layoutOrder(defs).map((def) => ({ name: def.name, ty: layouts.ty(def.ty) }));
    return { defs: ordered, ty: (ty) => layouts.ty(ty) };
  });
}

/**
 * The definitions, each after the ones its layout depends on: depth-first post-order over names in tuples and in
 * non-recursive variants (specification 3 B4, step 1). Fails with `InvalidType` on a circle.
 */
function layoutOrder(defs: readonly TyDef[]): readonly TyDef[] {
  const byName = new Map(defs.map((def) => [def.name.join('\0'), def]));
  const state = new Map<TyDef, 'open' | 'done'>();
  const ordered: TyDef[] = [];
  for (const def of defs) visit(def);
  return ordered;

  function visit(def: TyDef): void {
    const seen = state.get(def);
    if (seen === 'done') return;
    if (seen === 'open') throw invalidType('type has infinite size');
    state.set(def, 'open');
    for (const path of layoutReferences(def.ty)) {
      const target = byName.get(path.join('\0'));
      if (target !== undefined) visit(target);
    }
    state.set(def, 'done');
    ordered.push(def);
  }
}

function layoutReferences(ty: Ty): readonly Path[] {
  const { kind } = ty;
  switch (kind.kind) {
    case 'ident':
      return [kind.path];
    case 'tuple':
      return kind.fields.flatMap((field) => layoutReferences(field.ty));
    case 'enum':
      return kind.variants.flatMap((variant, index) =>
        ty.variantsRecursive.includes(index) ? [] : layoutReferences(variant.ty),
      );
    case 'primitive':
    case 'array':
    case 'function':
      return [];
  }
}

class Layouts {
  private readonly table: TypeTable;
  private readonly known = new WeakMap<Ty, TyLayout | 'open' | 'none'>();
  private readonly rebuilt = new WeakMap<Ty, Ty>();

  constructor(defs: readonly TyDef[]) {
    this.table = new TypeTable(defs);
  }

  ty(ty: Ty): Ty {
    let result = this.rebuilt.get(ty);
    if (result === undefined) {
      result = { ...ty, kind: this.kind(ty), variantsRecursive: this.recursiveVariants(ty) };
      const layout = this.layout(ty);
      if (layout !== undefined) result = { ...result, layout };
      this.rebuilt.set(ty, result);
      this.rebuilt.set(result, result);
    }
    return result;
  }

  private kind({ kind }: Ty): Ty['kind'] {
    switch (kind.kind) {
      case 'tuple':
        return { kind: 'tuple', fields: kind.fields.map((field) => ({ ...field, ty: this.ty(field.ty) })) };
      case 'enum':
        return {
          kind: 'enum',
          variants: kind.variants.map((variant) => ({ ...variant, ty: this.ty(variant.ty) })),
        };
      case 'array':
        return { kind: 'array', item: this.ty(kind.item) };
      case 'function':
        return {
          kind: 'function',
          params: kind.params.map((param) => this.ty(param)),
          body: this.ty(kind.body),
        };
      case 'primitive':
      case 'ident':
        return kind;
    }
  }

  /** A name carries the list of its immediate definition (specification 3 C2). */
  private recursiveVariants(ty: Ty): readonly number[] {
    if (ty.kind.kind !== 'ident') return ty.variantsRecursive;
    const definition = this.table.definition(ty.kind.path);
    return definition?.kind.kind === 'enum' ? definition.variantsRecursive : [];
  }

  /** The layout of any type but a function. */
  private layout(ty: Ty): TyLayout | undefined {
    if (ty.layout !== undefined) return ty.layout;
    const known = this.known.get(ty);
    if (known === 'open') throw invalidType('type has infinite size');
    if (known !== undefined) return known === 'none' ? undefined : known;
    this.known.set(ty, 'open');
    const layout = this.compute(ty);
    this.known.set(ty, layout ?? 'none');
    return layout;
  }

  private compute(ty: Ty): TyLayout | undefined {
    const { kind } = ty;
    switch (kind.kind) {
      case 'primitive':
        return { headSize: kind.width, bodyPtrs: [] };
      case 'array':
        return { headSize: 64, bodyPtrs: [0] };
      case 'function':
        return undefined;
      case 'ident': {
        const definition = this.table.definition(kind.path);
        if (definition === undefined) {
          throw new FormatFailure({ kind: 'Bug', message: `no definition of type ${kind.path.join('::')}` });
        }
        return this.layout(definition);
      }
      case 'tuple': {
        let headSize = 0;
        const bodyPtrs: number[] = [];
        for (const field of kind.fields) {
          const layout = this.layout(field.ty) ?? functionInData();
          for (const pointer of layout.bodyPtrs) bodyPtrs.push(headSize / 8 + pointer);
          headSize += layout.headSize;
        }
        return { headSize, bodyPtrs };
      }
      case 'enum': {
        const tagBytes = tagBytesOf(kind.variants.length);
        const inner = this.inlineBytes(ty.variantsRecursive, kind.variants);
        return inner === undefined
          ? { headSize: (tagBytes + 4) * 8, bodyPtrs: [tagBytes] }
          : { headSize: (tagBytes + inner) * 8, bodyPtrs: [] };
      }
    }
  }

  /** Bytes of the largest payload, or undefined where payloads go behind a pointer. */
  private inlineBytes(
    recursive: readonly number[],
    variants: readonly { readonly ty: Ty }[],
  ): number | undefined {
    if (recursive.length > 0) return undefined;
    const heads = variants.map((variant) => (this.layout(variant.ty) ?? functionInData()).headSize);
    const largest = Math.max(0, ...heads);
    return largest > 32 ? undefined : largest / 8;
  }
}

function functionInData(): never {
  throw invalidType('a function has no binary form');
}

/**
 * The bytes of an enum's `EnumFormat` record, as bytecode carries it for functions that build options
 * (specification 3 B2). `undefined` for any other format.
 */
export function encodeEnumFormat(format: Format): Uint8Array | undefined {
  if (format.kind !== 'enum') return undefined;
  const { tagBytes, innerBytes, hasPointer, variants } = format;
  const bytes = new Uint8Array(11 + variants.length * 2);
  const view = new DataView(bytes.buffer);
  bytes.set([tagBytes, innerBytes, hasPointer ? 1 : 0]);
  view.setUint32(3, 8, true);
  view.setUint32(7, variants.length, true);
  for (const [index, variant] of variants.entries()) {
    bytes[11 + index * 2] = variant.isUnit ? 1 : 0;
    bytes[12 + index * 2] = paddingOf(format.hasPointer, innerBytes, variant);
  }
  return bytes;
}

/** Zero bytes after a payload's head inside an enum's head (specification 3 B2). */
export function paddingOf(
  hasPointer: boolean,
  innerBytes: number,
  variant: { readonly isUnit: boolean; readonly format: Format },
): number {
  if (hasPointer) return variant.isUnit ? 4 : 0;
  return innerBytes - variant.format.head;
}
