import type { Rel } from '../relational/rel';
import type { Scalar } from '../relational/scalar';
import { withSteps } from '../relational/steps';
import { visitRelParts, visitScalarParts } from '../relational/traverse';
import type { Program } from './program';
import { rewriteScalars } from './rewrite-scalars';

/**
 * A value computed once for the whole program, but read only once, stands where it is read (rule O6). Only in programs of
 * one row: elsewhere it might be read for each row.
 */
export function inlineShared(program: Program): Program {
  if (program.rel.kind !== 'unit' || program.order.length > 0) return program;
  const uses = referencesIn(program);
  let left = program;
  // What was inlined may itself read a value that is read only there.
  for (let more = true; more; ) {
    more = false;
    const inline = (scalar: Scalar): Scalar => {
      const value = sharedValue(scalar);
      if (value === undefined || uses.get(value.id) !== 1) return scalar;
      more = true;
      return withSteps({ ...value.scalar, shape: scalar.shape }, scalar.steps);
    };
    left = rewriteScalars(left, inline);
  }
  return left;
}

/** What the scalar reads, where that is one value shared by the whole program. */
function sharedValue(scalar: Scalar): { readonly id: number; readonly scalar: Scalar } | undefined {
  if (scalar.kind !== 'subquery' || scalar.rel.kind !== 'shared') return undefined;
  const { id, body, columns } = scalar.rel;
  const [value] = body.values;
  const isWhole =
    body.rel.kind === 'unit' &&
    columns.length === 1 &&
    scalar.value.kind === 'column' &&
    scalar.value.column.id === columns[0]!.id;
  return isWhole && value !== undefined ? { id, scalar: value } : undefined;
}

/** How often each shared relation is referred to; a body is looked through once. */
function referencesIn({ values }: Program): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const look = (scalar: Scalar): void => visitScalarParts(scalar, look, lookIn);
  const lookIn = (rel: Rel): void => {
    if (rel.kind === 'shared') {
      const before = found.get(rel.id) ?? 0;
      found.set(rel.id, before + 1);
      if (before > 0) return;
      lookIn(rel.body.rel);
      rel.body.values.forEach(look);
    }
    visitRelParts(rel, look, lookIn);
  };
  values.forEach(look);
  return found;
}
