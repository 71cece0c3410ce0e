import type { Ty } from '../value';

const plain = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A type as Lutra source on one line; `std::` is left away, options are written `T?`. */
export function typeText(ty: Ty): string {
  const { kind } = ty;
  switch (kind.kind) {
    case 'primitive':
      return `Prim${kind.width}`;
    case 'ident':
      return (kind.path[0] === 'std' ? kind.path.slice(1) : kind.path).map(name).join('::');
    case 'array':
      return `[${typeText(kind.item)}]`;
    case 'tuple':
      return `{${kind.fields.map((field) => (field.name === undefined ? '' : `${name(field.name)}: `) + typeText(field.ty)).join(', ')}}`;
    case 'enum': {
      const payload = optionPayload(ty);
      if (payload !== undefined) return `${typeText(payload)}?`;
      const variants = kind.variants.map((variant) =>
        isUnit(variant.ty) ? name(variant.name) : `${name(variant.name)}: ${typeText(variant.ty)}`,
      );
      return `enum {${variants.join(', ')}}`;
    }
    case 'function':
      return `func (${kind.params.map(typeText).join(', ')}): ${typeText(kind.body)}`;
  }
}

/** `T` of `T?`, that is of `enum {none, some: T}`. */
export function optionPayload(ty: Ty): Ty | undefined {
  if (ty.kind.kind !== 'enum') return undefined;
  const [none, some, ...more] = ty.kind.variants;
  return none?.name === 'none' && isUnit(none.ty) && some?.name === 'some' && more.length === 0
    ? some.ty
    : undefined;
}

function isUnit(ty: Ty): boolean {
  return ty.kind.kind === 'tuple' && ty.kind.fields.length === 0;
}

function name(text: string): string {
  return plain.test(text) ? text : `\`${text}\``;
}
