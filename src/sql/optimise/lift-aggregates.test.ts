import { expect, test } from 'vitest';
import { makeColumn } from '../relational/column';
import type { Rel } from '../relational/rel';
import { where } from '../relational/rel';
import { COUNT_ROWS, column, int64, operator, type Scalar } from '../relational/scalar';
import { boolShape, int64Shape } from '../shape';
import { liftAggregates } from './lift-aggregates';
import type { Program } from './program';

/** A fresh reading of the same two-column source, and a count of it. */
function source(): { readonly rel: Rel; readonly a: Scalar; readonly b: Scalar } {
  const [a, b] = [makeColumn('a', int64Shape), makeColumn('b', int64Shape)];
  const rel: Rel = { kind: 'values', columns: [a, b], rows: [[int64(1), int64(2)]] };
  return { rel, a: column(a), b: column(b) };
}

function count(input: Rel): Scalar {
  const result = makeColumn('value', int64Shape);
  const value = {
    kind: 'aggregate',
    name: COUNT_ROWS,
    args: [],
    order: [],
    filter: undefined,
    shape: int64Shape,
  } as const;
  const rel: Rel = { kind: 'aggregate', input, definitions: [{ column: result, value }] };
  return { kind: 'subquery', rel, value: column(result), shape: int64Shape };
}

function program(...values: Scalar[]): Program {
  return { rel: { kind: 'unit' }, values, order: [] };
}

const positive = (of: Scalar) => operator('<', boolShape, int64(0), of);

function filters({ rel }: Program): readonly (Scalar | undefined)[] {
  if (rel.kind !== 'aggregate') throw new Error('nothing was lifted');
  return rel.definitions.map(({ value }) => (value.kind === 'aggregate' ? value.filter : undefined));
}

test('aggregates over readings of one source share it', () => {
  const [first, second] = [source(), source()];
  const lifted = liftAggregates(program(count(first.rel), count(second.rel)));
  expect(lifted.rel.kind).toBe('aggregate');
  expect(lifted.values.map(({ kind }) => kind)).toEqual(['column', 'column']);
  expect(filters(lifted)).toEqual([undefined, undefined]);
});

test('one common condition stays a condition', () => {
  const [first, second] = [source(), source()];
  const lifted = liftAggregates(
    program(count(where(first.rel, positive(first.a))), count(where(second.rel, positive(second.a)))),
  );
  expect(filters(lifted)).toEqual([undefined, undefined]);
  expect(lifted.rel).toMatchObject({ input: { kind: 'where' } });
});

test('conditions on different columns become filters, though they look alike', () => {
  const [first, second] = [source(), source()];
  const lifted = liftAggregates(
    program(count(where(first.rel, positive(first.a))), count(where(second.rel, positive(second.b)))),
  );
  expect(filters(lifted).every((filter) => filter !== undefined)).toBe(true);
  expect(lifted.rel).toMatchObject({ input: { kind: 'values' } });
});

test('a program with rows of its own is left alone', () => {
  const { rel } = source();
  const own: Program = { ...program(count(rel)), rel: source().rel };
  expect(liftAggregates(own)).toBe(own);
});
