import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { printed } from './output';
import { Workbench } from './workbench';

let workbench: Workbench;

// Both engines start here, however long that takes: no test is the one that waits for them.
beforeAll(async () => {
  workbench = await Workbench.open();
  for (const runner of ['duckdb', 'pglite'])
    await workbench.run({ sources: [{ path: '', text: 'func main() -> true' }] }, { runner });
}, 180_000);

afterAll(() => workbench.close());

const types = `type Item: {id: Int32, name: Text, price: Float64?, since: Date, cost: Decimal, at: Timestamp}
func items(): [Item] -> sql::from("items")
func sorted(): [Item] -> items() | sort(func (i: Item) -> i.id)
`;

const tables: Readonly<Record<string, string>> = {
  duckdb: `CREATE TABLE items (id INTEGER NOT NULL, name VARCHAR NOT NULL, price DOUBLE, since DATE NOT NULL,
  cost DECIMAL(18,2) NOT NULL, "at" TIMESTAMP NOT NULL);`,
  pglite: `CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT NOT NULL, price FLOAT, since DATE NOT NULL,
  cost DECIMAL NOT NULL, at TIMESTAMP NOT NULL);`,
};
const data = `INSERT INTO items VALUES (1, 'a', 1.5, '2024-02-29', 7.3, '2024-01-01 00:00:00.5'),
(2, 'b''c', NULL, '1969-12-31', -0.05, '1969-12-31 23:59:59.999999');`;
const first =
  '{ id = 1, name = "a", price = some(1.5), since = @2024-02-29, cost = 7.30, at = @2024-01-01T00:00:00.500000, }';
const second =
  '{ id = 2, name = "b\'c", price = none, since = @1969-12-31, cost = -0.05, at = @1969-12-31T23:59:59.999999, }';

function run(source: string, runner: string, setup: string, input?: string): Promise<string> {
  return runAlone(types + source, runner, setup, input);
}

async function runAlone(text: string, runner: string, setup: string, input?: string): Promise<string> {
  const program = { sources: [{ path: '', text }] };
  const encoded = input === undefined ? undefined : await workbench.input(program, input);
  const result = await workbench.run(program, {
    runner,
    setup,
    ...(encoded?.ok ? { input: encoded.value } : {}),
  });
  if (result.ok) return printed(result.value.output, result.value.type).replace(/\s+/g, ' ');
  if (result.error.kind === 'error') return result.error.error.message;
  return `refused: ${result.error.diagnostics.map((diagnostic) => diagnostic.message).join('; ')}`;
}

/** The table after a program that writes. */
async function tableAfter(write: string, runner: string, read = 'func main() -> sorted()'): Promise<string> {
  const sql = workbench.sql({ sources: [{ path: '', text: types + write }] }, runner);
  if (!sql.ok) throw new Error(JSON.stringify(sql.error));
  expect(await run(write, runner, tables[runner]! + data)).toBe('{}');
  return run(read, runner, `${tables[runner]}${data}${sql.value}`);
}

describe.each(Object.keys(tables))('on %s', (runner) => {
  const setup = tables[runner]! + data;

  test('rows are read with every column converted', async () => {
    expect(await run('func main() -> sorted()', runner, setup)).toBe(`[ ${first}, ${second}, ]`);
  });

  test('a table is filtered, counted and looked into', async () => {
    const source = `func main(least: Int32) -> {
  items() | count, items() | map(i -> i.id) | sum, items() | filter(i -> is_none(i.price)) | map(i -> i.name),
  items() | filter(i -> i.id >= least) | map(i -> i.since), items() | find(i -> i.name == "b'c") | option::map(i -> i.cost),
}`;
    expect(await run(source, runner, setup, '2')).toBe(
      '{ 2, 3, [ "b\'c", ], [ @1969-12-31, ], some(-0.05), }',
    );
  });

  test('rows are written', async () => {
    const insert = `func main() -> sql::insert([{3, "it's", .some(0.1), @0001-01-01, 92.5, @2000-01-01T12:00:00}]: [Item], "items")`;
    expect(await tableAfter(insert, runner, 'func main() -> sorted() | slice(2, 3)')).toBe(
      '[ { id = 3, name = "it\'s", price = some(0.1), since = @0001-01-01, cost = 92.50, at = @2000-01-01T12:00:00.000000, }, ]',
    );
  });

  test('rows are written from the same table', async () => {
    const insert = `func main() -> items() | map(func (i: Item): Item -> {i.id + 10, i.name, i.price, i.since, i.cost, i.at}) | sql::insert("items")`;
    expect(await tableAfter(insert, runner, 'func main() -> sorted() | map(i -> i.id)')).toBe(
      '[ 1, 2, 11, 12, ]',
    );
  });

  test('rows are changed, all old values read first', async () => {
    const update = `func main() -> sql::update("items", func (i: Item): Item? -> if i.id == 1 then .some({to_int32(items() | count) + i.id, i.name, .none, i.since, i.cost, i.at}) else .none)`;
    expect(await tableAfter(update, runner, 'func main() -> sorted() | map(i -> {i.id, i.price})')).toBe(
      '[ { id = 2, price = none, }, { id = 3, price = none, }, ]',
    );
  });

  test('an update that keeps every row changes nothing', async () => {
    const update = 'func main() -> sql::update("items", func (i: Item): Item? -> .none)';
    expect(await tableAfter(update, runner)).toBe(`[ ${first}, ${second}, ]`);
  });

  test('rows are removed', async () => {
    const remove = 'func main() -> sql::delete("items", func (i: Item) -> is_none(i.price))';
    expect(await tableAfter(remove, runner)).toBe(`[ ${first}, ]`);
  });

  test('SQL of the user is read like a table', async () => {
    const source = `func main(): [{n: Int32}] -> sql::raw("SELECT id AS n FROM items WHERE name <> ';'") | sort(func (r: {n: Int32}) -> -r.n)`;
    expect(await run(source, runner, setup)).toBe('[ { n = 2, }, { n = 1, }, ]');
  });

  test.each([
    ['sql::from("nothing"): [Item]', /nothing/],
    ['sql::from("items"): [{colour: Text}]', /^table "items" has no column "colour"$/],
    [
      '(sql::from("items"): [{colour: Int32}]) | map(i -> i.colour + 1)',
      /^table "items" has no column "colour"$/,
    ],
    ['sql::insert([{colour = ""}], "items")', /^table "items" has no column "colour"$/],
    [
      'sql::update("items", func (i: {id: Int32, colour: Text}) -> .none)',
      /^table "items" has no column "colour"$/,
    ],
    ['(sql::from("items"): [{id: Text}])', /^column "items.id" is integer, the program wants Text$/i],
    [
      '(sql::from("items"): [{id: Int16}]) | count',
      /^column "items.id" is integer, the program wants Int16$/i,
    ],
    [
      '(sql::from("items"): [{since: [Int32]}]) | count',
      /^column "items.since" is date, the program wants an array$/i,
    ],
    ['(sql::from("items"): [{id: Int64}]) | map(i -> i.id) | sum', /^3$/],
    ['sql::from("items"): [{price: Float64}]', /^unexpected NULL in column "price" \(row 2\)$/],
    ['sql::raw("SELECT 1; DROP TABLE items"): [{n: Int32}]', /refused: .*one select without a semicolon/],
    [
      '{sql::delete("items", func (i: Item) -> true), 1: Int8}',
      /refused: .*may only be the last step of a program/,
    ],
  ])('%s says what is wrong', async (expression, message) => {
    expect(await run(`func main() -> ${expression}`, runner, setup)).toMatch(message);
    expect(await run('func main() -> items() | count', runner, setup)).toBe('2');
  });
});

test('the interpreter has no database', async () => {
  const program = { sources: [{ path: '', text: `${types}func main() -> items()` }] };
  const result = await workbench.run(program, { runner: 'interpreter' });
  expect(result).toMatchObject({
    ok: false,
    error: { diagnostics: [{ message: 'missing implementation for `std::sql::from`' }] },
  });
});

test('a variant that the type does not have is named', async () => {
  const setup =
    "CREATE TABLE jobs (id INTEGER, state TEXT); INSERT INTO jobs VALUES (1, 'idle'), (2, 'lost');";
  const read = 'func main() -> (sql::from("jobs"): [{id: Int32, state: enum {idle, run: {pid: Int32}}}])';
  const jobs = `${setup} ALTER TABLE jobs ADD COLUMN "state.run.pid" INTEGER;`;
  expect(await run(read, 'pglite', jobs)).toBe('unknown variant "lost" in column "state"');
  expect(await run(`${read} | filter(j -> j.id == 1)`, 'pglite', jobs)).toBe(
    '[ { id = 1, state = idle, }, ]',
  );
});

test('an array is read from a json column as from a jsonb one', async () => {
  const setup = "CREATE TABLE t (a JSON); INSERT INTO t VALUES ('[1, 2]');";
  const read = 'func main() -> (sql::from("t"): [{a: [Int32]}]) | flat_map(r -> r.a)';
  expect(await run(read, 'pglite', setup)).toBe('[ 1, 2, ]');
});

test('a column that Lutra has no type for is left out of the schema, which then reads the table', async () => {
  const setup =
    'CREATE TABLE sums (n INTEGER NOT NULL, "total sum" HUGEINT); INSERT INTO sums VALUES (1, 2);';
  const schema = await workbench.schema(
    'duckdb',
    `DROP TABLE IF EXISTS sums; DROP TABLE IF EXISTS items; ${setup}`,
  );
  if (!schema.ok) throw new Error(JSON.stringify(schema.error));
  expect(schema.value).toContain('type Sum: {\n  n: Int32,\n  # total sum HUGEINT: left out\n}');
  expect(await runAlone(`${schema.value}\nfunc main() -> from_sums()`, 'duckdb', setup)).toBe(
    '[ { n = 1, }, ]',
  );
});

// Specification 4 §16: the text must compile, and what it declares must read the tables.
test.each([
  [
    'duckdb',
    `CREATE TABLE times (t TIME NOT NULL, "a\`b" INTEGER, s STRUCT(a INTEGER), m MAP(VARCHAR, INTEGER), z TIMESTAMPTZ);
INSERT INTO times VALUES ('01:00:00', 1, NULL, MAP {'k': 1}, '2024-01-01 00:00:00+00');
CREATE SCHEMA std; CREATE TABLE std.days (d DATE NOT NULL PRIMARY KEY); INSERT INTO std.days VALUES ('2024-02-29');`,
    '[ { t = @01:00:00.000000, s = none, m = some("{k=1}"), z = some("2024-01-01 00:00:00+00"), }, ]',
  ],
  [
    'pglite',
    `CREATE DOMAIN small AS INTEGER; CREATE TYPE mood AS ENUM ('sad');
CREATE TABLE times (t TIME NOT NULL, "a\`b" INTEGER, s small NOT NULL, j JSONB, m mood);
CREATE INDEX both_in ON times (t) INCLUDE (s); INSERT INTO times VALUES ('01:00:00', 1, 7, '{"a": 1}', 'sad');
CREATE SCHEMA std; CREATE TABLE std.days (d DATE NOT NULL PRIMARY KEY); INSERT INTO std.days VALUES ('2024-02-29');`,
    '[ { t = @01:00:00.000000, s = 7, j = some("{\\"a\\": 1}"), m = some("sad"), }, ]',
  ],
])('hostile tables of %s are declared and read', async (runner, setup, times) => {
  const schema = await workbench.schema(
    runner,
    `DROP TABLE IF EXISTS items; DROP TABLE IF EXISTS sums; DROP TABLE IF EXISTS jobs; DROP TABLE IF EXISTS t; ${setup}`,
  );
  if (!schema.ok) throw new Error(JSON.stringify(schema.error));
  expect(schema.value).toContain(
    'type Time_2: {\n  t: Time,\n  # a`b: no name can hold a backtick, left out\n',
  );
  const source = `${schema.value}\nfunc main() -> {from_times(), std_2::from_days_by_d(@2024-02-29)}`;
  expect(await runAlone(source, runner, setup)).toBe(`{ ${times}, some({ d = @2024-02-29, }), }`);
});
