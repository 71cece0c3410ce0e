/**
 * Types as they travel with programs and values (specification 3 C1, `ir::Ty`): closed, no sugar, no type
 * parameters. The binary format is laid out from these alone.
 */
export interface Ty {
  readonly kind: TyKind;
  /** Absent before layouts are computed, and always for functions. */
  readonly layout?: TyLayout;
  readonly name?: string;
  /** Of an enum (or a name of one): positions of recursive variants. */
  readonly variantsRecursive: readonly number[];
}

export type TyKind =
  | { readonly kind: 'primitive'; readonly width: 8 | 16 | 32 | 64 }
  | { readonly kind: 'tuple'; readonly fields: readonly TyTupleField[] }
  | { readonly kind: 'array'; readonly item: Ty }
  | { readonly kind: 'enum'; readonly variants: readonly TyEnumVariant[] }
  | { readonly kind: 'function'; readonly params: readonly Ty[]; readonly body: Ty }
  | { readonly kind: 'ident'; readonly path: Path };

/** Absolute, one segment an item: `['std', 'Int64']`. */
export type Path = readonly string[];

export interface TyTupleField {
  readonly name?: string;
  readonly ty: Ty;
}

export interface TyEnumVariant {
  readonly name: string;
  readonly ty: Ty;
}

/** `headSize` in bits; `bodyPtrs` are byte offsets of pointers within the head (specification 3 B1). */
export interface TyLayout {
  readonly headSize: number;
  readonly bodyPtrs: readonly number[];
}

export interface TyDef {
  readonly name: Path;
  readonly ty: Ty;
}

/** What a program takes and gives, with every definition the two mention (specification 3 I1). */
export interface ProgramType {
  readonly input: Ty;
  readonly output: Ty;
  readonly defs: readonly TyDef[];
}
