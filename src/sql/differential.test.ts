import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNodeDuckDb } from '../cli/duckdb-database';
import { checkEntry, checkProject } from '../language';
import { compileToIr, containedProgram, permittedExternals, toBytecode } from '../program';
import { defaultProfile, type RunnerSession } from '../routing';
import { DuckEngine } from '../runners/duckdb';
import { createInterpreterSession } from '../runners/interpreter';
import { openPgDatabase, PgEngine } from '../runners/pglite';
import { SqlRunner } from '../runners/relational';
import { sqlFunctions, stdSources } from '../std';
import { formatOf, print, schema } from '../value';
import { compileSql, type Dialect } from '.';

// The interpreter is the meaning of the language: the same program gives the same text on both engines
// (specification 4 §19, the oracle).

const std = checkProject(stdSources, { isStd: true }).project!;
const interpreter = createInterpreterSession();
const runners = {
  duckdb: new SqlRunner(defaultProfile('duckdb')!, async () =>
    DuckEngine.open(await openNodeDuckDb(), () => 'test'),
  ),
  postgres: new SqlRunner(defaultProfile('pglite')!, async () =>
    PgEngine.open(await openPgDatabase(), () => 'test'),
  ),
};
const sessions = new Map<Dialect, RunnerSession>();

beforeAll(async () => {
  for (const dialect of ['duckdb', 'postgres'] as const) {
    const built = await runners[dialect].build();
    if (!built.ok) throw new Error(built.error.message);
    sessions.set(dialect, built.value);
  }
}, 120_000);

afterAll(async () => {
  for (const runner of Object.values(runners)) await runner.close();
});

function compiled(text: string) {
  const { project, diagnostics } = checkProject([{ path: '', text }], { std });
  if (project === undefined) throw new Error(diagnostics[0]!.message);
  const { entry, diagnostics: problems } = checkEntry(project);
  if (entry === undefined) throw new Error(problems[0]!.message);
  const ir = compileToIr(project, entry, permittedExternals('bytecode-lt', []));
  if (!ir.ok) throw new Error(ir.error[0]!.message);
  return ir.value;
}

type Compiled = ReturnType<typeof compiled>;

async function output(session: RunnerSession, program: Uint8Array, { type }: Compiled): Promise<string> {
  try {
    const id = await session.prepare(program, schema.programType.encode(type));
    const bytes = await session.execute(id, new Uint8Array());
    const format = formatOf(type.output, type.defs);
    const printed = format.ok ? print(bytes, format.value) : format;
    return printed.ok ? printed.value : printed.error.message;
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}

function onInterpreter(program: Compiled): Promise<string> {
  const bytecode = containedProgram.encode({
    kind: 'bytecode_lt',
    value: toBytecode(program.program).program,
  });
  return output(interpreter, bytecode, program);
}

async function onEngine(program: Compiled, dialect: Dialect): Promise<string> {
  const sql = compileSql(program.program, program.type, dialect, sqlFunctions, { strictNan: true });
  if (!sql.ok) return `refused: ${sql.error.message}`;
  const kind = dialect === 'duckdb' ? 'sql_duck_db' : 'sql_postgres';
  return output(sessions.get(dialect)!, containedProgram.encode({ kind, value: sql.value }), program);
}

async function compare(text: string): Promise<void> {
  const program = compiled(text);
  const wanted = await onInterpreter(program);
  for (const dialect of ['duckdb', 'postgres'] as const) {
    const found = await onEngine(program, dialect);
    // Specification 4 §13: DuckDB has no recursive column types.
    if (/^refused: type \w+ is recursive/.test(found) && dialect === 'duckdb') continue;
    expect(found, dialect).toBe(wanted);
  }
}

function programsOf(file: string): readonly (readonly [name: string, text: string])[] {
  const text = readFileSync(new URL(`./test-programs/${file}.txt`, import.meta.url), 'utf8');
  const programs = text.split(/^# ===$/m).slice(1);
  return programs.map((program) => [program.trim().split('\n').at(-1)!.slice(0, 90), program.trim()]);
}

describe.each(['basics', 'composed', 'correlated', 'columnar'])('%s', (file) => {
  test.each(programsOf(file))('%s', (_, program) => compare(program));
});

test('U+0000 in a text, which only DuckDB can hold (specification 4 §7)', async () => {
  const program = compiled('func main() -> ["a\\x00b", "\\x00"] | map(t -> {t, text::length(t)})');
  expect(await onEngine(program, 'duckdb')).toBe(await onInterpreter(program));
  expect(await onEngine(program, 'postgres')).toBe(
    'refused: text contains U+0000, which PostgreSQL cannot store',
  );
});

const wholes = ['Int8', 'Int16', 'Int32', 'Int64', 'Uint8', 'Uint16', 'Uint32', 'Uint64'];
const numbers = [...wholes, 'Float32', 'Float64'];
const edges: Readonly<Record<string, readonly string[]>> = {
  Int8: ['-128', '127', '0', '-1'],
  Int16: ['-32768', '32767', '128', '-129', '255', '0'],
  Int32: ['-2147483648', '2147483647', '32768', '65536', '-1'],
  Int64: ['-9223372036854775808', '9223372036854775807', '9007199254740993', '4294967296', '-1'],
  Uint8: ['255', '128', '0'],
  Uint16: ['65535', '32768', '255', '0'],
  Uint32: ['4294967295', '2147483648', '65536', '0'],
  Uint64: ['18446744073709551615', '9223372036854775808', '9007199254740993', '0'],
  Float32: ['1.5', '-1.9', '70000.5', '-70000.5', '3000000000.7', '1e20', '-1e20', '0.1', '1e-40'],
  Float64: ['1.5', '-1.9', '70000.5', '9.3e18', '1.9e19', '1e300', '-1e300', '1e-60', '0.1'],
};

describe('casts between every pair of number types (specification 4 §9.1)', () => {
  const pairs = numbers.flatMap((from) => numbers.map((to) => [from, to] as const));
  test.each(pairs)('%s to %s', async (from, to) => {
    const cast = `to_${to.toLowerCase()}`;
    const values = edges[from]!;
    await compare(`func main() -> [${values.join(', ')}]: [${from}] | map(x -> x | ${cast})`);
    await compare(`func main() -> {${values.map((value) => `(${value}: ${from}) | ${cast}`).join(', ')}}`);
  });
});

describe('every number type (specification 4 §8.1, §8.5, §9.3)', () => {
  test.each(numbers)('%s', async (type) => {
    const all = `[${edges[type]!.join(', ')}]: [${type}]`;
    const some = `[3, 1, 3, 100]: [${type}]`;
    const programs = [
      `${all} | map(x -> to_text(x))`,
      `${all} | sort(x -> x)`,
      `[${all}, []]`,
      `{${all} | min, ${all} | max, ${some} | sum, ${all} | mean, []: [${type}] | sum, []: [${type}] | mean}`,
      `{${some} | rank, ${some} | rank_dense, ${some} | rank_percentile, ${some} | cume_dist}`,
      `{${some} | lag(1), ${some} | lead(-2), ${some} | rolling_mean(1, 1), (${some})[7]}`,
      `${some} | map(x -> {x + 2, x * 1, x / 2, x % 4, math::abs(x), x < 3, x >= 3, x != 3, cmp(x, 3)})`,
      `${some} | group(x -> x)`,
    ];
    for (const program of programs) await compare(`func main() -> ${program}`);
  });

  const failures = wholes.flatMap((type) => {
    const [least, greatest] = [edges[type]!, edges[type]!].map((list, i) => list[i]!);
    const largest = type.startsWith('U') ? edges[type]![0]! : greatest!;
    const smallest = type.startsWith('U') ? '0' : least!;
    return [
      `(${largest}: ${type}) + 1`,
      `(${smallest}: ${type}) - 1`,
      `(1: ${type}) / 0`,
      `(1: ${type}) % 0`,
    ];
  });
  test.each(failures)('%s fails alike', (failure) => compare(`func main() -> ${failure}`));
});

// With the flag for it; without, NaN is what the engines take it to be (specification 4 §8.2).
describe('NaN is neither equal to, nor less, nor more than any number', () => {
  const floats = (type: string) => `[0.0, 1.0]: [${type}] | map(z -> z / z)`;
  const programs = ['Float32', 'Float64'].flatMap((type) => [
    `${floats(type)} | map(n -> {n == n, n != n, n < n, n <= n, n > n, n >= n})`,
    `${floats(type)} | map(n -> {n == 1.0, 1.0 == n, n != 1.0, n < 2.0, 2.0 > n, n > 0.5, 0.5 < n, n <= 1.0, n >= 1.0})`,
    `${floats(type)} | filter(n -> n > 0.5)`,
    `${floats(type)} | map(n -> {{n} == {n}, .some(n) == (.some(n): ${type}?), [n] == [n], contains([n], n)})`,
    `${floats(type)} | map(n -> {cmp(n, n), cmp(n, 1.0), cmp(1.0, n)})`,
    `${floats(type)} | map(n -> {[n, 2.0] | max, [n, 2.0] | min})`,
    `${floats(type)} | map(n -> ([n, 2.0] | sum) > ([n] | sum))`,
  ]);
  test.each(programs)('%s', (program) => compare(`func main() -> ${program}`));
});
