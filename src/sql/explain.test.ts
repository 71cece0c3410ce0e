import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNodeDuckDb } from '../cli/duckdb-database';
import { checkEntry, checkProject } from '../language';
import { compileToIr, permittedExternals } from '../program';
import type { DuckConnection, DuckDatabase } from '../runners/duckdb';
import { openPgDatabase, type PgDatabase } from '../runners/pglite';
import { sqlFunctions, stdSources } from '../std';
import { compileSql, type Dialect } from '.';

// What the engines make of our SQL (specification 4 §11): filters reach the scan, indexes are used.

const std = checkProject(stdSources, { isStd: true }).project!;
const definitions = `
type Item: {id: Int32, kind: Text, made: Date, price: Float64}
type Owned: {id: Int32, owner: Int32?}
func items(): [Item] -> sql::from("items")
func owned(): [Owned] -> sql::from("items")
`;
const columns = (made: string) =>
  `i::int4 AS id, ('kind ' || i % 100)::text AS kind, ${made} AS made, i * 0.5::float8 AS price,
   CASE WHEN i % 3 > 0 THEN (i / 10)::int4 END AS owner`;

let duckdb: DuckDatabase;
let duck: DuckConnection;
let pg: PgDatabase;

beforeAll(async () => {
  duckdb = await openNodeDuckDb();
  duck = await duckdb.connect();
  const day = "DATE '2000-01-01' + (i % 3000)::int4";
  await duck.query(`CREATE TABLE items AS SELECT ${columns(day)} FROM range(20000) AS t (i)`);
  pg = await openPgDatabase();
  await pg.exec(`CREATE TABLE items AS SELECT ${columns(day)} FROM generate_series(0, 19999) AS t (i);
    ALTER TABLE items ADD PRIMARY KEY (id);
    CREATE INDEX items_made ON items (made);
    CREATE INDEX items_kind_price ON items (kind, price);
    CREATE INDEX items_owner ON items (owner);
    ANALYZE items`);
}, 120_000);

afterAll(async () => {
  await duck.close();
  duckdb.terminate();
  await pg.close();
});

function sqlOf(pipeline: string, dialect: Dialect): string {
  const text = `${definitions}func main() -> ${pipeline}`;
  const { project, diagnostics } = checkProject([{ path: '', text }], { std });
  if (project === undefined) throw new Error(diagnostics[0]!.message);
  const target = dialect === 'duckdb' ? 'sql-duckdb' : 'sql-pg';
  const ir = compileToIr(project, checkEntry(project).entry!, permittedExternals(target, ['std::sql']));
  if (!ir.ok) throw new Error(ir.error[0]!.message);
  const sql = compileSql(ir.value.program, ir.value.type, dialect, sqlFunctions);
  if (!sql.ok) throw new Error(sql.error.message);
  return sql.value.sql;
}

async function planOnDuckDb(pipeline: string): Promise<string> {
  const result = await duck.query(`EXPLAIN ${sqlOf(pipeline, 'duckdb')}`);
  return String(result.getChildAt(1)?.get(0));
}

async function planOnPostgres(pipeline: string): Promise<string> {
  const { rows } = await pg.query(`EXPLAIN ${sqlOf(pipeline, 'postgres')}`, []);
  return rows.map(([line]) => line).join('\n');
}

const simple = [
  'items() | filter(i -> i.id == 77)',
  'items() | filter(i -> i.price > 3.0) | map(i -> {i.id, i.kind}) | filter(r -> r.kind == "kind 7")',
  'items() | sort(i -> i.made) | slice(0, 10) | map(i -> i.id)',
  'items() | group_map(i -> i.kind, func (kind, xs) -> {kind, n = count(xs), most = xs | map(i -> i.price) | max}) | sort(r -> r.kind)',
  'items() | filter(i -> i.made >= @2004-01-01) | map(i -> i.price) | sum',
];

describe.each(['duckdb', 'postgres'] as const)('simple pipelines are one select on %s', (dialect) => {
  test.each(simple)('%s', (pipeline) => {
    expect(sqlOf(pipeline, dialect).match(/\bSELECT\b/g)).toHaveLength(1);
  });
});

describe('DuckDB', () => {
  test.each([
    ['items() | filter(i -> i.id == 77)', /SEQ_SCAN[\s\S]*Filters:[\s\S]*id=77/],
    [
      'items() | map(i -> {i.id, i.price}) | sort(r -> r.id) | filter(r -> r.price > 9000.0)',
      /Filters:[\s\S]*price>9000/,
    ],
    ['items() | filter(i -> i.made >= @2004-01-01) | count', /Filters:[\s\S]*made>=/],
  ])('has the filter in the scan: %s', async (pipeline, filter) => {
    const plan = await planOnDuckDb(pipeline);
    expect(plan.replaceAll(/[│┌┐└┘─\s]+/g, ' ').replaceAll(' ', '')).toMatch(
      new RegExp(filter.source.replaceAll('[\\s\\S]*', '.*')),
    );
    expect(plan).not.toContain('FILTER');
  });

  test('sorts only as far as the slice needs', async () => {
    expect(await planOnDuckDb('items() | sort(i -> i.made) | slice(0, 10) | map(i -> i.id)')).toContain(
      'TOP_N',
    );
  });
});

describe('PostgreSQL', () => {
  test.each([
    ['find by key', 'items() | find(i -> i.id == 77) | option::map(i -> i.kind)', 'items_pkey'],
    ['find by key, the whole row', 'items() | find(i -> i.id == 77)', 'items_pkey'],
    ['filter by key', 'items() | filter(i -> i.id == 77)', 'items_pkey'],
    ['a key of two fields', 'items() | filter(i -> {i.kind, i.id} == {"kind 7", 107})', 'items_pkey'],
    ['a stored date', 'items() | filter(i -> i.made == @2004-01-01) | map(i -> i.id)', 'items_made'],
    [
      'a text',
      'items() | filter(i -> i.kind == "kind 7" && i.price < 300.0) | map(i -> i.id)',
      'items_kind_price',
    ],
    ['an option', 'owned() | filter(o -> o.owner == .some(7)) | map(o -> o.id)', 'items_owner'],
    [
      'what may be missing',
      'owned() | filter(o -> o.owner | option::map_or(false, by -> by > 1990)) | map(o -> o.id)',
      'items_owner',
    ],
    [
      'the key of groups',
      'items() | group_map(i -> i.kind, func (kind, xs) -> {kind, n = count(xs)}) | filter(r -> r.kind == "kind 7")',
      'items_kind_price',
    ],
    ['the first by an index', 'items() | sort(i -> i.made) | slice(0, 5) | map(i -> i.id)', 'items_made'],
  ])('uses the index: %s', async (_, pipeline, index) => {
    expect(await planOnPostgres(pipeline)).toContain(index);
  });

  // PostgreSQL would otherwise write the count wherever it is read.
  test('works out a query that is read several times once for each row', async () => {
    const counted = 'items() | map(i -> {i.id, n = items() | filter(j -> j.id == i.id) | count})';
    const plan = await planOnPostgres(`${counted} | filter(r -> r.n > 1) | sort(r -> r.n)`);
    expect(plan.match(/SubPlan \d+\n/g)).toHaveLength(1);
  });

  test('uses the index of a condition after columns that are computed once', async () => {
    const counted = 'items() | map(i -> {i.id, n = items() | filter(j -> j.id == i.id) | count})';
    const plan = await planOnPostgres(`${counted} | filter(r -> r.n > 0 && r.id == 77)`);
    expect(plan).not.toContain('Seq Scan');
  });
});
