import { beforeAll, describe, expect, test } from 'vitest';
import { examples, starter } from '../app/gallery';
import stored from '../app/start/starter-result.json';
import { execute, MemoryLaunchPort } from '../execute';
import { formatFile } from '../language';
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

/** The first row, or the whole of what is no table, as worked out by hand. */
const firstRows: Record<string, readonly string[]> = {
  '1-otters': ['Soča', '2', '11'],
  '2-orders': ['3', 'Ana', '2025-03-09', '65.25', '[3]'],
  '3-look-it-up': ['2025-05-01', 'none', '3.1', 'true'],
  '4-one-of-several': ['nothing', 'nothing today'],
  '6-timesheet': ['Maja', '2', '15:45:00', '2025-06-03', '[0]'],
};

describe('the gallery', () => {
  test('has six entries with a title and a line each', () => {
    expect(examples.length).toBe(6);
    for (const { title, shows } of examples) expect(title.length * shows.length).toBeGreaterThan(0);
  });

  test.each(examples.filter(({ id }) => firstRows[id] !== undefined))('$id', async ({ id, text }) => {
    const value = await run(text);
    const [row] = value.window({ start: 0, count: 1 }, { start: 0, count: 20 });
    expect(row!.map((cell) => cell.text.replace(/\.0+$/, ''))).toEqual(firstRows[id]);
  });

  test('5-running-totals', async () => {
    const value = await run(examples[4]!.text);
    const { children } = value.children([], { start: 0, count: 10 });
    expect(children.map(({ label, cell }) => [label, cell.text])).toEqual([
      ['total', '45.5'],
      ['wettest', '21.0'],
      ['so_far', '[6]'],
      ['three_days', '[6]'],
    ]);
  });

  test.each(examples)('$id can be formatted', ({ text }) => {
    expect(formatFile('main.lt', text).ok).toBe(true);
  });
});
