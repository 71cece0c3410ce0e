import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MemoryLocks } from '../../base';
import { openStoredPgEngine } from './stored-engine';

test('SES-4 a stored database has one tab at a time, keeps its epoch, and a second tab is told that it is in memory', async () => {
  const place = mkdtempSync(join(tmpdir(), 'holt-stored-'));
  const locks = new MemoryLocks();
  let lives = 0;
  const open = () => openStoredPgEngine({ name: 'main', place, locks }, () => `life ${++lives}`);
  try {
    const first = await open();
    await first.exec('CREATE TABLE kept (id INT NOT NULL)');
    const second = await open();
    expect([first.storage, second.storage]).toEqual(['stored', 'memory']);
    expect(second.environmentEpoch).not.toBe(first.environmentEpoch);
    expect(await second.pullSchema()).not.toContain('kept');
    await second.close();
    await first.close();

    const later = await open();
    expect([later.storage, later.environmentEpoch]).toEqual(['stored', first.environmentEpoch]);
    const schema = await later.pullSchema();
    expect(schema).toContain('kept');
    expect(schema).not.toContain('environment');
    await later.reset();
    const renewed = later.environmentEpoch;
    expect(renewed).not.toBe(first.environmentEpoch);
    await later.close();

    const last = await open();
    expect(last.environmentEpoch).toBe(renewed);
    expect(await last.pullSchema()).not.toContain('kept');
    await last.close();
  } finally {
    rmSync(place, { recursive: true });
  }
}, 120_000);
