import { expect, test } from 'vitest';
import { int64Shape } from '../shape';
import { makeColumn } from './column';
import { fingerprint, identity } from './fingerprint';
import { columnsMade, freeColumns } from './free-columns';
import { refreshing } from './refresh';
import { type Rel, where } from './rel';
import { column, int64, operator } from './scalar';

const [outer, own] = [makeColumn('outer', int64Shape), makeColumn('own', int64Shape)];
const values: Rel = { kind: 'values', columns: [own], rows: [[int64(1)], [int64(2)]] };
const some = where(values, operator('<', int64Shape, column(own), column(outer)));

test('a copy computes the same with columns of its own', () => {
  const rewrite = refreshing(some);
  const copy = rewrite.rel(some);
  expect(fingerprint(copy).text).toBe(fingerprint(some).text);
  const [renamed] = columnsMade(copy);
  expect(renamed!.id).not.toBe(own.id);
  expect([...freeColumns(rewrite.scalar(column(own)))]).toEqual([renamed!.id]);
});

test('columns of enclosing relations stay', () => {
  const rewrite = refreshing(some);
  rewrite.rel(some);
  expect([...freeColumns(rewrite.scalar(column(outer)))]).toEqual([outer.id]);
});

test('scalars of one structure over different columns are not the same', () => {
  const above = (of: typeof own) => operator('<', int64Shape, int64(1), column(of));
  expect(fingerprint([above(own)]).text).toBe(fingerprint([above(outer)]).text);
  expect(identity([above(own)])).not.toBe(identity([above(outer)]));
});
