import { type ScalarName, type Ty, type TyDef, TypeTable } from '../value';

/** A value that fills one plain column: a standard scalar, or raw bits (read as an unsigned number). */
export type LeafName = ScalarName | 'Prim8' | 'Prim16' | 'Prim32' | 'Prim64';

/**
 * A materialised type as SQL sees it (specification 4 §2): names of the user are gone, standard scalars are
 * leaves, and an option is told from other enums. Items and payloads are worked out when first read, so that
 * recursive types are finite.
 */
export type Shape = LeafShape | OptionShape | TupleShape | EnumShape | ArrayShape;

export interface LeafShape {
  readonly kind: 'leaf';
  readonly name: LeafName;
}

/** One nullable column in every SQL form (specification 4 §2.1). */
export interface OptionShape {
  readonly kind: 'option';
  readonly payload: LeafShape | ArrayShape;
}

export interface TupleShape {
  readonly kind: 'tuple';
  readonly fields: readonly FieldShape[];
}

export interface FieldShape {
  readonly name: string | undefined;
  readonly shape: Shape;
}

export interface EnumShape {
  readonly kind: 'enum';
  readonly variants: readonly VariantShape[];
}

export interface VariantShape {
  readonly name: string;
  /** Mentions the enum itself: its payload is one packed column (specification 4 §2.2). */
  readonly recursive: boolean;
  readonly shape: Shape;
}

export interface ArrayShape {
  readonly kind: 'array';
  readonly item: Shape;
}

export const boolShape: LeafShape = { kind: 'leaf', name: 'Bool' };
export const int64Shape: LeafShape = { kind: 'leaf', name: 'Int64' };
/** The type of every enum tag in SQL (specification 4 §2.2). */
export const tagShape: LeafShape = { kind: 'leaf', name: 'Int16' };
export const unitShape: TupleShape = { kind: 'tuple', fields: [] };

/** The shapes of one program's types; equal type objects share one shape. */
export class Shapes {
  private readonly table: TypeTable;
  private readonly known = new Map<Ty, Shape>();

  constructor(defs: readonly TyDef[]) {
    this.table = new TypeTable(defs);
  }

  /** The shape of a type that holds data; a function type is a broken program and throws. */
  of(ty: Ty): Shape {
    const material = this.table.materialiseOrStd(ty);
    const known = this.known.get(material);
    if (known !== undefined) return known;
    const shape = this.make(material);
    this.known.set(material, shape);
    return shape;
  }

  private make(ty: Ty): Shape {
    const { kind } = ty;
    switch (kind.kind) {
      case 'ident':
        return { kind: 'leaf', name: this.table.scalar(ty)! };
      case 'primitive':
        return { kind: 'leaf', name: `Prim${kind.width}` };
      case 'tuple':
        return { kind: 'tuple', fields: kind.fields.map(({ name, ty }) => ({ name, shape: this.of(ty) })) };
      case 'array':
        return this.array(kind.item);
      case 'enum': {
        const payload = this.table.optionPayload(ty);
        if (payload !== undefined) {
          return { kind: 'option', payload: this.of(payload) as LeafShape | ArrayShape };
        }
        const boxed = this.table.boxedVariants(ty);
        const variants = kind.variants.map(({ name, ty: inner }, position) =>
          this.variant(name, boxed.includes(position), inner),
        );
        return { kind: 'enum', variants };
      }
      case 'function':
        throw new Error('a function is no column');
    }
  }

  private array(item: Ty): ArrayShape {
    const of = () => this.of(item);
    return {
      kind: 'array',
      get item() {
        return of();
      },
    };
  }

  private variant(name: string, recursive: boolean, payload: Ty): VariantShape {
    const of = () => this.of(payload);
    return {
      name,
      recursive,
      get shape() {
        return of();
      },
    };
  }
}

/** The first definition that contains itself, perhaps through others. */
export function recursiveDefinition(defs: readonly TyDef[]): string | undefined {
  const byName = new Map(defs.map((def) => [def.name.join('::'), def.ty]));
  const done = new Set<string>();
  const open = new Set<string>();
  const visit = (ty: Ty): string | undefined => {
    const { kind } = ty;
    switch (kind.kind) {
      case 'primitive':
      case 'function':
        return undefined;
      case 'array':
        return visit(kind.item);
      case 'tuple':
        return first(kind.fields.map((field) => field.ty));
      case 'enum':
        return first(kind.variants.map((variant) => variant.ty));
      case 'ident': {
        const name = kind.path.join('::');
        if (open.has(name)) return kind.path.at(-1);
        const target = byName.get(name);
        if (target === undefined || done.has(name)) return undefined;
        open.add(name);
        const found = visit(target);
        open.delete(name);
        done.add(name);
        return found;
      }
    }
  };
  const first = (types: readonly Ty[]): string | undefined => {
    for (const ty of types) {
      const found = visit(ty);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return first(defs.map((def) => def.ty));
}

/** Whether a value of this shape has no columns at all. */
export function isUnit(shape: Shape): boolean {
  return shape.kind === 'tuple' && shape.fields.every((field) => isUnit(field.shape));
}

/**
 * The columns of one value, outermost order of specification 4 §2.2 (`nested`), by suffix: `_0`, `_1_t`. A
 * scalar at the top is called `value`.
 */
export interface ColumnSpec {
  readonly name: string;
  readonly shape: Shape;
}

export function columnsOf(shape: Shape, prefix = ''): readonly ColumnSpec[] {
  switch (shape.kind) {
    case 'leaf':
    case 'option':
    case 'array':
      return [{ name: prefix === '' ? 'value' : prefix, shape }];
    case 'tuple':
      return shape.fields.flatMap((field, position) => columnsOf(field.shape, `${prefix}_${position}`));
    case 'enum':
      return [
        { name: `${prefix}_t`, shape: tagShape },
        ...shape.variants.flatMap((variant, position) =>
          variant.recursive
            ? [{ name: `${prefix}_${position}`, shape: variant.shape }]
            : columnsOf(variant.shape, `${prefix}_${position}`),
        ),
      ];
  }
}
