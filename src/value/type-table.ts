import { FormatFailure, invalidType } from './format-error';
import { arrayTy, primTy } from './make-ty';
import { type ScalarName, scalarWidth, standardScalar } from './scalar';
import type { Path, Ty, TyDef } from './ty';

/**
 * Definitions by name, and what can be asked of a type once names can be followed (specification 3 C2).
 * A name without a definition is a broken program: the methods throw a `FormatFailure` of kind `Bug`.
 */
export class TypeTable {
  private readonly byName = new Map<string, Ty>();

  constructor(defs: readonly TyDef[]) {
    for (const def of defs) this.byName.set(key(def.name), def.ty);
  }

  /** What `path` is defined as; standard scalars are known without a definition. */
  definition(path: Path): Ty | undefined {
    return this.byName.get(key(path)) ?? standardDefinition(path);
  }

  /** Follows names to the end: the result is never a name. */
  materialise(ty: Ty): Ty {
    return this.follow(ty, false);
  }

  /** Follows names up to the first standard scalar: the result is a name only if it is one of those. */
  materialiseOrStd(ty: Ty): Ty {
    return this.follow(ty, true);
  }

  /** The standard scalar a type is, through aliases and frames of the user. */
  scalar(ty: Ty): ScalarName | undefined {
    const { kind } = this.materialiseOrStd(ty);
    return kind.kind === 'ident' ? standardScalar(kind.path) : undefined;
  }

  /** Whether a type has nothing but units in it: `{}`, `{a: {}}`. */
  isUnit(ty: Ty): boolean {
    const { kind } = this.materialiseOrStd(ty);
    return kind.kind === 'tuple' && kind.fields.every((field) => this.isUnit(field.ty));
  }

  /**
   * The payload of an *option* in the sense of SQL, Arrow and Parquet (specification 4 §2.1, 3 M1): two variants,
   * the first unit, the second a primitive, a standard scalar or an array. Undefined for any other type.
   */
  optionPayload(ty: Ty): Ty | undefined {
    const payload = this.twoVariantPayload(ty);
    if (payload === undefined) return undefined;
    const { kind } = this.materialiseOrStd(payload);
    return kind.kind === 'primitive' || kind.kind === 'array' || kind.kind === 'ident' ? payload : undefined;
  }

  isOption(ty: Ty): boolean {
    return this.optionPayload(ty) !== undefined;
  }

  /** The payload of an *option type* (specification 3 C2): two variants, the first unit, the second not. */
  twoVariantPayload(ty: Ty): Ty | undefined {
    const { kind } = this.materialiseOrStd(ty);
    if (kind.kind !== 'enum' || kind.variants.length !== 2) return undefined;
    const [none, some] = kind.variants;
    return this.isUnit(none!.ty) && !this.isUnit(some!.ty) ? some!.ty : undefined;
  }

  /**
   * The variants of an enum whose payload holds that enum again, arrays aside: databases keep such a payload in one
   * column (specification 4 §2.2). Unlike the marks of a type this does not depend on where the enum is written: `T?`
   * inside the definition of `T` and outside of it are the same.
   */
  boxedVariants(ty: Ty): readonly number[] {
    const { kind } = this.materialise(ty);
    if (kind.kind !== 'enum') return [];
    const whole = structure(kind);
    return kind.variants.flatMap((variant, i) => (this.holds(variant.ty, whole, new Set()) ? [i] : []));
  }

  private holds(ty: Ty, whole: string, met: Set<string>): boolean {
    const { kind } = ty;
    switch (kind.kind) {
      case 'primitive':
      case 'array':
      case 'function':
        return false;
      case 'ident': {
        if (standardScalar(kind.path) !== undefined || met.has(key(kind.path))) return false;
        met.add(key(kind.path));
        const definition = this.definition(kind.path);
        return definition !== undefined && this.holds(definition, whole, met);
      }
      case 'tuple':
        return kind.fields.some((field) => this.holds(field.ty, whole, met));
      case 'enum':
        return (
          structure(kind) === whole || kind.variants.some((variant) => this.holds(variant.ty, whole, met))
        );
    }
  }

  private follow(ty: Ty, stopAtStandard: boolean): Ty {
    let current = ty;
    // A chain of distinct names is never longer than the table and the two steps of a standard scalar.
    for (let steps = this.byName.size + 2; steps >= 0; steps--) {
      const { kind } = current;
      if (kind.kind !== 'ident') return current;
      if (stopAtStandard && standardScalar(kind.path) !== undefined) return current;
      const next = this.definition(kind.path);
      if (next === undefined) {
        throw new FormatFailure({ kind: 'Bug', message: `no definition of type ${kind.path.join('::')}` });
      }
      current = next;
    }
    throw invalidType('type is an alias of itself');
  }
}

/** A text that two types share when they are written alike; names of fields do not count. */
function structure(kind: Ty['kind']): string {
  switch (kind.kind) {
    case 'primitive':
      return `${kind.width}`;
    case 'ident':
      return key(kind.path);
    case 'array':
      return `[${structure(kind.item.kind)}]`;
    case 'tuple':
      return `{${kind.fields.map((field) => structure(field.ty.kind)).join()}}`;
    case 'enum':
      return `enum{${kind.variants.map(({ name, ty }) => `${JSON.stringify(name)}:${structure(ty.kind)}`).join()}}`;
    case 'function':
      return 'function';
  }
}

function key(path: Path): string {
  return path.join('\0');
}

function standardDefinition(path: Path): Ty | undefined {
  const name = standardScalar(path);
  if (name === undefined) return undefined;
  return name === 'Text' ? arrayTy(primTy(8)) : primTy(scalarWidth(name));
}
