import type { SqlFunctionTable } from '../function-table';
import { freeColumns } from '../relational/free-columns';
import { canFailInside } from '../relational/raising';
import { type Rel, type RelOf, where } from '../relational/rel';
import { and, partsOf, type Scalar, TRUE } from '../relational/scalar';
import { somePart } from '../relational/some-part';
import { substitute } from '../relational/substitute';
import type { Program } from './program';
import { rewriteScalars } from './rewrite-scalars';

/**
 * A condition that reads none of the columns computed just before goes below them (rule O11): they are computed for
 * fewer rows, and an engine finds the condition at the table, where it may have an index.
 */
export function filterFirst(program: Program, functions: SqlFunctionTable): Program {
  return rewriteScalars(
    program,
    (scalar) => scalar,
    (rel) => (rel.kind === 'where' ? below(rel, functions) : rel),
  );
}

function below({ input, condition }: RelOf<'where'>, functions: SqlFunctionTable): Rel {
  if (input.kind === 'group') return belowGroup(input, condition, functions);
  // A window goes over all the rows that there were.
  if (input.kind !== 'project' || input.definitions.some(({ value }) => somePart(value, isWindow))) {
    return where(input, condition);
  }
  const own = new Set(input.definitions.map(({ column }) => column.id));
  let first: Scalar = TRUE;
  let then: Scalar = TRUE;
  // What can fail counts on what stands before it.
  for (const part of canFailInside(condition, functions) ? [condition] : partsOf(condition)) {
    if ([...freeColumns(part)].some((id) => own.has(id))) then = and(then, part);
    else first = and(first, part);
  }
  const made =
    first === TRUE ? input.input : below({ kind: 'where', input: input.input, condition: first }, functions);
  return where({ ...input, input: made }, then);
}

/** What is asked of the keys alone need not be asked of the groups (rule O12). */
function belowGroup(group: RelOf<'group'>, condition: Scalar, functions: SqlFunctionTable): Rel {
  const keys = group.keys.map(({ column }) => column);
  const values = group.keys.map(({ value }) => value);
  if (values.some((value) => canFailInside(value, functions))) return where(group, condition);
  let first: Scalar = TRUE;
  let then: Scalar = TRUE;
  for (const part of canFailInside(condition, functions) ? [condition] : partsOf(condition)) {
    const ofKeys =
      [...freeColumns(part)].every((id) => keys.some((key) => key.id === id)) &&
      !somePart(part, ({ kind }) => kind === 'in_group') &&
      !canFailInside(part, functions);
    if (ofKeys) first = and(first, substitute(part, keys, values));
    else then = and(then, part);
  }
  if (first === TRUE) return where(group, condition);
  const input = below({ kind: 'where', input: group.input, condition: first }, functions);
  return where({ ...group, input }, then);
}

function isWindow(scalar: Scalar): boolean {
  return scalar.kind === 'window';
}
