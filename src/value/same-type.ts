import { standardScalar } from './scalar';
import type { Ty, TyDef } from './ty';
import { TypeTable } from './type-table';

/** A type with the definitions that its names stand for. */
export interface DefinedType {
  readonly ty: Ty;
  readonly defs: readonly TyDef[];
}

/**
 * Whether two types, each with definitions of its own, have the same values: kinds, standard scalars and the names of
 * fields and variants agree. The names of types do not count; a frame is what it frames (specification 3 C2).
 */
export function sameType(left: DefinedType, right: DefinedType): boolean {
  const [leftTable, rightTable] = [new TypeTable(left.defs), new TypeTable(right.defs)];
  const compared = new Map<Ty, Set<Ty>>();
  const pending: [Ty, Ty][] = [[left.ty, right.ty]];
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const [a, b] = [leftTable.materialiseOrStd(pair[0]), rightTable.materialiseOrStd(pair[1])];
    // A pair that is met again is the same if all else is: types may be recursive.
    const met = compared.get(a) ?? new Set();
    if (met.has(b)) continue;
    compared.set(a, met.add(b));
    const parts = pairsOf(a, b);
    if (parts === undefined) return false;
    pending.push(...parts);
  }
  return true;
}

/** The parts of two types that must be the same in their turn; undefined when the types themselves differ. */
function pairsOf({ kind: a }: Ty, { kind: b }: Ty): [Ty, Ty][] | undefined {
  if (a.kind === 'ident' && b.kind === 'ident')
    return standardScalar(a.path) === standardScalar(b.path) ? [] : undefined;
  if (a.kind === 'primitive' && b.kind === 'primitive') return a.width === b.width ? [] : undefined;
  if (a.kind === 'array' && b.kind === 'array') return [[a.item, b.item]];
  if (a.kind === 'tuple' && b.kind === 'tuple') return membersOf(a.fields, b.fields);
  if (a.kind === 'enum' && b.kind === 'enum') return membersOf(a.variants, b.variants);
  return undefined;
}

interface Member {
  readonly name?: string;
  readonly ty: Ty;
}

function membersOf(a: readonly Member[], b: readonly Member[]): [Ty, Ty][] | undefined {
  if (a.length !== b.length || a.some((member, i) => member.name !== b[i]!.name)) return undefined;
  return a.map((member, i) => [member.ty, b[i]!.ty]);
}
