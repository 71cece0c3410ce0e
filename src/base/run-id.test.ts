import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeRunId, parseRunId } from './run-id';

describe('run ids', () => {
  test.each(['interpreter-editor-1', 'duckdb-example.top-ten-42', 'a-b-9~'])(
    'RID-1 %s is a run id',
    (text) => {
      const result = parseRunId(text);
      expect(result.ok && result.value.toString()).toBe(text);
    },
  );

  test.each(['', 'a', 'a-1', 'A-b-1', 'a-b-0', 'a-b-01', 'a-b-', '-b-1', 'a-B-1', 'a-b-1~~', 'a--1'])(
    'RID-2 %j is refused',
    (text) => {
      expect(parseRunId(text)).toMatchObject({ ok: false, error: { code: 'INVALID_SPEC' } });
    },
  );

  test('RID-2 parsing what was formatted gives the same parts', () => {
    const runner = fc.stringMatching(/^[a-z][a-z0-9_]{0,31}$/);
    const slot = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,62}$/);
    const seq = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(runner, slot, seq, fc.boolean(), (r, s, n, volatile) => {
        const made = makeRunId(r, s, n, volatile);
        if (!made.ok) throw new Error(made.error.message);
        const read = parseRunId(made.value.toString());
        expect(read.ok && { ...read.value, toString: null }).toEqual({
          runner: r,
          slot: s,
          seq: n,
          volatile,
          toString: null,
        });
      }),
    );
  });

  test('RID-6 volatile ids never equal stored ones', () => {
    const stored = makeRunId('a', 'b', 1);
    const volatile = makeRunId('a', 'b', 1, true);
    expect(stored.ok && volatile.ok && stored.value.toString() !== volatile.value.toString()).toBe(true);
    expect(volatile.ok && parseRunId(volatile.value.toString())).toMatchObject({
      ok: true,
      value: { volatile: true },
    });
  });
});
