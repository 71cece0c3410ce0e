import type { Path, Ty } from '../../value';

/** A type as the text form of programs shows it (specification 3 C4). */
export function printTy(ty: Ty): string {
  const { kind } = ty;
  switch (kind.kind) {
    case 'primitive':
      return `Prim${kind.width}`;
    case 'tuple':
      return `{${kind.fields.map((field) => member(field.name, printTy(field.ty))).join(', ')}}`;
    case 'array':
      return `[${printTy(kind.item)}]`;
    case 'enum': {
      const variants = kind.variants.map((variant, i) => {
        const recursive = ty.variantsRecursive.includes(i) ? '@recursive ' : '';
        return `${recursive}${printName(variant.name)}${isUnit(variant.ty) ? '' : `: ${printTy(variant.ty)}`}`;
      });
      return `enum {${variants.join(', ')}}`;
    }
    case 'function':
      return `func (${kind.params.map(printTy).join(', ')}) -> ${printTy(kind.body)}`;
    case 'ident':
      return printPath(kind.path.length > 1 && kind.path[0] === 'std' ? kind.path.slice(1) : kind.path);
  }
}

export function printPath(path: Path): string {
  return path.map(printName).join('::');
}

function printName(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : `\`${name}\``;
}

function member(name: string | undefined, ty: string): string {
  return name === undefined ? ty : `${printName(name)}: ${ty}`;
}

function isUnit({ kind }: Ty): boolean {
  return kind.kind === 'tuple' && kind.fields.length === 0;
}
