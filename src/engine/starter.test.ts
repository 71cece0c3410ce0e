import { beforeAll, describe, expect, test } from 'vitest';
import { starter } from '../app/gallery/starter';
import plan from '../app/start/starter-plan.txt?raw';
import result from '../app/start/starter-result.json';
import { type StoredRun, storedRun } from './stored-run';

describe('the starter', () => {
  let live: StoredRun;
  beforeAll(async () => {
    live = await storedRun(starter.text);
  });

  test('FST-1 is 12 to 16 lines that say something', () => {
    const lines = starter.text.split('\n').filter((line) => line.trim() !== '');
    expect(lines.length).toBeGreaterThanOrEqual(12);
    expect(lines.length).toBeLessThanOrEqual(16);
  });

  test('FST-6 gives the result that is stored in the page', () => {
    expect(live.result).toEqual(result);
  });

  test('FST-6 has the plan that is stored in the page', () => {
    expect(live.plan).toBe(plan);
  });

  test('FST-6 another program has another result and plan', async () => {
    const other = await storedRun(starter.text.replace('2020', '2022'));
    expect(other.result).not.toEqual(result);
    expect(other.plan).not.toBe(plan);
  });
});
