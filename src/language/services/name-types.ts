import { printPath } from '../types/print-type';
import { sameType } from '../types/substitute';
import type { EnumType, TupleType, Type } from '../types/type';
import { isLibrary, type LanguageSnapshot } from './snapshot';

const shapesOf = new WeakMap<LanguageSnapshot, readonly { path: string; type: TupleType | EnumType }[]>();

/**
 * The type with every part that equals a named type of the project replaced by that name (EDT-15): a reader knows
 * the name. Types that several names have stay as they are.
 */
export function nameTypes(snapshot: LanguageSnapshot, type: Type): Type {
  const inner = (part: Type): Type => nameTypes(snapshot, part);
  switch (type.kind) {
    case 'array':
      return { ...type, item: inner(type.item) };
    case 'tuple':
    case 'enum': {
      const same = shapes(snapshot).filter((shape) => sameType(shape.type, type));
      const [only] = same;
      if (only && same.length === 1) return { kind: 'named', path: only.path, written: printPath(only.path) };
      if (type.kind === 'enum') {
        return { ...type, variants: type.variants.map((one) => ({ ...one, type: inner(one.type) })) };
      }
      return { ...type, fields: type.fields.map((one) => ({ ...one, type: inner(one.type) })) };
    }
    case 'function': {
      const params = type.params.map((param) => ({ ...param, type: inner(param.type) }));
      return { ...type, params, result: inner(type.result) };
    }
    default:
      return type;
  }
}

/** Named tuples and enums of the project. */
function shapes(snapshot: LanguageSnapshot): readonly { path: string; type: TupleType | EnumType }[] {
  let found = shapesOf.get(snapshot);
  if (!found) {
    found = [...snapshot.tolerant.definitions.types.values()].flatMap(({ path, kind, type }) => {
      if (kind !== 'alias' || isLibrary(path)) return [];
      // The empty tuple is no type of its own.
      const named = type.kind === 'enum' || (type.kind === 'tuple' && type.fields.length > 0);
      return named ? [{ path, type }] : [];
    });
    shapesOf.set(snapshot, found);
  }
  return found;
}
