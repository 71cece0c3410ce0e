import {
  bytes,
  type Codec,
  list,
  mapped,
  named,
  option,
  struct,
  type TypeOf,
  text,
  u16,
  u32,
  union,
  unit,
} from './codec';
import type { Path, ProgramType, Ty, TyDef, TyEnumVariant, TyKind, TyLayout, TyTupleField } from './ty';

/** The schemas of types themselves (specification 3 C1, I1), named as `ir::…` so that they can stand in `.ltd` files. */

export const tyLayout: Codec<TyLayout> = named(['ir', 'TyLayout'], () =>
  struct({ headSize: u32, bodyPtrs: list(u32) }),
);

const path: Codec<Path> = named(['ir', 'Path'], () => list(text));

const WIDTHS = ['prim8', 'prim16', 'prim32', 'prim64'] as const;

const tyPrimitive = named(['ir', 'TyPrimitive'], () =>
  union({ prim8: unit, prim16: unit, prim32: unit, prim64: unit }),
);

const tyTupleField: Codec<TyTupleField> = named(['ir', 'TyTupleField'], () =>
  mapped(struct({ name: option(text), ty }), {
    toWire: (field: TyTupleField) => ({ name: field.name, ty: field.ty }),
    fromWire: (wire) => (wire.name === undefined ? { ty: wire.ty } : { name: wire.name, ty: wire.ty }),
  }),
);

const tyEnumVariant: Codec<TyEnumVariant> = named(['ir', 'TyEnumVariant'], () => struct({ name: text, ty }));

const tyFunction: Codec<{ readonly params: readonly Ty[]; readonly body: Ty }> = named(
  ['ir', 'TyFunction'],
  () => struct({ params: list(ty), body: ty }),
);

const tyKindWire = () =>
  union({
    primitive: tyPrimitive,
    tuple: list(tyTupleField),
    array: ty,
    enum: list(tyEnumVariant),
    function: tyFunction,
    ident: path,
  });

const tyKind: Codec<TyKind> = named(['ir', 'TyKind'], () =>
  mapped(tyKindWire(), {
    toWire: (kind: TyKind): TypeOf<ReturnType<typeof tyKindWire>> => {
      switch (kind.kind) {
        case 'primitive':
          return { kind: 'primitive', value: { kind: `prim${kind.width}` as const } };
        case 'tuple':
          return { kind: 'tuple', value: kind.fields };
        case 'array':
          return { kind: 'array', value: kind.item };
        case 'enum':
          return { kind: 'enum', value: kind.variants };
        case 'function':
          return { kind: 'function', value: kind };
        case 'ident':
          return { kind: 'ident', value: kind.path };
      }
    },
    fromWire: (wire): TyKind => {
      switch (wire.kind) {
        case 'primitive':
          return { kind: 'primitive', width: (8 << WIDTHS.indexOf(wire.value.kind)) as 8 | 16 | 32 | 64 };
        case 'tuple':
          return { kind: 'tuple', fields: wire.value };
        case 'array':
          return { kind: 'array', item: wire.value };
        case 'enum':
          return { kind: 'enum', variants: wire.value };
        case 'function':
          return { kind: 'function', ...wire.value };
        case 'ident':
          return { kind: 'ident', path: wire.value };
      }
    },
  }),
);

/** `ir::Ty`. */
export const ty: Codec<Ty> = named(['ir', 'Ty'], () =>
  mapped(
    struct({ kind: tyKind, layout: option(tyLayout), name: option(text), variantsRecursive: list(u16) }),
    {
      toWire: (object: Ty) => ({
        kind: object.kind,
        layout: object.layout,
        name: object.name,
        variantsRecursive: object.variantsRecursive,
      }),
      fromWire: ({ kind, layout, name, variantsRecursive }): Ty => ({
        kind,
        variantsRecursive,
        ...(layout === undefined ? {} : { layout }),
        ...(name === undefined ? {} : { name }),
      }),
    },
  ),
);

/** `ir::TyDef`. */
export const tyDef: Codec<TyDef> = named(['ir', 'TyDef'], () => struct({ name: path, ty }));

/** `rr::ProgramType`. */
export const programType: Codec<ProgramType> = named(['rr', 'ProgramType'], () =>
  struct({ input: ty, output: ty, defs: list(tyDef) }),
);

/** `TypedData` (specification 3 A8): a value with its type. */
export const typedData = named(['TypedData'], () => struct({ ty, tyDefs: list(tyDef), data: bytes }));
