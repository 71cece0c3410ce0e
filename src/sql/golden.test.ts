import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCorpus } from '../cli/corpus-file';
import { checkEntry, checkProject } from '../language';
import { compileToIr, permittedExternals } from '../program';
import { sqlFunctions, stdSources } from '../std';
import { compileSql, type Dialect, type SqlOptions } from '.';

const std = checkProject(stdSources, { isStd: true }).project!;

const definitions = `
type Book: {id: Int32, title: Text, year: Int16, price: Float64, author_id: Int32?, released: Date, stock: Int32}
type Author: {id: Int32, name: Text, country: Text?}
type Sale: {book_id: Int32, qty: Int32, sold_at: Timestamp, channel: Text}
type Part: {id: Int32, parent: Int32}
type Shape: enum {dot, line: Float64, box: {w: Float64, h: Float64}}
type Mark: {id: Int32, shape: Shape}
type Flag: {id: Int32, level: enum {low, high}}
type Person: {id: Int32, born: Date?}
func books(): [Book] -> sql::from("books")
func authors(): [Author] -> sql::from("authors")
func sales(): [Sale] -> sql::from("sales")
func parts(): [Part] -> sql::from("parts")
`;

function sqlOf(program: string, dialect: Dialect, options?: SqlOptions): string {
  const { project, diagnostics } = checkProject([{ path: '', text: `${definitions}\n${program}` }], { std });
  if (project === undefined) throw new Error(diagnostics[0]!.message);
  const target = dialect === 'duckdb' ? 'sql-duckdb' : 'sql-pg';
  const ir = compileToIr(project, checkEntry(project).entry!, permittedExternals(target, ['std::sql']));
  if (!ir.ok) throw new Error(ir.error[0]!.message);
  const sql = compileSql(ir.value.program, ir.value.type, dialect, sqlFunctions, options);
  return sql.ok ? sql.value.sql : `refused: ${sql.error.message}`;
}

function cases(file: string) {
  return readCorpus(readFileSync(new URL(`./test-programs/${file}.golden.txt`, import.meta.url), 'utf8'));
}

// A pipeline that maps to one select prints as that select (specification 4 §11). Read changes of these texts.
describe.each(['duckdb', 'postgres'] as const)('SQL for %s', (dialect) => {
  describe.each(['tables', 'rules'])('%s', (file) => {
    test.each(cases(file))('$name', ({ program, expected, expectedOn }) => {
      expect(sqlOf(program, dialect)).toBe(expectedOn.get(dialect) ?? expected);
    });
  });
});

// Marking says where text comes from and changes none of it.
describe.each(['duckdb', 'postgres'] as const)(
  'the same text with every expression marked (%s)',
  (dialect) => {
    const stepsOf: SqlOptions['stepsOf'] = ({ kind, span }) => span && [`${kind} ${span.start} ${span.end}`];
    test.each(['tables', 'rules'].flatMap(cases))('$name', ({ program, expected, expectedOn }) => {
      expect(sqlOf(program, dialect, { stepsOf })).toBe(expectedOn.get(dialect) ?? expected);
    });
  },
);

// Rule O14: what is read twice is a column of an inner select, not written twice.
const chains = {
  rows: (maps: string) => `func main() -> [{1: Int64, 2: Int64}, {3, 4}]${maps}`,
  'values of groups': (maps: string) =>
    `func main() -> sales() | group_map(s -> s.channel, func (c, xs) -> {c, xs | map(x -> {x.qty, x.book_id})${maps}})`,
};
test.each(
  Object.entries(chains).flatMap(([of, chain]) =>
    (['duckdb', 'postgres'] as const).map((dialect) => [of, dialect, chain] as const),
  ),
)('the SQL of chained maps of %s grows linearly (%s)', (_, dialect, chain) => {
  const length = (maps: number) => {
    const program = chain(' | map(p -> {p.0 + p.1, p.0 - p.1})'.repeat(maps));
    // Deeper selects stand further to the right, which says nothing.
    return sqlOf(program, dialect).replaceAll(/\s+/g, ' ').length;
  };
  const [ten, twenty, thirty] = [length(10), length(20), length(30)];
  expect(thirty - twenty).toBeLessThan(1.5 * (twenty - ten));
  expect(twenty).toBeLessThan(100 * 20);
});

// Specification 4 §8.2.
describe.each(['duckdb', 'postgres'] as const)('the flag for NaN (%s)', (dialect) => {
  const where = (condition: string, strictNan: boolean) =>
    sqlOf(`func main() -> books() | filter(b -> ${condition}) | map(b -> b.id)`, dialect, {
      strictNan,
    }).split('WHERE ')[1];
  const nan = "'NaN'::float8";
  test.each([
    ['b.price == b.price', 'price = price', `price = price AND price <> ${nan}`],
    ['b.price < b.price', 'price < price', `price < price AND price <> ${nan}`],
    ['b.price <= b.price', 'price <= price', `price <= price AND price <> ${nan}`],
    ['b.price > 5.0', 'price > 5::float8', `price > 5::float8 AND price <> ${nan}`],
    ['b.price < 5.0', 'price < 5::float8', 'price < 5::float8'],
    ['b.price == 5.0', 'price = 5::float8', 'price = 5::float8'],
    ['b.price == to_float64(b.id)', 'price = id::float8', 'price = id::float8'],
    ['b.id == b.id', 'id = id', 'id = id'],
  ])('%s', (condition, off, on) => {
    expect(where(condition, false)).toBe(off);
    expect(where(condition, true)).toBe(on);
  });
});
