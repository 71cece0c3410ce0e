import { columnsMade, freeColumns, freeColumnsOfRel } from '../relational/free-columns';
import type { Definition, Rel } from '../relational/rel';
import { isCheap, type Scalar } from '../relational/scalar';
import { somePart } from '../relational/some-part';
import type { Env } from './part';

/** Ids of the columns that what is written later will read. */
export type Needed = ReadonlySet<number>;

/** Definitions that are wanted, directly or by one that is. */
export function usedDefinitions(definitions: readonly Definition[], needed: Needed): readonly Definition[] {
  const wanted = new Set(needed);
  const kept: Definition[] = [];
  for (const definition of [...definitions].reverse()) {
    if (!wanted.has(definition.column.id)) continue;
    kept.push(definition);
    addAll(wanted, freeColumns(definition.value));
  }
  return kept.reverse();
}

export function hasWindow(scalar: Scalar): boolean {
  return somePart(scalar, (part) => part.kind === 'window');
}

export function readsLate(scalar: Scalar, env: Env): boolean {
  return somePart(scalar, (part) => part.kind === 'column' && env.own(part.column.id)?.late === true);
}

/** Whether a sub-query within the scalar reads an aggregate or window of the select around it. */
export function readsLateInQuery(scalar: Scalar, env: Env): boolean {
  return somePart(scalar, (part) => {
    if (part.kind !== 'subquery' && part.kind !== 'exists') return false;
    return [...freeColumns(part)].some((id) => env.own(id)?.late === true);
  });
}

/** Columns of outer queries that are read by scalars among which there are windows. */
export function foreignToWindows(scalars: readonly Scalar[], env: Env): readonly number[] {
  const isForeign = (id: number) => env.own(id) === undefined;
  const windowed = scalars.some((scalar) =>
    somePart(scalar, (part) => part.kind === 'window' && [...freeColumns(part)].some(isForeign)),
  );
  return windowed ? [...union(new Set(), scalars)].filter(isForeign) : [];
}

/** Whether an aggregate reads columns, but none of the rows it goes over. */
export function readsOnlyOuter(scalar: Scalar, env: Env): boolean {
  return somePart(scalar, (part) => {
    if (part.kind !== 'aggregate') return false;
    // Not every aggregate writes its order.
    const free = part.args.flatMap((arg) => [...freeColumns(arg)]);
    return free.length > 0 && free.every((id) => env.own(id) === undefined);
  });
}

/** Plain column chains and functions of them, which both engines recognise again in the select list. */
export function isGroupable(scalar: Scalar): boolean {
  return freeColumns(scalar).size > 0 && isCheap(scalar);
}

/** Whether `right` reads columns that `left` makes. */
export function readsAny(right: Rel, left: Rel): boolean {
  const free = freeColumnsOfRel(right);
  return columnsMade(left).some(({ id }) => free.has(id));
}

export function addAll(target: Set<number>, ids: Iterable<number>): void {
  for (const id of ids) target.add(id);
}

export function union(base: Needed, scalars: readonly Scalar[], more: Needed = new Set()): Set<number> {
  const all = new Set(base);
  for (const scalar of scalars) addAll(all, freeColumns(scalar));
  addAll(all, more);
  return all;
}
