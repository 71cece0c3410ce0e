import { describe, expect, test } from 'vitest';
import { loadBlake3, type StageId } from '../../base';
import { codec, decode, encode, formatOf, identTy, tupleTy } from '../../value';
import { probe } from '..';
import type { CompiledPlan } from '../compiled-plan';
import type { PlanConfig } from '../config';
import { duckdb, planOf } from '../plans.test-data';
import { samples } from '../samples.test-data';
import { checkpointId } from './stage';
import { StageInputLayout } from './stage-input';

const policies: readonly PlanConfig['materialize'][] = ['output-only', 'blocking', 'every-node'];

function roots(plan: CompiledPlan): readonly string[] {
  return plan.stages.map((stage) => stage.root);
}

describe('stages', () => {
  test('STG-1 each node in one stage, one result each, no circles', async () => {
    for (const program of Object.values(samples)) {
      for (const materialize of policies) {
        const plan = await planOf(program, { materialize });
        const placed = plan.stages.flatMap((stage) => stage.nodes);
        expect([...placed].sort()).toEqual(plan.dag.nodes.map((node) => node.id).sort());
        const done = new Set<StageId>();
        for (const stage of plan.stages) {
          expect(stage.nodes).toContain(stage.root);
          for (const input of stage.inputs)
            if (input.kind === 'stage') expect(done.has(input.stage)).toBe(true);
          done.add(stage.id);
        }
        expect(plan.stages.at(-1)!.root).toBe(plan.dag.output);
      }
    }
  });

  test('STG-1 output-only without a write is the whole, unsplit program', async () => {
    for (const program of Object.values(samples)) {
      const plan = await planOf(program, { materialize: 'output-only' });
      expect(plan.stages).toHaveLength(1);
      expect(plan.stages[0]).toMatchObject({ whole: true, checkpoint: false });
    }
  });

  test('every-node cuts every edge but the one into the output', async () => {
    const program = 'func main(xs: [Int64]) -> xs | filter(x -> x > 1) | map(x -> x + 1) | sort(x -> x)';
    const plan = await planOf(program, { materialize: 'every-node' });
    expect(roots(plan)).toEqual(['main/filter#1', 'main/map#1', 'main/output#1']);
  });

  test('blocking cuts after blocking nodes and at shared values', async () => {
    const program = `func main(xs: [Int64]) -> (
      let kept = xs | filter(x -> x > 1) | map(x -> x + 1);
      {kept | sort(x -> x) | map(x -> x * 2), count(kept)}
    )`;
    expect(roots(await planOf(program, { materialize: 'blocking' }))).toEqual([
      'main/map#1',
      'main/sort#1',
      'main/aggregate#1',
      'main/output#1',
    ]);
  });

  test('auto is blocking for runners that stage nodes, output-only for those that fuse', async () => {
    const program = 'func main(xs: [Int64]) -> xs | sort(x -> x) | map(x -> x + 1)';
    expect((await planOf(program)).stages).toHaveLength(2);
    expect((await planOf(program, {}, duckdb)).stages).toHaveLength(1);
  });

  test('STG-2 small literals are no stages, large ones are', async () => {
    const rows = Array.from({ length: 400 }, (_, i) => `${i}: Int64`).join(', ');
    const small = await planOf('func main() -> [1: Int64] | map(x -> x)', { materialize: 'every-node' });
    const large = await planOf(`func main() -> [${rows}] | map(x -> x)`, { materialize: 'every-node' });
    expect(roots(small)).toEqual(['main/output#1']);
    expect(roots(large)).toEqual(['main/source#1', 'main/output#1']);
  });

  test('STG-3 a stage takes the results it needs and, if used, the program input', async () => {
    const program = 'func main(xs: [Int64], n: Int64) -> (xs | sort(x -> x) | map(x -> x + n))';
    const [sort, output] = (await planOf(program)).stages;
    expect(sort!.inputs).toEqual([{ kind: 'input' }]);
    expect(output!.inputs).toEqual([{ kind: 'stage', stage: 'main/sort#1' }, { kind: 'input' }]);
  });

  test('STG-5 reads and writes keep the order of the text', async () => {
    const program = `func main() -> {
      written = [{id = 1: Int64}] | std::fs::write_parquet("a.parquet"),
      read = (std::fs::read_parquet("a.parquet"): [{id: Int64}]),
      again = [{id = 2: Int64}] | std::fs::write_parquet("a.parquet"),
    }`;
    const plan = await planOf(program, { allowWrites: true, materialize: 'every-node' });
    expect(roots(plan)).toEqual(['main/write#1', 'main/source#2', 'main/write#2', 'main/output#1']);
    expect(plan.stages.map((stage) => stage.effect)).toEqual(['writes', 'reads', 'writes', 'pure']);
  });

  test('STG-5 a write as the last step is followed by the output alone', async () => {
    const program =
      'func main(xs: [{id: Int64}]) -> xs | filter(x -> x.id > 1) | std::fs::write_parquet("a.parquet")';
    const plan = await planOf(program, { allowWrites: true, materialize: 'output-only' });
    expect(plan.stages.map((stage) => stage.nodes)).toEqual([
      ['main/source#1', 'main/filter#1'],
      ['main/write#1'],
      ['main/output#1'],
    ]);
    expect(plan.stages.at(-1)!.program).toBeNull();
  });

  test('STG-5 a SQL write keeps what it writes in its one statement', async () => {
    const program =
      'func main() -> (std::sql::from("a"): [{id: Int64}]) | filter(x -> x.id > 1) | std::sql::insert("b")';
    const plan = await planOf(program, { allowWrites: true }, duckdb);
    expect(plan.stages.map((stage) => stage.root)).toEqual(['main/write#1', 'main/output#1']);
    expect(plan.stages[0]!.annotation.sql).toContain('INSERT INTO');
  });

  test('STG-7 the checkpoint of a stage, cut where it would be too long', async () => {
    const blake3 = await loadBlake3();
    expect(checkpointId(2, 'main/sort#1' as StageId, blake3)).toBe('i2/s/main/sort#1');
    const long = (end: string) => checkpointId(0, `main/${'a'.repeat(300)}${end}` as StageId, blake3);
    expect(long('b')).toHaveLength(256);
    expect(long('b')).not.toBe(long('c'));
    expect(long('b')).toMatch(/^[A-Za-z0-9._/#%-]{256}$/);
  });

  test('STG-8 probes: every step of a program without writes, none below a write', async () => {
    for (const program of Object.values(samples)) {
      const plan = await planOf(program);
      for (const node of plan.view().nodes) {
        expect(probe(plan, node.id, 20).ok).toBe(node.peekable);
      }
    }
    const program = `func main() -> {
      w = [{id = 1: Int64}] | sort(x -> x.id) | std::fs::write_parquet("a.parquet"),
    }`;
    const plan = await planOf(program, { allowWrites: true });
    const peekable = Object.fromEntries(plan.view().nodes.map((node) => [node.id, node.peekable]));
    expect(peekable).toEqual({
      'main/source#1': true,
      'main/sort#1': true,
      'main/write#1': false,
      'main/assemble#1': false,
      'main/output#1': false,
    });
  });

  test('STG-8 a probe gives at most so many rows', async () => {
    const plan = await planOf('func main(xs: [Int64]) -> xs | sort(x -> x)');
    const made = probe(plan, plan.dag.nodes[1]!.id, 7);
    const text = Buffer.from(made.ok ? made.value.program : []).toString('latin1');
    expect(text).toContain('std::array::slice');
    expect(made.ok && made.value.type.output).toMatchObject(plan.programType.output);
  });

  test('STG-11 what an arm needs alone is never cut out of the branch', async () => {
    const plan = await planOf(samples.branch!, { materialize: 'every-node' });
    const stage = plan.stages.find((candidate) => candidate.nodes.some((id) => id.includes('branch')))!;
    expect(stage.nodes).toEqual(['main/filter#1', 'main/map#1', 'main/branch#1', 'main/output#1']);
  });
});

describe('the input of a stage', () => {
  test('STG-3 joining encoded parts gives the encoded tuple', () => {
    const parts: readonly (readonly [codec.Codec<never>, never])[] = [
      [codec.text, 'né'],
      [codec.u8, 7],
      [codec.list(codec.text), ['hi', '', 'yo!']],
      [codec.option(codec.text), undefined],
      [codec.option(codec.text), 'ok'],
      [codec.struct({ a: codec.text, b: codec.option(codec.u64) }), { a: 'x', b: 9n }],
      [codec.list(codec.struct({ n: codec.u16, l: codec.list(codec.text) })), [{ n: 1, l: ['p'] }]],
      [codec.union({ only: codec.text }), { kind: 'only', value: 'boxed' }],
      [
        codec.union({ a: codec.union({ only: codec.text }), b: codec.unit }),
        { kind: 'a', value: { kind: 'only', value: 'in' } },
      ],
      [codec.union({ a: codec.union({ only: codec.text }), b: codec.unit }), { kind: 'b' }],
    ] as never;
    const defs = parts.flatMap(([part]) => part.defs);
    const known = [...new Map(defs.map((def) => [def.name.join('::'), def])).values()];
    const input = tupleTy(...parts.map(([part]) => part.ty));
    const type = { input, output: identTy('std', 'Bool'), defs: known };
    const encoded = parts.map(([part, value]) => part.encode(value));
    const joined = new StageInputLayout(type, parts.length).join(encoded);
    const format = formatOf(input, known);
    if (!format.ok) throw new Error(format.error.message);
    const values = parts.map(([part], i) => {
      const own = formatOf(part.ty, known);
      const value = own.ok ? decode(encoded[i]!, own.value) : own;
      if (!value.ok) throw new Error(value.error.message);
      return value.value;
    });
    const whole = encode(values, format.value);
    expect(whole.ok && Buffer.from(joined).toString('hex')).toBe(
      whole.ok && Buffer.from(whole.value).toString('hex'),
    );
  });
});
