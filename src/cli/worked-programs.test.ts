import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCorpus } from './corpus-file';
import { printed } from './output';
import { Workbench } from './workbench';

// The golden texts of specification 4 §12 and §11 must run to the golden results too: what the interpreter makes of the
// same program over the same rows as literals.

const types = `
type Book: {id: Int32, title: Text, year: Int16, price: Float64, author_id: Int32?, released: Date, stock: Int32}
type Author: {id: Int32, name: Text, country: Text?}
type Sale: {book_id: Int32, qty: Int32, sold_at: Timestamp, channel: Text}
type Part: {id: Int32, parent: Int32}
type Shape: enum {dot, line: Float64, box: {w: Float64, h: Float64}}
`;

const tables = {
  books: `[{7, "x", 1999, 10.5, .some(1), @1999-05-01, 0}, {2, "it's", 2004, 30.25, .none, @2004-02-29, 12},
  {3, "Ab", 1850, 25.0, .some(2), @1850-12-31, 300}, {4, "b", 2010, 0.1, .some(1), @2025-01-01, 5},
  {5, "Z", 2004, 99.5, .some(9), @2004-03-01, -129}]: [Book]`,
  authors: `[{1, "Ada", .none}, {2, "Bea", .some("SI")}, {3, "Cy", .some("")}]: [Author]`,
  sales: `[{7, 3, @2024-01-01T12:00:00.5, "web"}, {2, 120, @2024-01-02T09:20:01, "shop"},
  {7, -1, @1969-12-31T23:59:59.999999, "web"}, {3, 9, @2024-01-02T00:00:00, "web"}]: [Sale]`,
  parts: `[{1, 0}, {2, 1}, {3, 1}, {4, 3}, {9, 8}]: [Part]`,
};
type Name = keyof typeof tables;
const names = Object.keys(tables) as Name[];
const row = { books: 'Book', authors: 'Author', sales: 'Sale', parts: 'Part' };
const stored =
  types + names.map((name) => `func ${name}(): [${row[name]}] -> sql::from("${name}")\n`).join('');
const literal = types + names.map((name) => `func ${name}(): [${row[name]}] -> ${tables[name]}\n`).join('');

const columns: Readonly<Record<string, string>> = {
  duckdb: 'price DOUBLE',
  pglite: 'price FLOAT',
};
const setup = (runner: string) => `
CREATE TABLE books (id INTEGER, title TEXT, year SMALLINT, ${columns[runner]}, author_id INTEGER, released DATE, stock INTEGER);
CREATE TABLE authors (id INTEGER, name TEXT, country TEXT);
CREATE TABLE sales (book_id INTEGER, qty INTEGER, sold_at TIMESTAMP, channel TEXT);
CREATE TABLE parts (id INTEGER, parent INTEGER);`;

const inputs: Readonly<Record<string, string>> = {
  'W39 parameters, a date among them': '{@2004-02-29, 30.0}',
  'W40 an array parameter': '[2, 5, 99]',
  'W41 a tuple parameter': '{41, "x"}',
};

let workbench: Workbench;

async function run(
  text: string,
  runner: string,
  options: { setup?: string; input?: string } = {},
): Promise<string> {
  const program = { sources: [{ path: '', text }] };
  const input = options.input === undefined ? undefined : await workbench.input(program, options.input);
  const result = await workbench.run(program, {
    runner,
    keepData: options.setup === undefined,
    ...(options.setup === undefined ? {} : { setup: options.setup }),
    ...(input?.ok ? { input: input.value } : {}),
  });
  if (result.ok) return printed(result.value.output, result.value.type);
  return result.error.kind === 'error'
    ? result.error.error.message
    : `refused: ${result.error.diagnostics.map(({ message }) => message).join('; ')}`;
}

/** Items of an array in an order of their own: rows of a table have none (specification 2 §14.3, 9). */
function unordered(text: string): string {
  return text.startsWith('[\n')
    ? text
        .split(/\n {2}(?=\S)/)
        .sort()
        .join('\n')
    : text;
}

beforeAll(async () => {
  workbench = await Workbench.open();
  for (const runner of Object.keys(columns)) {
    await run('func main() -> true', runner, { setup: setup(runner) });
    for (const name of names)
      expect(await run(`${types}func main() -> sql::insert(${tables[name]}, "${name}")`, runner)).toBe('{}');
  }
}, 180_000);

afterAll(() => workbench.close());

const golden = ['tables', 'rules'].flatMap((file) =>
  readCorpus(readFileSync(new URL(`../sql/test-programs/${file}.golden.txt`, import.meta.url), 'utf8')),
);
const reads = golden.filter(
  ({ program }) => !/sql::(?!from)/.test(program) && !program.includes('sql::from'),
);

describe.each(Object.keys(columns))('on %s', (runner) => {
  test.each(reads)('$name', async ({ name, program }) => {
    const options = inputs[name] === undefined ? {} : { input: inputs[name] };
    const expected = await run(`${literal}${program}`, 'interpreter', options);
    expect(expected).not.toMatch(/^refused/);
    expect(unordered(await run(`${stored}${program}`, runner, options))).toBe(unordered(expected));
  });
});
