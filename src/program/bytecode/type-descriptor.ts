import { codec, schema, type Ty, type TyDef } from '../../value';

/** A type and every definition it needs: the header of typed data (specification 3 A8) without the data. */
export interface TypeDescriptor {
  readonly ty: Ty;
  readonly tyDefs: readonly TyDef[];
}

/**
 * How the blobs that are ours (see external-symbol.ts) describe a type, so that the interpreter can compare values
 * of it: `{ty: ir::Ty, ty_defs: [ir::TyDef]}`.
 */
export const typeDescriptor: codec.Codec<TypeDescriptor> = codec.named(['TypeDescriptor'], () =>
  codec.struct({ ty: schema.ty, tyDefs: codec.list(schema.tyDef) }),
);
