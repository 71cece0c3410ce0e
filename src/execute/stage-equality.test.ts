import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Clock } from '../base';
import { readCorpus } from '../cli/corpus-file';
import { printType } from '../language';
import { type CompiledPlan, compile, type MaterializePolicy } from '../plan';
import { stateOf } from '../plan/compiled-plan';
import { interpreter, planOf, source, testDeps } from '../plan/plans.test-data';
import { samples } from '../plan/samples.test-data';
import { type CutPolicy, cutStages } from '../plan/stages/cut';
import { createInterpreterSession } from '../runners/interpreter';
import { execute } from './execute';
import { MemoryLaunchPort } from './memory-port';
import type { LaunchOutcome } from './outcome';
import { randomProgram } from './random-program.test-data';

const clock: Clock = {
  now: () => 0,
  mono: () => 0,
  timer: () => ({ [Symbol.dispose]: () => {} }),
};

interface Ran {
  /** The result as hex, or the message of what went wrong. */
  readonly text: string;
  readonly stages: number;
  /** Whether a cut into several stages was asked for. */
  readonly wanted: (policy: CutPolicy) => boolean;
}

/** Runs a program under a cut; `literal` is its input, if it takes one. */
async function result(program: string, materialize: MaterializePolicy, literal?: string): Promise<Ran> {
  const plan = compile(source(program), { materialize }, interpreter, await testDeps());
  if (!plan.ok) return { text: plan.error.map((d) => d.message).join('\n'), stages: 0, wanted: () => false };
  const input = literal === undefined ? new Uint8Array() : await inputOf(program, literal, plan.value);
  const outcome = await run(plan.value, input);
  const stages = plan.value.stages.length;
  const wanted = (policy: CutPolicy) => cutStages(stateOf(plan.value).graph, policy, false).length > 1;
  if (outcome.kind === 'completed')
    return { text: Buffer.from(outcome.output).toString('hex'), stages, wanted };
  return { text: outcome.kind === 'failed' ? outcome.error.message : outcome.kind, stages, wanted };
}

function run(plan: CompiledPlan, input: Uint8Array): Promise<LaunchOutcome> {
  return execute(plan, createInterpreterSession(), input, new MemoryLaunchPort(), { clock });
}

/** A literal as the encoded input of a program. */
async function inputOf(program: string, literal: string, plan: CompiledPlan): Promise<Uint8Array> {
  const entry = `(${literal}\n): ${printType(stateOf(plan).entry.input)}`;
  const value = compile(source(program), { entry }, interpreter, await testDeps());
  if (!value.ok) throw new Error(value.error.map((d) => d.message).join('\n'));
  const outcome = await run(value.value, new Uint8Array());
  if (outcome.kind !== 'completed') throw new Error(`the input of a program ended as ${outcome.kind}`);
  return outcome.output;
}

const corpus = join(import.meta.dirname, '../../e2e/corpus');
const worked = readdirSync(corpus)
  .filter((file) => file.endsWith('.txt'))
  .flatMap((file) =>
    readCorpus(readFileSync(join(corpus, file), 'utf8')).map((one) => ({
      ...one,
      name: `${file} ${one.name}`,
    })),
  );

describe('STG-4 the result does not depend on the cut', () => {
  for (const [name, program] of Object.entries(samples)) {
    test(`STG-4 ${name}`, async () => {
      const whole = await result(program, 'output-only');
      expect(whole.text).toMatch(/^[0-9a-f]*$/);
      for (const policy of ['blocking', 'every-node'] as const) {
        expect((await result(program, policy)).text).toBe(whole.text);
      }
      // The split is made, not given up: every step that is always evaluated has its own stage.
      const plan = await planOf(program, { materialize: 'every-node' });
      const steps = plan.dag.nodes.filter(
        (node) => node.decidedBy === null && node.kind !== 'source' && node.kind !== 'output',
      );
      expect(plan.stages.length).toBe(steps.length);
    });
  }

  test('STG-4 random programs; one that gives a value gives the same under every cut', async () => {
    for (let seed = 1; seed <= 60; seed++) {
      const program = randomProgram(seed);
      const whole = await result(program, 'output-only');
      expect(`${seed}: ${whole.stages}`).toBe(`${seed}: 1`);
      // A cut may miss a failure of code whose value is not needed, but never makes one (specification 2 §12.2).
      if (!/^[0-9a-f]*$/.test(whole.text)) continue;
      for (const policy of ['blocking', 'every-node'] as const) {
        const cut = await result(program, policy);
        expect(`${seed} ${policy}: ${cut.text}`).toBe(`${seed} ${policy}: ${whole.text}`);
        expect(cut.stages > 1).toBe(whole.wanted(policy));
      }
    }
  });

  test('STG-4 all programs of the corpus', async () => {
    let split = 0;
    const givenUp: string[] = [];
    for (const { name, program, input } of worked) {
      const whole = await result(program, 'output-only', input);
      for (const policy of ['blocking', 'every-node'] as const) {
        // What is not cut is the whole program again.
        if (!whole.wanted(policy)) continue;
        const cut = await result(program, policy, input);
        if (cut.stages > 1) split++;
        else givenUp.push(`${name} ${policy}`);
        expect(`${name} ${policy}: ${cut.text}`).toBe(`${name} ${policy}: ${whole.text}`);
      }
    }
    expect(split).toBeGreaterThan(100);
    expect(givenUp).toEqual([]);
  }, 120_000);
});
