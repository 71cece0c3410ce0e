import { expect, test } from 'vitest';
import { int64Shape } from '../shape';
import { makeColumn } from './column';
import { columnsMade, freeColumns, freeColumnsOfRel } from './free-columns';
import type { Rel } from './rel';
import { column, int64, operator, type Scalar } from './scalar';

const [outer, own] = [makeColumn('outer', int64Shape), makeColumn('own', int64Shape)];
const values: Rel = { kind: 'values', columns: [own], rows: [[int64(1)], [column(outer)]] };
const sum = operator('+', int64Shape, column(own), column(outer));

test('a sub-query hides the columns of its own rows', () => {
  const query: Scalar = { kind: 'subquery', rel: values, value: sum, shape: int64Shape };
  expect([...freeColumns(query)]).toEqual([outer.id]);
});

test('the right side of a join may read the left side', () => {
  const item = makeColumn('item', int64Shape);
  const right: Rel = {
    kind: 'project',
    input: { kind: 'unit' },
    definitions: [{ column: item, value: sum }],
  };
  const joined: Rel = { kind: 'join', left: values, right };
  expect([...freeColumnsOfRel(joined)]).toEqual([outer.id]);
  expect(columnsMade(joined)).toEqual([own, item]);
});

test('definitions of one projection may read those before them', () => {
  const [first, second] = [makeColumn('first', int64Shape), makeColumn('second', int64Shape)];
  const rel: Rel = {
    kind: 'project',
    input: { kind: 'unit' },
    definitions: [
      { column: first, value: int64(1) },
      { column: second, value: column(first) },
    ],
  };
  expect(freeColumnsOfRel(rel).size).toBe(0);
});

test('the round of an iteration ties a relation to that iteration', () => {
  const round: Rel = { kind: 'round', iterate: 7, columns: [own] };
  expect(freeColumnsOfRel(round).size).toBe(1);
  const loop: Rel = {
    kind: 'iterate',
    id: 7,
    columns: [makeColumn('n', int64Shape)],
    init: { rel: { kind: 'unit' }, values: [int64(0)] },
    step: { rel: round, values: [column(own)] },
  };
  expect(freeColumnsOfRel(loop).size).toBe(0);
});
