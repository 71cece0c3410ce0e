import { type ScalarName, type Ty, type TyDef, TypeTable, typeText } from '../../value';
import { type Entry, emptyEntry } from './entry';

/**
 * A type as the inputs form draws it (specification 7 DAT-13): names followed, optionals told apart from other enums.
 * Plain data. A type that holds itself is a circle of objects, so walk it along a value, never alone.
 */
export type FieldType = ScalarField | OptionField | TupleField | ArrayField | EnumField | OpaqueField;

interface FieldBase {
  /** Lutra source of the type, as declared. */
  readonly source: string;
  /** What stands in a field nobody has touched. */
  readonly empty: Entry;
}

export interface ScalarField extends FieldBase {
  readonly kind: 'scalar';
  readonly scalar: ScalarName;
}

/** `T?`. */
export interface OptionField extends FieldBase {
  readonly kind: 'option';
  readonly item: FieldType;
}

export interface TupleField extends FieldBase {
  readonly kind: 'tuple';
  readonly fields: readonly { readonly name?: string; readonly type: FieldType }[];
}

export interface ArrayField extends FieldBase {
  readonly kind: 'array';
  readonly item: FieldType;
}

export interface EnumField extends FieldBase {
  readonly kind: 'enum';
  /** `payload` is null where the variant carries nothing. */
  readonly variants: readonly { readonly name: string; readonly payload: FieldType | null }[];
}

/** What has no form of its own and is written as a literal: bare bits. */
export interface OpaqueField extends FieldBase {
  readonly kind: 'opaque';
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The form of a type. Throws a `FormatFailure` where a name has no definition. */
export function fieldTypeOf(ty: Ty, defs: readonly TyDef[]): FieldType {
  const table = new TypeTable(defs);
  const named = new Map<string, FieldType>();
  const all: Mutable<FieldType>[] = [];

  function fieldOf(of: Ty): FieldType {
    const source = typeText(of);
    const { kind } = of;
    const key = kind.kind === 'ident' ? source : undefined;
    const known = key === undefined ? undefined : named.get(key);
    if (known !== undefined) return known;
    // Stands in the table before its parts are built: that closes the circle of a recursive type.
    const field = { source } as Mutable<FieldType>;
    all.push(field);
    if (key !== undefined) named.set(key, field);
    return Object.assign(field, shapeOf(of));
  }

  function shapeOf(of: Ty): object {
    const scalar = table.scalar(of);
    if (scalar !== undefined) return { kind: 'scalar', scalar };
    const { kind } = table.materialiseOrStd(of);
    switch (kind.kind) {
      case 'tuple':
        return {
          kind: 'tuple',
          fields: kind.fields.map(({ name, ty: part }) => ({
            ...(name === undefined ? {} : { name }),
            type: fieldOf(part),
          })),
        };
      case 'array':
        return { kind: 'array', item: fieldOf(kind.item) };
      case 'enum': {
        const [none, some] = kind.variants;
        const isOption = kind.variants.length === 2 && none!.name === 'none' && some!.name === 'some';
        if (isOption && table.isUnit(none!.ty)) return { kind: 'option', item: fieldOf(some!.ty) };
        return {
          kind: 'enum',
          variants: kind.variants.map(({ name, ty: payload }) => ({
            name,
            payload: table.isUnit(payload) ? null : fieldOf(payload),
          })),
        };
      }
      default:
        return { kind: 'opaque' };
    }
  }

  const whole = fieldOf(ty);
  for (const field of all) field.empty = emptyEntry(field);
  return whole;
}
