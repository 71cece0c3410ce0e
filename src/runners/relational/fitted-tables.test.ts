import { expect, test } from 'vitest';
import { fitTables, type TableFit } from './fitted-tables';

const t: TableFit = {
  path: ['t'],
  columns: [
    { name: 'id', type: 'SMALLINT' },
    { name: 'a b', type: 'UUID' },
  ],
  reads: new Map([['a b', '"a b"::VARCHAR']]),
  writes: new Map([['a b', (value) => `${value}::uuid`]]),
};
const read = 'SELECT "id", "a b"::VARCHAR AS "a b" FROM';

test.each([
  ['SELECT id FROM t', `SELECT id FROM (${read} t) AS "t"`],
  [
    'SELECT r0.id\nFROM t AS r0, u\nWHERE r0.id = u.t',
    `SELECT r0.id\nFROM (${read} t) AS r0, u\nWHERE r0.id = u.t`,
  ],
  [
    'SELECT 1 FROM u, t LEFT JOIN t AS x ON TRUE',
    `SELECT 1 FROM u, (${read} t) AS "t" LEFT JOIN (${read} t) AS x ON TRUE`,
  ],
  ['SELECT (SELECT COUNT(*) FROM t) FROM u', `SELECT (SELECT COUNT(*) FROM (${read} t) AS "t") FROM u`],
  [
    "WITH u AS (\n  SELECT 'a\nDELETE' AS x\n)\nSELECT id FROM t",
    `WITH u AS (\n  SELECT 'a\nDELETE' AS x\n)\nSELECT id FROM (${read} t) AS "t"`,
  ],
  ['-- lutra table ["t"]\nSELECT id FROM t', `-- lutra table ["t"]\nSELECT id FROM (${read} t) AS "t"`],
])('%s is read through a select that converts', (sql, fitted) => {
  expect(fitTables(sql, [t])).toBe(fitted);
});

test.each([
  'SELECT t, u.t FROM u WHERE t > 0',
  'SELECT \'FROM t\', "FROM t" FROM u',
  'SELECT EXTRACT(epoch FROM t) FROM u',
  'SELECT a IS NOT DISTINCT FROM t FROM u',
  'SELECT 1 FROM s.t, "T"',
  'UPDATE t SET id = 1 WHERE id = 2',
  'DELETE FROM t WHERE id = 2',
  'WITH u AS (\n  SELECT 1\n)\nUPDATE t SET id = 1 FROM u',
])('%s is left alone', (sql) => {
  expect(fitTables(sql, [t])).toBe(sql);
});

test('a table in a schema, with quotes in its name', () => {
  const fit = { ...t, path: ['S', 'x"y'] };
  expect(fitTables('SELECT id FROM "S"."x""y"', [fit])).toBe(`SELECT id FROM (${read} "S"."x""y") AS "x""y"`);
});

test('rows that are inserted are converted', () => {
  const sql = 'INSERT INTO t (id, "a b")\nVALUES (1, \'x\'::text)';
  expect(fitTables(sql, [t])).toBe(
    'INSERT INTO t (id, "a b")\nSELECT r.c0, r.c1::uuid FROM (\nVALUES (1, \'x\'::text)\n) AS r (c0, c1)',
  );
});
