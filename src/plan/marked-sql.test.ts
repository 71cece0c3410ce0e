import { describe, expect, test } from 'vitest';
import type { RunnerProfile } from '../base';
import { markedSql, markedSqlOfNode } from './marked-sql';
import { duckdb, interpreter, planOf } from './plans.test-data';

const postgres: RunnerProfile = { ...duckdb, name: 'pglite', repr: 'sql-pg', externals: ['std::sql'] };

const books = `
type Book: {id: Int32, title: Text, year: Int16, price: Float64, author_id: Int32?, stock: Int32}
type Sale: {book_id: Int32, qty: Int32, channel: Text}
func books(): [Book] -> sql::from("books")
func sales(): [Sale] -> sql::from("sales")
`;

function plan(main: string, target: RunnerProfile) {
  return planOf(`${books}\nfunc main() -> ${main}`, { allowWrites: true }, target);
}

/** The marked texts of each node, by the start of its display text. */
async function marks(main: string, target: RunnerProfile): Promise<(display: string) => readonly string[]> {
  const made = await plan(main, target);
  const sql = markedSql(made);
  if (!sql.ok) throw new Error(sql.error.message);
  const { text, parts } = sql.value;
  expect(text).toBe(made.stages.flatMap(({ annotation }) => annotation.sql ?? []).join('\n\n'));
  return (display) => {
    const node = made.dag.nodes.find((one) => one.display.startsWith(display));
    if (node === undefined) throw new Error(`no node ${display}`);
    return parts
      .filter(({ nodes }) => nodes.includes(node.id))
      .map(({ start, end }) => text.slice(start, end));
  };
}

describe.each([duckdb, postgres])('NODE-14 the parts of the SQL that are a node’s ($name)', (target) => {
  test('filter, map, sort and slice of a table', async () => {
    const of = await marks(
      `books() | filter(b -> b.year >= 2000) | map(b -> {b.title, gross = b.price * 1.2})
         | sort(b -> b.title) | slice(2, 5)`,
      target,
    );
    expect(of('books')).toEqual(['books']);
    expect(of('filter')).toEqual(['year >= 2000']);
    expect(of('map')).toEqual(['title', 'price * 1.2::float8 AS gross']);
    expect(of('sort')).toEqual(['title']);
    expect(of('slice')).toEqual(['LIMIT 3 OFFSET 2']);
    expect(of('[{title')).toEqual([]);
  });

  test('two filters share a clause, each with its own condition', async () => {
    const of = await marks(
      'books() | filter(b -> b.year >= 2000) | filter(b -> b.stock > 0) | sort(b -> -b.stock)',
      target,
    );
    expect(of('filter year')).toEqual(['year >= 2000']);
    expect(of('filter stock')).toEqual(['stock > 0']);
    expect(of('sort')).toEqual(['stock DESC']);
  });

  test('groups with their aggregates, and a condition on them', async () => {
    const of = await marks(
      `sales() | group_map(s -> s.channel, func (channel, xs) -> {channel, units = xs | map(x -> x.qty) | sum()})
         | filter(r -> r.units > 10)`,
      target,
    );
    expect(of('group by')).toContain('GROUP BY channel');
    expect(of('each group')).toContain('COALESCE(SUM(qty), 0)::int4 AS units');
    expect(of('filter')).toEqual(['COALESCE(SUM(qty), 0)::int4 > 10']);
  });

  test('what is not repeated', async () => {
    const of = await marks('sales() | map(s -> s.channel) | distinct()', target);
    expect(of('distinct')).toContain('GROUP BY channel');
  });

  test('aggregates that became columns of one select', async () => {
    const of = await marks(
      `{n = books() | count(), out = books() | filter(b -> b.stock == 0) | count(),
         dear = books() | map(b -> b.price) | max()}`,
      target,
    );
    expect(of('count')).toEqual(['COUNT(*) AS n']);
    expect(of('filter')).toEqual(['stock = 0']);
    expect(of('map')).toEqual(['price']);
    expect(of('max')).toEqual(['MAX(price) AS dear']);
  });

  test('a join, and the look for one row', async () => {
    const joined = await marks(
      'sales() | flat_map(s -> books() | filter(b -> b.id == s.book_id) | map(b -> {b.title, s.qty}))',
      target,
    );
    expect(joined('books')).toEqual(['books AS r1']);
    expect(joined('sales')).toEqual(['sales AS r0']);
    expect(joined('lookup')).toEqual(['r1.title', 'r0.qty', 'r1.id = r0.book_id']);
    const found = await marks('books() | find(b -> b.id == 7) | option::map(b -> b.title)', target);
    expect(found('filter')).toEqual(['id = 7']);
    expect(found('index')[0]).toMatch(/LIMIT 1\n/);
  });

  test('windows, and the order they go over', async () => {
    const of = await marks('books() | sort(b -> b.year) | map(b -> b.stock) | lag(1)', target);
    expect(of('lag')).toEqual(['LAG(stock, 1, 0::int4) OVER (ORDER BY year) AS value']);
    expect(of('sort')).toEqual(['year', 'year']);
  });

  test('an iteration in front of the statement', async () => {
    const of = await marks('fold([2, 3]: [Int64], 1, func (a: Int64, x: Int64) -> a * x)', target);
    expect(of('fold')[0]).toMatch(/^loop0 AS \(/);
  });

  test('writing', async () => {
    const of = await marks(
      'sql::insert([{book_id = 1: Int32, qty = 2: Int32, channel = "web"}], "sales")',
      target,
    );
    expect(of('insert')).toEqual(['INSERT INTO sales (book_id, qty, channel)']);
    const changed = await marks(
      'sql::update("sales", func (s: Sale) -> if s.qty > 9 then .some({book_id = s.book_id, qty = 9, channel = s.channel}) else .none)',
      target,
    );
    expect(changed('update')).toEqual(['UPDATE sales SET qty = 9::int4\nWHERE qty > 9']);
  });

  test('a sort that nothing asks for leaves no part', async () => {
    const of = await marks('books() | sort(b -> b.year) | count()', target);
    expect(of('sort')).toEqual([]);
  });

  test('GRF-7 the program up to a node', async () => {
    const made = await plan('books() | filter(b -> b.stock > 0) | map(b -> b.title) | sort(t -> t)', target);
    const node = made.dag.nodes.find(({ kind }) => kind === 'map')!.id;
    const sql = markedSqlOfNode(made, node, 1000);
    if (!sql.ok) throw new Error(sql.error.message);
    const { text, parts } = sql.value;
    expect(text).toBe('SELECT title AS value\nFROM books\nWHERE stock > 0\nLIMIT 1000');
    const own = parts.filter(({ nodes }) => nodes.includes(node));
    expect(own.map(({ start, end }) => text.slice(start, end))).toEqual(['title AS value']);
  });
});

test('bytecode has no SQL', async () => {
  expect(markedSql(await planOf('func main() -> 1: Int64'))).toMatchObject({
    error: { code: 'SQL_UNAVAILABLE' },
  });
  expect(markedSql(await planOf('func main() -> 1: Int64', {}, interpreter)).ok).toBe(false);
});
