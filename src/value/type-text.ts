import { standardScalar } from './scalar';
import type { Path, Ty } from './ty';

/** Words that cannot stand bare as a name (specification 1 §1.5). */
const RESERVED = new Set(
  'anno as const do else enum external for func if import in let match module then type submodule where true false'.split(
    ' ',
  ),
);

/** A name as it is written in source: in backticks unless plain ASCII and not reserved (specification 1 §1.4). */
export function nameText(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !RESERVED.has(name) ? name : `\`${name}\``;
}

/** A path as it is written in source, from anywhere in the project it is defined in. */
export function pathText(path: Path): string {
  return path.map(nameText).join('::');
}

/** A type as Lutra source on one line: `{id: Int32, tags: [Text], note: Text?}`. */
export function typeText(ty: Ty): string {
  const { kind } = ty;
  switch (kind.kind) {
    case 'primitive':
      return `Prim${kind.width}`;
    case 'ident':
      return standardScalar(kind.path) ?? pathText(kind.path);
    case 'array':
      return `[${typeText(kind.item)}]`;
    case 'tuple':
      return `{${kind.fields
        .map((field) => (field.name === undefined ? '' : `${nameText(field.name)}: `) + typeText(field.ty))
        .join(', ')}}`;
    case 'enum': {
      const [first, second] = kind.variants;
      if (
        kind.variants.length === 2 &&
        first!.name === 'none' &&
        isUnitTuple(first!.ty) &&
        second!.name === 'some'
      ) {
        const payload = typeText(second!.ty);
        return second!.ty.kind.kind === 'function' ? `(${payload})?` : `${payload}?`;
      }
      return `enum {${kind.variants
        .map(
          (variant) => nameText(variant.name) + (isUnitTuple(variant.ty) ? '' : `: ${typeText(variant.ty)}`),
        )
        .join(', ')}}`;
    }
    case 'function':
      return `func (${kind.params.map(typeText).join(', ')}): ${typeText(kind.body)}`;
  }
}

function isUnitTuple({ kind }: Ty): boolean {
  return kind.kind === 'tuple' && kind.fields.length === 0;
}
