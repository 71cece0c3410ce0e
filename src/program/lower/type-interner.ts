import type { CheckedProject, ComprehensionType, Type, TypeDefinition } from '../../language';
import {
  type Path,
  standardScalar,
  type Ty,
  type TyDef,
  type TyEnumVariant,
  type TyTupleField,
} from '../../value';

/** What the type parameters of one instance stand for, and the types of its text already converted. */
export interface TypeScope {
  readonly args: ReadonlyMap<string, Ty>;
  readonly converted: Map<Type, Ty>;
}

/** How a type parameter is found in {@link TypeScope.args}. */
export function parameterKey(owner: string, name: string): string {
  return `${owner} ${name}`;
}

/**
 * The types of one lowering (specification 3 D8). Types that print alike are one object, so that they compare
 * by identity and serve as keys. Converting replaces type parameters, and expands spreads and comprehensions.
 */
export class TypeInterner {
  readonly closed: TypeScope = { args: new Map(), converted: new Map() };
  readonly unit: Ty;
  private readonly project: CheckedProject;
  private readonly interned = new Map<string, Ty>();
  private readonly numbers = new Map<Ty, number>();
  private readonly definitions = new Map<string, Ty>();
  private readonly mentioned = new Set<string>();
  private readonly recursion = new Map<string, boolean>();

  constructor(project: CheckedProject) {
    this.project = project;
    this.unit = this.tuple([]);
  }

  primitive(width: 8 | 16 | 32 | 64): Ty {
    return this.intern(`p${width}`, () => ({ kind: { kind: 'primitive', width }, variantsRecursive: [] }));
  }

  tuple(fields: readonly TyTupleField[]): Ty {
    const key = `t${fields.map((field) => `${named(field.name)}${this.number(field.ty)}`).join()}`;
    return this.intern(key, () => ({ kind: { kind: 'tuple', fields }, variantsRecursive: [] }));
  }

  array(item: Ty): Ty {
    return this.intern(`a${this.number(item)}`, () => ({
      kind: { kind: 'array', item },
      variantsRecursive: [],
    }));
  }

  enum(variants: readonly TyEnumVariant[], recursive: readonly number[]): Ty {
    const key = `e${variants.map((variant) => `${named(variant.name)}${this.number(variant.ty)}`).join()}/${recursive.join()}`;
    return this.intern(key, () => ({ kind: { kind: 'enum', variants }, variantsRecursive: recursive }));
  }

  function(params: readonly Ty[], body: Ty): Ty {
    const key = `f${params.map((param) => this.number(param)).join()}>${this.number(body)}`;
    return this.intern(key, () => ({ kind: { kind: 'function', params, body }, variantsRecursive: [] }));
  }

  /** A defined type, by its absolute path joined with `::`. */
  ident(path: string): Ty {
    return this.intern(`i${path}`, () => {
      this.mentioned.add(path);
      const type = this.definitionOf(path).type;
      const variantsRecursive = type.kind === 'enum' ? (type.recursive ?? []) : [];
      return { kind: { kind: 'ident', path: path.split('::') }, variantsRecursive };
    });
  }

  /** A number that equal types share, for keys. */
  number(ty: Ty): number {
    const known = this.numbers.get(ty);
    if (known === undefined) throw new Error('a type of another table');
    return known;
  }

  /** The type on the wire of a type of the checker, its parameters replaced by those of `scope`. */
  convert(type: Type, scope: TypeScope): Ty {
    let ty = scope.converted.get(type);
    if (ty === undefined) {
      ty = this.convertFresh(type, scope);
      scope.converted.set(type, ty);
    }
    return ty;
  }

  private convertFresh(type: Type, scope: TypeScope): Ty {
    switch (type.kind) {
      case 'primitive':
        return this.primitive(type.width);
      case 'named':
        return this.ident(type.path);
      case 'array':
        return this.array(this.convert(type.item, scope));
      case 'function':
        return this.function(
          type.params.map((param) => this.convert(param.type, scope)),
          this.convert(type.result, scope),
        );
      case 'enum':
        return this.enum(
          type.variants.map((variant) => ({ name: variant.name, ty: this.convert(variant.type, scope) })),
          type.recursive ?? [],
        );
      case 'tuple': {
        const fields: TyTupleField[] = [];
        for (const field of type.fields) {
          const ty = this.convert(field.type, scope);
          if (field.unpack) fields.push(...this.fields(ty));
          else fields.push(tupleField(field.name, ty));
        }
        return this.tuple(fields);
      }
      case 'comprehension':
        return this.comprehension(type, scope);
      case 'parameter': {
        const ty = scope.args.get(parameterKey(type.owner, type.name));
        if (ty === undefined)
          throw new Error(`type parameter ${type.name} of ${type.owner} is not known here`);
        return ty;
      }
      case 'variable':
        throw new Error('a type variable is left in a checked project');
    }
  }

  private comprehension(type: ComprehensionType, scope: TypeScope): Ty {
    const key = parameterKey(type.loop, type.variable);
    const fields = this.fields(this.convert(type.source, scope)).map((field) => {
      const args = new Map(scope.args).set(key, field.ty);
      const ty = this.convert(type.body, { args, converted: new Map() });
      return tupleField(type.named ? field.name : undefined, ty);
    });
    return this.tuple(fields);
  }

  /** The fields of a type that is a tuple behind its names. */
  fields(ty: Ty): readonly TyTupleField[] {
    const { kind } = this.materialise(ty);
    if (kind.kind !== 'tuple') throw new Error(`expected a tuple, found ${kind.kind}`);
    return kind.fields;
  }

  /** The variants of a type that is an enum behind its names. */
  variants(ty: Ty): readonly TyEnumVariant[] {
    const { kind } = this.materialise(ty);
    if (kind.kind !== 'enum') throw new Error(`expected an enum, found ${kind.kind}`);
    return kind.variants;
  }

  /** Position of a variant by name; the first of that name (specification 1 §5.3). */
  variantPosition(ty: Ty, name: string): number {
    const position = this.variants(ty).findIndex((variant) => variant.name === name);
    if (position < 0) throw new Error(`no variant .${name}`);
    return position;
  }

  item(ty: Ty): Ty {
    const { kind } = this.materialise(ty);
    if (kind.kind !== 'array') throw new Error(`expected an array, found ${kind.kind}`);
    return kind.item;
  }

  /** What a name stands for, one step. */
  step(ty: Ty): Ty {
    if (ty.kind.kind !== 'ident') throw new Error('not a name');
    return this.definition(ty.kind.path.join('::'));
  }

  /** Follows names to the end. */
  materialise(ty: Ty): Ty {
    let current = ty;
    while (current.kind.kind === 'ident') current = this.definition(current.kind.path.join('::'));
    return current;
  }

  /** Follows names, but stops at the standard scalars (specification 3 C2). */
  materialiseOrStd(ty: Ty): Ty {
    let current = ty;
    while (current.kind.kind === 'ident' && standardScalar(current.kind.path) === undefined) {
      current = this.definition(current.kind.path.join('::'));
    }
    return current;
  }

  /** Whether the names of `ty` lead through a frame, so that a lookup in it unwraps (specification 3 D3). */
  isFramed(ty: Ty): boolean {
    let current = ty;
    while (current.kind.kind === 'ident') {
      const path = current.kind.path.join('::');
      if (this.definitionOf(path).kind === 'frame') return true;
      current = this.definition(path);
    }
    return false;
  }

  /** The carrier of the first frame that the names of `ty` lead to. */
  carrier(ty: Ty): Ty {
    let current = ty;
    while (current.kind.kind === 'ident') {
      const path = current.kind.path.join('::');
      current = this.definition(path);
      if (this.definitionOf(path).kind === 'frame') return current;
    }
    throw new Error('not a framed type');
  }

  /** The last name of a standard number on the way to the primitive: what decides a literal's bits. */
  innermostFrame(ty: Ty): string | undefined {
    let current = ty;
    let last: string | undefined;
    while (current.kind.kind === 'ident') {
      last = current.kind.path.join('::');
      current = this.definition(last);
    }
    return last;
  }

  /** Whether a defined type mentions itself, however far away. */
  isRecursive(path: string): boolean {
    let known = this.recursion.get(path);
    if (known === undefined) {
      known = this.reaches(path);
      this.recursion.set(path, known);
    }
    return known;
  }

  private reaches(path: string): boolean {
    const seen = new Set<string>();
    const pending = [this.definition(path)];
    for (let ty = pending.pop(); ty; ty = pending.pop()) {
      const { kind } = ty;
      switch (kind.kind) {
        case 'ident': {
          const next = kind.path.join('::');
          if (next === path) return true;
          if (!seen.has(next)) pending.push(this.definition(next));
          seen.add(next);
          break;
        }
        case 'array':
          pending.push(kind.item);
          break;
        case 'tuple':
          for (const field of kind.fields) pending.push(field.ty);
          break;
        case 'enum':
          for (const variant of kind.variants) pending.push(variant.ty);
          break;
        case 'function':
          pending.push(...kind.params, kind.body);
          break;
      }
    }
    return false;
  }

  /** Whether a function hides anywhere in the type. */
  holdsFunction(ty: Ty): boolean {
    const seen = new Set<Ty>();
    const pending = [ty];
    for (let next = pending.pop(); next; next = pending.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      const { kind } = this.materialise(next);
      if (kind.kind === 'function') return true;
      if (kind.kind === 'array') pending.push(kind.item);
      if (kind.kind === 'tuple') for (const field of kind.fields) pending.push(field.ty);
      if (kind.kind === 'enum') for (const variant of kind.variants) pending.push(variant.ty);
    }
    return false;
  }

  private definition(path: string): Ty {
    let ty = this.definitions.get(path);
    if (ty === undefined) {
      ty = this.convert(this.definitionOf(path).type, this.closed);
      this.definitions.set(path, ty);
    }
    return ty;
  }

  private definitionOf(path: string): TypeDefinition {
    const definition = this.project.types.get(path);
    if (definition === undefined) throw new Error(`no definition of type ${path}`);
    return definition;
  }

  /**
   * Every definition mentioned, directly or by another one, in the order of specification 3 D8: those of
   * libraries by path, then the project's own in resolution order.
   */
  allDefinitions(): TyDef[] {
    // Converting a definition may mention more of them; a Set is walked to its growing end.
    for (const path of this.mentioned) this.definition(path);
    const own: string[] = [];
    for (const group of this.project.order)
      for (const path of group) if (this.mentioned.has(path)) own.push(path);
    const ownSet = new Set(own);
    const foreign = [...this.mentioned].filter((path) => !ownSet.has(path)).map((path) => path.split('::'));
    foreign.sort(comparePaths);
    return [...foreign, ...own.map((path) => path.split('::'))].map((name) => ({
      name,
      ty: this.definition(name.join('::')),
    }));
  }

  private intern(key: string, make: () => Ty): Ty {
    let ty = this.interned.get(key);
    if (ty === undefined) {
      ty = make();
      this.interned.set(key, ty);
      this.numbers.set(ty, this.numbers.size);
    }
    return ty;
  }
}

function tupleField(name: string | undefined, ty: Ty): TyTupleField {
  return name === undefined ? { ty } : { name, ty };
}

/** A name as part of a key; its length keeps odd names apart. */
function named(name: string | undefined): string {
  return name === undefined ? '' : `${name.length}:${name}=`;
}

/** Segment by segment, by code unit. */
function comparePaths(a: Path, b: Path): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    if (a[i]! !== b[i]!) return a[i]! < b[i]! ? -1 : 1;
  }
  return a.length - b.length;
}
