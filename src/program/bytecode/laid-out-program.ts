import {
  type Format,
  formatOf,
  type Ty,
  type TyDef,
  type TyLayout,
  TypeTable,
  type TyTupleField,
} from '../../value';

/** The types of a program that has its layouts: what writing bytecode asks of them. Sizes are bytes. */
export class LaidOutProgram {
  readonly types: TypeTable;
  readonly defs: readonly TyDef[];
  private readonly formats = new Map<Ty, Format>();
  private readonly followed = new Map<Ty, Ty>();
  private readonly byName: ReadonlyMap<string, TyDef>;

  constructor(defs: readonly TyDef[]) {
    this.defs = defs;
    this.types = new TypeTable(defs);
    this.byName = new Map(defs.map((def) => [def.name.join('::'), def]));
  }

  layout(ty: Ty): TyLayout {
    if (ty.layout === undefined) throw new Error(`a type of kind ${ty.kind.kind} has no layout`);
    return ty.layout;
  }

  format(ty: Ty): Format {
    let format = this.formats.get(ty);
    if (format === undefined) {
      const made = formatOf(ty, this.types);
      if (!made.ok) throw new Error(made.error.message);
      format = made.value;
      this.formats.set(ty, format);
    }
    return format;
  }

  /** Follows names to the end, each type's once: calls ask for the same ones again and again. */
  private materialise(ty: Ty): Ty {
    if (ty.kind.kind !== 'ident') return ty;
    let end = this.followed.get(ty);
    if (end === undefined) {
      end = this.types.materialise(ty);
      this.followed.set(ty, end);
    }
    return end;
  }

  signature(ty: Ty): { readonly params: readonly Ty[]; readonly body: Ty } {
    const { kind } = this.materialise(ty);
    // An external that is a value, not a function, has no parameters.
    return kind.kind === 'function' ? kind : { params: [], body: ty };
  }

  item(ty: Ty): Ty {
    const { kind } = this.materialise(ty);
    if (kind.kind !== 'array') throw new Error(`expected an array, found ${kind.kind}`);
    return kind.item;
  }

  fields(ty: Ty): readonly TyTupleField[] {
    const { kind } = this.materialise(ty);
    if (kind.kind !== 'tuple') throw new Error(`expected a tuple, found ${kind.kind}`);
    return kind.fields;
  }

  fieldOffsets(ty: Ty): number[] {
    let offset = 0;
    return this.fields(ty).map((field) => {
      const at = offset;
      offset += this.layout(field.ty).headSize / 8;
      return at;
    });
  }

  isScalar(ty: Ty): boolean {
    const { kind } = this.types.materialiseOrStd(ty);
    return kind.kind === 'ident' || kind.kind === 'primitive';
  }

  /** The definitions that a type mentions, directly or by others, in the order of the program. */
  reachable(ty: Ty): TyDef[] {
    const found = new Set<string>();
    const pending = [ty];
    for (let next = pending.pop(); next; next = pending.pop()) {
      const { kind } = next;
      switch (kind.kind) {
        case 'ident': {
          const name = kind.path.join('::');
          const definition = this.byName.get(name);
          if (definition && !found.has(name)) {
            found.add(name);
            pending.push(definition.ty);
          }
          break;
        }
        case 'tuple':
          for (const field of kind.fields) pending.push(field.ty);
          break;
        case 'array':
          pending.push(kind.item);
          break;
        case 'enum':
          for (const variant of kind.variants) pending.push(variant.ty);
          break;
        case 'function':
          pending.push(...kind.params, kind.body);
          break;
      }
    }
    return this.defs.filter((def) => found.has(def.name.join('::')));
  }
}
