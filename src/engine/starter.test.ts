import { beforeAll, describe, expect, test } from 'vitest';
import { starter } from '../app/gallery/starter';
import stored from '../app/start/starter-result.json';
import { execute, MemoryLaunchPort } from '../execute';
import { defaultProfile } from '../routing';
import { createInterpreterSession } from '../runners/interpreter';
import { HeldValue } from './held-value';
import { loadToolchain, type Toolchain } from './toolchain';
import { workerClock } from './worker-clock';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

/** The value of a program without inputs, on the interpreter. */
async function run(text: string): Promise<HeldValue> {
  const plan = toolchain.compile([{ path: 'main.lt', text }], {}, defaultProfile('interpreter')!);
  if (!plan.ok) throw new Error(plan.error.map((problem) => problem.message).join('\n'));
  const session = createInterpreterSession();
  const port = new MemoryLaunchPort();
  const outcome = await execute(plan.value, session, new Uint8Array(), port, { clock: workerClock });
  if (outcome.kind !== 'completed') throw new Error(JSON.stringify(outcome));
  const { output, defs } = plan.value.programType;
  const value = HeldValue.of(outcome.output, output, defs);
  if (!value.ok) throw new Error(value.error.message);
  return value.value;
}

describe('the starter', () => {
  test('FST-1 is 12 to 16 lines that say something', () => {
    const lines = starter.text.split('\n').filter((line) => line.trim() !== '');
    expect(lines.length).toBeGreaterThanOrEqual(12);
    expect(lines.length).toBeLessThanOrEqual(16);
  });

  test('FST-6 gives the result that is stored in the page', async () => {
    const value = await run(starter.text);
    const { columns, rows } = value.summary(1);
    expect(columns.map(({ name, type, align }) => ({ name, type, align }))).toEqual(stored.columns);
    const cells = value.window({ start: 0, count: rows! }, { start: 0, count: columns.length });
    expect(cells.map((row) => row.map((cell) => cell.text))).toEqual(stored.rows);
  });
});
