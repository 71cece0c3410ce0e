import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCorpus } from '../../../cli/corpus-file';
import { checkEntry, checkProject } from '../../../language';
import { bytecode, compileToIr, containedProgram, permittedExternals, toBytecode } from '../../../program';
import { stdSources } from '../../../std';
import { encode, formatOf, type ProgramType, schema, type Value } from '../../../value';
import { createBareInterpreter, createInterpreterSession, inferProgramType } from '../index';

const std = checkProject(stdSources, { isStd: true }).project!;

function compiled(text: string) {
  const { project } = checkProject([{ path: '', text }], { std });
  const entry = project && checkEntry(project).entry;
  const ir = entry && compileToIr(project, entry, permittedExternals('bytecode-lt', ['std::fs']));
  return ir?.ok ? { program: toBytecode(ir.value.program).program, type: ir.value.type } : undefined;
}

/** The output bytes as hex, or the error's text. */
async function run(program: bytecode.Program, type: ProgramType, input: Uint8Array): Promise<string> {
  const session = createInterpreterSession();
  try {
    const bytes = containedProgram.encode({ kind: 'bytecode_lt', value: program });
    const id = await session.prepare(bytes, schema.programType.encode(type));
    return Buffer.from(await session.execute(id, input)).toString('hex');
  } catch (failure) {
    return (failure as Error).message;
  }
}

function inputBytes(type: ProgramType, value: Value): Uint8Array {
  const format = formatOf(type.input, type.defs);
  const bytes = format.ok ? encode(value, format.value) : format;
  if (!bytes.ok) throw new Error(bytes.error.message);
  return bytes.value;
}

const unit: Value = [];
const rows: Value = [
  [3n, 'sea', 1],
  [1n, '', 0],
  [2n, 'lake', 1],
];
const rowsType = '[{id: Int64, name: Text, open: Bool}]';

describe('a program runs by the types that were told from it as by its own', () => {
  test.each<[source: string, input: Value]>([
    ['func main(q: Int32) -> q * 7 + 3', 5],
    ['func main() -> "word"', unit],
    ['func main() -> {"", 1: Int64, [""], .none: Text?}', unit],
    ['func main(a: Text, b: Text) -> f"{a} and {b}"', ['one', 'two']],
    ['func main(x: Float64) -> if x > 0.5 then "much" else "little"', 0x3fe6666666666666n],
    ['func main(xs: [Int64]) -> {sum(xs), mean(xs), min(xs), max(xs), count(xs)}', [4n, 1n]],
    ['func main(xs: [Int64]) -> xs | map(x -> {x, half = to_float64(x) / 2.0, tag = "t"})', [4n, 1n]],
    [`func main(t: ${rowsType}) -> t | map(r -> {r.id * 10, text::length(r.name), !r.open})`, rows],
    [`func main(t: ${rowsType}) -> t | filter(r -> text::length(r.name) > 0)`, rows],
    [`func main(t: ${rowsType}) -> t | sort(r -> r.name) | map(r -> r.name)`, rows],
    [`func main(t: ${rowsType}) -> t | group_map(r -> r.open, func (k, rs) -> {k, n = count(rs)})`, rows],
    [`func main(t: ${rowsType}) -> (t | aggregate(c -> {max(c.id), count(c.name)}))`, rows],
    ['func main(x: Int64?) -> (match x { .some(n) => n + 1, .none => 0 })', { tag: 1, payload: 41n }],
    ['func main(x: Text?) -> (match x { .some(t) => text::length(t), .none => 0 })', { tag: 0, payload: [] }],
    [
      'func main(xs: [Int64]) -> fold(xs, {0: Int64, ""}, func (a, x: Int64) -> {a.0 + x, to_text(x)})',
      [2n, 9n],
    ],
    [
      'type Shape: enum {dot, circle: Float64, label: {Text, Int8}}\nfunc main(n: Int32) -> [.dot: Shape, .circle(1.5), .label({to_text(n), 3})]',
      7,
    ],
    [
      'type Chain: enum {stop, link: {w: Int16, next: Chain}}\nfunc main(n: Int16) -> (.link({n, .link({2, .stop})}): Chain)',
      1,
    ],
    ['func main(d: Date) -> {date::to_year_month_day(d), to_text(d)}', 11017],
    ['func main(xs: [[Int16]]) -> xs | flat_map(x -> x | map(y -> y + 1))', [[1, 2], [], [3]]],
  ])('%s', async (source, value) => {
    const { program, type } = compiled(source)!;
    const inferred = inferProgramType(program);
    if (!inferred.ok) throw new Error(inferred.error);
    const input = inputBytes(type, value);
    expect(await run(program, inferred.value, input)).toBe(await run(program, type, input));
    expect(await run(program, type, input)).toMatch(/^([0-9a-f]{2})+$/);
  });

  test.each(['building', 'array-functions', 'options', 'sorting-grouping', 'windows', 'text'])(
    'corpus file %s: no other output, and seldom none',
    async (name) => {
      const cases = readCorpus(readFileSync(`e2e/corpus/${name}.txt`, 'utf8'));
      let told = 0;
      let all = 0;
      for (const { program: source, input } of cases) {
        const made = input === undefined ? compiled(source) : undefined;
        if (made === undefined) continue;
        all++;
        const inferred = inferProgramType(made.program);
        if (!inferred.ok) continue;
        told++;
        const none = new Uint8Array();
        expect(await run(made.program, inferred.value, none), source).toBe(
          await run(made.program, made.type, none),
        );
      }
      expect(told / all).toBeGreaterThan(0.8);
    },
  );
});

describe('what bytecode does not tell is refused', () => {
  test.each([
    ['func main(x: Text) -> x', 'nothing tells the type of a value in the output'],
    [
      `func main(t: ${rowsType}) -> t | filter(r -> r.open)`,
      'nothing tells what is at byte 8 of a value in the output',
    ],
    [
      'func main(x: Text?) -> (match x { .some => x, .none => .none })',
      'nothing tells the variants of an enum that is passed from the input to the output',
    ],
  ])('%s', (source, message) => {
    expect(inferProgramType(compiled(source)!.program)).toEqual({ ok: false, error: message });
  });

  test('a program that applies data', () => {
    const literal: bytecode.Expr = { kind: 'literal', bytes: Uint8Array.of(1) };
    const main: bytecode.Expr = {
      kind: 'function',
      symbolNs: bytecode.parameterSid(0, 0),
      body: { kind: 'call', function: literal, args: [] },
    };
    expect(inferProgramType({ externals: [], main, defs: [] })).toEqual({
      ok: false,
      error: 'data where a function is expected',
    });
  });
});

test('an input that is shorter than what the program reads is no input of it', async () => {
  const { program } = compiled('func main(q: Int32) -> q * 7 + 3')!;
  const inferred = inferProgramType(program);
  if (!inferred.ok) throw new Error(inferred.error);
  expect(await run(program, inferred.value, Uint8Array.of(5, 0))).toBe('bad inputs');
});

describe('the runner for clients that send no types (specification 3 J, K)', () => {
  const contained = (program: bytecode.Program) =>
    containedProgram.encode({ kind: 'bytecode_lt', value: program });

  test('refuses in prepare what it cannot type, and says why', async () => {
    const runner = createBareInterpreter();
    await expect(
      runner.prepare(contained(compiled('func main(x: Text) -> x')!.program)),
    ).rejects.toMatchObject({
      code: 'PREPARE_ERROR',
      message:
        'the types of the program cannot be told from its bytecode: nothing tells the type of a value in the output',
    });
    await expect(runner.prepare(Uint8Array.of(0xff))).rejects.toMatchObject({ code: 'DECODE_ERROR' });
  });

  test('tells a missing implementation when the program runs', async () => {
    const runner = createBareInterpreter();
    const externals = [{ id: 'x', layoutArgs: [] }];
    const program = contained({ externals, main: { kind: 'pointer', sid: 0 }, defs: [] });
    const handle = await runner.prepare(program);
    await expect(runner.execute(handle, new Uint8Array())).rejects.toMatchObject({
      code: 'EXECUTION_ERROR',
      message: 'missing function implementation: x',
    });
  });
});
