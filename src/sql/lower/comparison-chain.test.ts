import { expect, test } from 'vitest';
import { checkEntry, checkProject } from '../../language';
import { compileToIr, permittedExternals } from '../../program';
import { sqlFunctions, stdSources } from '../../std';
import { compileSql } from '..';

const std = checkProject(stdSources, { isStd: true }).project!;

function lengthOfSql(text: string): number {
  const { project } = checkProject([{ path: '', text }], { std });
  const ir = compileToIr(project!, checkEntry(project!).entry!, permittedExternals('sql-duckdb', []));
  if (!ir.ok) throw new Error(ir.error[0]!.message);
  const sql = compileSql(ir.value.program, ir.value.type, 'duckdb', sqlFunctions);
  if (!sql.ok) throw new Error(sql.error.message);
  return sql.value.sql.length;
}

/** `[row] | map(x -> x == row)` where the row has `fields` fields. */
function comparing(fields: number, type: string, value: (i: number) => string): string {
  const list = (item: (i: number) => string) => Array.from({ length: fields }, (_, i) => item(i)).join(', ');
  return `type R: {${list(() => type)}}\nfunc main() -> [{${list(value)}}]: [R] | map(x -> {x == x, x < {${list(value)}}})`;
}

test.each<[string, string, (i: number) => string]>([
  ['numbers', 'Int64', (i) => `${i}`],
  ['floats', 'Float64', (i) => `${i}.5`],
  ['arrays', '[Int64]', (i) => `[${i}]`],
  ['options', 'Int64?', (i) => `.some(${i})`],
])(
  'the SQL that compares wide tuples of %s grows with their width, not with its square',
  (_, type, value) => {
    const [narrow, wide] = [20, 80].map((fields) => lengthOfSql(comparing(fields, type, value)));
    expect(wide! / narrow!).toBeLessThan(5);
  },
);
