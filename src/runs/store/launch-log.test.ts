import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { type InstanceId, isSlotName, parseRunId, type RunId, type Slot } from '../../base';
import type { LaunchLog, NewLaunch } from '../launch-log';
import { LaunchMemory, MemoryLaunchLog } from './memory-launch-log';
import { StoredLaunchLog } from './stored-launch-log';

/** Each test gets a storage of its own; each call of the result is another tab, or the same one reloaded. */
let storages = 0;
const implementations: readonly (readonly [string, () => () => Promise<LaunchLog>])[] = [
  [
    'memory',
    () => {
      const memory = new LaunchMemory();
      return async () => new MemoryLaunchLog(memory);
    },
  ],
  [
    'IndexedDB',
    () => {
      const name = `launches ${++storages}`;
      return () => StoredLaunchLog.open(name);
    },
  ],
];

const one = '01HZX3KQ7MZ9V5T2W8R4N6B1CD' as InstanceId;
const other = '01HZX3KQ7MZ9V5T2W8R4N6B1CE' as InstanceId;

const launch = (instance: InstanceId, more: Partial<NewLaunch> = {}): NewLaunch => ({
  instance,
  runner: 'interpreter',
  slot: 'editor',
  at: 1000,
  ...more,
});

async function recorded(log: LaunchLog, wanted: NewLaunch): Promise<RunId> {
  const run = await log.record(wanted);
  if (!run.ok) throw new Error(run.error.message);
  return run.value;
}

describe.each(implementations)('the launch log in %s', (_, storage) => {
  test('RID-3 numbers count up from 1 over reloads', async () => {
    const open = storage();
    const first = await open();
    expect((await recorded(first, launch(one))).toString()).toBe('interpreter-editor-1');
    expect((await recorded(first, launch(other, { runner: 'duckdb' }))).toString()).toBe('duckdb-editor-2');
    first.close();
    const second = await open();
    expect((await recorded(second, launch(one, { slot: 'test' }))).toString()).toBe('interpreter-test-3');
    second.close();
  });

  test('RID-3 tabs that launch at the same time never get the same number, and each sees its own grow', async () => {
    const open = storage();
    const tabs = await Promise.all([open(), open(), open()]);
    const runs = await Promise.all(
      tabs.map((tab) => Promise.all(Array.from({ length: 20 }, () => recorded(tab, launch(one))))),
    );
    for (const own of runs) {
      const numbers = own.map(({ seq }) => seq);
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    }
    const all = runs.flat().map(({ seq }) => seq);
    expect(all.sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
    expect(await tabs[0]!.launches(one)).toHaveLength(60);
    for (const tab of tabs) tab.close();
  });

  test('RID-3 a launch that fails at once keeps its number; one that is refused takes none', async () => {
    const open = storage();
    const log = await open();
    await recorded(log, launch(one));
    expect(await log.record(launch(one, { slot: 'NOT A SLOT' }))).toMatchObject({
      ok: false,
      error: { code: 'INVALID_SPEC' },
    });
    log.close();
    const later = await open();
    expect((await recorded(later, launch(one))).seq).toBe(2);
    expect((await later.launches(one)).map(({ runId }) => runId)).toEqual([
      'interpreter-editor-1',
      'interpreter-editor-2',
    ]);
    later.close();
  });

  test('RID-4 an instance collects a run id for each launch, and only the newest is current', async () => {
    const open = storage();
    const [here, there] = [await open(), await open()];
    const first = await recorded(here, launch(one, { at: 5 }));
    expect(await here.isCurrent(one, first)).toBe(true);
    const second = await recorded(there, launch(one, { at: 9, runner: 'duckdb' }));
    expect(await here.isCurrent(one, first)).toBe(false);
    expect(await here.isCurrent(one, second)).toBe(true);
    expect(await here.isCurrent(other, second)).toBe(false);
    await recorded(here, launch(other));
    expect(await there.isCurrent(one, second)).toBe(true);
    expect(await there.launches(one)).toEqual([
      { runId: 'interpreter-editor-1', startedAt: 5 },
      { runId: 'duckdb-editor-2', startedAt: 9 },
    ]);
    here.close();
    there.close();
  });

  test('RID-5 a slot is a lane: its launches are told apart by their numbers alone', async () => {
    const log = await storage()();
    const lanes: readonly Slot[] = ['editor', 'test', 'example.top-ten', 'schedule.every-hour'];
    for (const slot of lanes) {
      expect(isSlotName(slot)).toBe(true);
      const [a, b] = [
        await recorded(log, launch(one, { slot })),
        await recorded(log, launch(other, { slot })),
      ];
      expect([a.slot, b.slot]).toEqual([slot, slot]);
      expect(b.seq).toBe(a.seq + 1);
      expect(parseRunId(a.toString())).toMatchObject({ ok: true, value: { slot, seq: a.seq } });
    }
    log.close();
  });
});

describe('storage that fails', () => {
  test('RID-3 the number and the record are one transaction: both are stored or neither', async () => {
    const log = await StoredLaunchLog.open('torn');
    await recorded(log, launch(one));
    const unstorable = launch(one, { at: (() => 1) as never });
    expect(await log.record(unstorable)).toMatchObject({ ok: false, error: { code: 'STORAGE_ERROR' } });
    expect((await recorded(log, launch(one))).seq).toBe(2);
    expect(await log.launches(one)).toHaveLength(2);
    log.close();
  });

  test('RID-6 without storage ids say so and never equal a stored one', async () => {
    const stored = await recorded(new MemoryLaunchLog(), launch(one));
    const volatile = await recorded(new MemoryLaunchLog(undefined, { volatile: true }), launch(one));
    expect(volatile.toString()).toBe('interpreter-editor-1~');
    expect(volatile.toString()).not.toBe(stored.toString());
  });
});
