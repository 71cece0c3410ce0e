import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { NodeId } from '../base';
import * as plan from '.';
import { analyse, compile, isCompiledPlan, validateConfig } from '.';
import { sourceHash } from './hashes';
import { duckdb, interpreter, planOf, source, testDeps } from './plans.test-data';

const program = 'func main() -> [3: Int64, 1, 2] | sort(x -> x) | slice(0, 2)';

describe('the plan handle', () => {
  test('PLAN-2 only compile makes one; look-alikes fail the guard and the constructor wants a token', async () => {
    const made = await planOf(program);
    expect(isCompiledPlan(made)).toBe(true);
    expect(isCompiledPlan(Object.create(Object.getPrototypeOf(made)))).toBe(false);
    const Plan = made.constructor as new (...args: unknown[]) => object;
    expect(() => new Plan()).toThrow(TypeError);
    expect(() => new Plan(Symbol('made by compile'), {})).toThrow(TypeError);
    expect(() => Reflect.construct(Plan, [])).toThrow(TypeError);
    class Sub extends Plan {}
    expect(() => new Sub()).toThrow(TypeError);
  });

  test('PLAN-4 a clone is no plan', async () => {
    const made = await planOf(program);
    expect(isCompiledPlan(structuredClone(made))).toBe(false);
    expect(isCompiledPlan({ ...made })).toBe(false);
    for (const other of [null, undefined, 1, 'x', {}, () => made]) expect(isCompiledPlan(other)).toBe(false);
  });

  test('PLAN-5 the room offers no other way to make one', () => {
    const makers = Object.keys(plan).filter((name) => /plan|unsafe|from|parse|load|restore/i.test(name));
    expect(makers.sort()).toEqual(['isCompiledPlan']);
  });

  test('PLAN-6 everything reachable is frozen, and program bytes are copies', async () => {
    const made = await planOf(program, { materialize: 'every-node' });
    const seen = new Set<unknown>();
    const check = (value: unknown): void => {
      if (typeof value !== 'object' || value === null || seen.has(value) || ArrayBuffer.isView(value)) return;
      seen.add(value);
      expect(Object.isFrozen(value)).toBe(true);
      for (const key of Object.keys(value)) check((value as Record<string, unknown>)[key]);
    };
    for (const part of [made, made.dag, made.stages, made.config, made.artifacts, made.programType])
      check(part);
    for (const part of [made.target, made.warnings, made.view()]) check(part);
    const [stage] = made.stages;
    const before = stage!.program!.slice();
    stage!.program!.fill(0xff);
    expect(stage!.program).toEqual(before);
  });

  test('PLAN-7 errors come with spans, and then there is no plan', async () => {
    const result = compile(source('func main() -> nowhere'), {}, interpreter, await testDeps());
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(result.error.length).toBeGreaterThan(0);
    for (const diagnostic of result.error) {
      expect(diagnostic.severity).toBe('error');
      expect(diagnostic.span).toMatchObject({ file: 'main.lt', start: 15, end: 22 });
    }
  });

  test('PLAN-8 an external that the target does not offer', async () => {
    const text = 'func main(): [{id: Int64}] -> std::sql::from("t")';
    const deps = await testDeps();
    const result = compile(source(text), {}, interpreter, deps);
    expect(result).toMatchObject({
      ok: false,
      error: [{ message: 'missing implementation for `std::sql::from`' }],
    });
  });

  test('PLAN-8 an effect that the config does not allow', async () => {
    const text = 'func main() -> [{id = 1: Int64}] | std::fs::write_parquet("out.parquet")';
    const deps = await testDeps();
    const refused = compile(source(text), {}, interpreter, deps);
    expect(refused).toMatchObject({ ok: false, error: [{ slug: 'write-not-allowed' }] });
    expect(compile(source(text), { allowWrites: true }, interpreter, deps)).toMatchObject({ ok: true });
  });

  test('PLAN-8 a function inside the result', async () => {
    const result = compile(source('func main() -> {x -> 1: Int64}'), {}, interpreter, await testDeps());
    expect(result.ok).toBe(false);
  });

  test('PLAN-10 defaults are filled in and unknown keys refused', () => {
    expect(validateConfig({})).toEqual({
      ok: true,
      value: { entry: 'main', materialize: 'auto', allowWrites: false, maxStageBytes: 512 * 1024 * 1024 },
    });
    for (const wrong of [
      { entrie: 'main' },
      { entry: 3 },
      { entry: ' ' },
      { materialize: 'sometimes' },
      { allowWrites: 'yes' },
      { maxStageBytes: 0 },
      { maxStageBytes: 1.5 },
      [],
      null,
      'main',
    ]) {
      expect(validateConfig(wrong)).toMatchObject({ ok: false, error: { code: 'CONFIG_INVALID' } });
    }
  });

  test('PLAN-11 every file counts, in path order, with lengths between', async () => {
    const { blake3 } = await testDeps();
    const one = { path: 'a.lt', text: 'x' };
    const two = { path: 'b.lt', text: 'y' };
    expect(sourceHash([one, two], blake3)).toBe(sourceHash([two, one], blake3));
    expect(sourceHash([one, two], blake3)).not.toBe(sourceHash([one, { ...two, path: 'c.lt' }], blake3));
    expect(sourceHash([{ path: 'm.lt', text: 'x\r\n' }], blake3)).not.toBe(
      sourceHash([{ path: 'm.lt', text: 'x\n' }], blake3),
    );
    const eight = (n: number) => [n, 0, 0, 0, 0, 0, 0, 0];
    const bytes = new Uint8Array([...eight(0), ...eight(1), 120]);
    expect(sourceHash([one], blake3)).toBe(blake3.hex(bytes));
  });

  test('PLAN-12 equal inputs give equal hashes, different ones different', async () => {
    const base = await planOf(program);
    expect((await planOf(program)).planHash).toBe(base.planHash);
    const deps = await testDeps({ compilerVersion: 'other' });
    const other = compile(source(program), {}, interpreter, deps);
    const changed = [
      (await planOf(`${program} `)).planHash,
      (await planOf(program, { materialize: 'every-node' })).planHash,
      (await planOf(program, { maxStageBytes: 5 })).planHash,
      (await planOf(program, {}, { ...interpreter, externals: [] })).planHash,
      other.ok ? other.value.planHash : '',
    ];
    expect(new Set([base.planHash, ...changed]).size).toBe(changed.length + 1);
    expect(base.planHash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('PLAN-13 names and limits of a runner change no byte and no hash', async () => {
    const base = await planOf(program);
    const renamed = await planOf(
      program,
      {},
      { ...interpreter, name: 'other', limits: { maxInputBytes: 1 } },
    );
    expect(renamed.planHash).toBe(base.planHash);
  });

  test('PLAN-14 a recipe compiled again gives the same plan', async () => {
    const base = await planOf(program);
    const recipe = structuredClone({ sources: source(program), config: base.config, target: base.target });
    const again = compile(recipe.sources, recipe.config, recipe.target, await testDeps());
    expect(again.ok && again.value.planHash).toBe(base.planHash);
  });

  test('PLAN-15 a cancelled compilation gives no plan', async () => {
    const deps = await testDeps({ cancelled: () => true });
    expect(compile(source(program), {}, interpreter, deps)).toMatchObject({
      ok: false,
      error: [{ slug: 'superseded' }],
    });
  });

  test('ROUT-8 requirements are known before a target', async () => {
    const deps = await testDeps();
    const needs = (text: string) => {
      const result = analyse(source(text), {}, deps);
      if (!result.ok) throw new Error(result.error.map((d) => d.message).join());
      return result.value;
    };
    expect(needs(program)).toMatchObject({ externals: [], effect: 'pure' });
    expect(needs('func main(): [{id: Int64}] -> std::sql::from("t")')).toMatchObject({
      externals: ['std::sql::from'],
      effect: 'reads',
    });
    expect(needs('func main() -> [{id = 1: Int64}] | std::sql::insert("t")')).toMatchObject({
      effect: 'writes',
    });
    expect(
      needs('func main() -> (let x = [{id = 1: Int64}] | std::sql::insert("t"); 1: Int64)'),
    ).toMatchObject({
      effect: 'pure',
    });
  });

  test('artifacts: types in and out, solved type parameters, where a source came from', async () => {
    const made = await planOf('func main(xs: [Int64]) -> xs | map(x -> x > 1)');
    expect(made.artifacts.nodes['main/map#1' as NodeId]).toEqual({
      inputs: [{ port: 'in', type: '[Int64]' }],
      output: '[Bool]',
      layout: { headBytes: 8, pointers: [0] },
      typeArguments: ['Int64', 'Bool'],
      lambdas: ['func (Int64): Bool'],
    });
    expect(made.artifacts.sources).toEqual({ 'main/source#1': { schema: '[Int64]', from: 'program-input' } });
  });

  test('artifacts: how a value lies in bytes, and null for none', async () => {
    const text = `type Row: {id: Int32, name: Text, size: Int8?}
      func main(rows: [Row]) -> {first = (rows | sort(r -> r.id) | index(0)), n = count(rows)}`;
    const { nodes } = (await planOf(text)).artifacts;
    const layouts = Object.fromEntries(Object.entries(nodes).map(([id, node]) => [id, node.layout]));
    // An option of a row holds a tag and a pointer; the tuple adds the eight bytes of its count (specification 3 B1).
    expect(layouts).toEqual({
      'main/source#1': { headBytes: 8, pointers: [0] },
      'main/sort#1': { headBytes: 8, pointers: [0] },
      'main/slice#1': { headBytes: 5, pointers: [1] },
      'main/aggregate#1': { headBytes: 8, pointers: [] },
      'main/assemble#1': { headBytes: 13, pointers: [1] },
      'main/output#1': { headBytes: 13, pointers: [1] },
    });
  });

  test('artifacts: a table that the runner itself declares has its schema from there', async () => {
    const runnerSchema = 'submodule\nfunc goods(): [{id: Int32}] -> std::sql::from("goods")\n';
    const files = [
      { path: 'main.lt', text: 'func main() -> {db::goods(), (std::sql::from("own"): [{id: Int32}])}' },
      { path: 'db.lt', text: runnerSchema },
    ];
    const plan = compile(files, {}, duckdb, await testDeps({ runnerSchema }));
    if (!plan.ok) throw new Error(plan.error[0]!.message);
    const from = Object.values(plan.value.artifacts.sources).map((one) => one.from);
    expect(from.sort()).toEqual(['annotation', 'runner-schema']);
  });

  test('MOD-5 the view is plain data', async () => {
    const view = (await planOf(program)).view();
    expect(structuredClone(view)).toEqual(view);
  });

  test('NODE-14 SQL text is an annotation of the stage', async () => {
    const made = await planOf('func main() -> 1: Int64', {}, duckdb);
    expect(made.stages[0]!.annotation.sql).toContain('SELECT');
    expect((await planOf('func main() -> 1: Int64')).stages[0]!.annotation.instructions).toBeGreaterThan(0);
  });
});

describe('PLAN-1, PLAN-3 the types of a plan and of execute', () => {
  const root = join(import.meta.dirname, '../..');

  /** What the type checker finds in each of the texts, which stand in files of these names. */
  function problems(texts: Readonly<Record<string, string>>): Readonly<Record<string, readonly string[]>> {
    const directory = mkdtempSync(join(root, 'node_modules/.plan-types-'));
    try {
      const config = { extends: join(root, 'tsconfig.json'), include: [join(directory, '*.ts')] };
      writeFileSync(join(directory, 'tsconfig.json'), JSON.stringify(config));
      for (const [name, text] of Object.entries(texts)) writeFileSync(join(directory, `${name}.ts`), text);
      const compiler = join(root, 'node_modules/.bin/tsc');
      const args = ['--noEmit', '--pretty', 'false', '-p', join(directory, 'tsconfig.json')];
      const { stdout, error } = spawnSync(compiler, args, { encoding: 'utf8' });
      if (error) throw error;
      const lines = stdout.split('\n');
      return Object.fromEntries(
        Object.keys(texts).map((name) => [name, lines.filter((line) => line.includes(`/${name}.ts(`))]),
      );
    } finally {
      rmSync(directory, { recursive: true });
    }
  }

  const strict = readFileSync(join(root, 'src/execute/plan.type-test.ts'), 'utf8')
    .replaceAll("from '../", `from '${root}/src/`)
    .replaceAll("from '.'", `from '${root}/src/execute'`);
  const loose = strict.replace(
    /import \{ execute \} from .*;/,
    'declare function execute(plan: unknown, ...rest: unknown[]): Promise<unknown>;',
  );
  const structural = strict
    .replace('import type { CompiledPlan,', 'import type { CompiledPlan as Nominal,')
    .replace('declare const plan:', 'type CompiledPlan = Pick<Nominal, keyof Nominal>;\ndeclare const plan:');
  const unused = /Unused '@ts-expect-error' directive/;
  let found: Readonly<Record<string, readonly string[]>>;

  beforeAll(() => {
    found = problems({ strict, loose, structural });
  }, 120_000);

  test('PLAN-1 the same accessors make no plan, and a type of the accessors alone would let them', () => {
    expect(found.strict).toEqual([]);
    const [accepted, lookAlike, ...more] = found.structural!;
    expect(accepted).toContain("Property '#state' is missing");
    expect(lookAlike).toMatch(unused);
    expect(more).toEqual([]);
  });

  test('PLAN-3 a loosened signature breaks the type tests', () => {
    expect(found.strict).toEqual([]);
    expect(found.loose).toHaveLength(6);
    for (const line of found.loose!) expect(line).toMatch(unused);
  });
});
