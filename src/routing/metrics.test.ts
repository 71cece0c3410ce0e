import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InMemoryMetrics } from './in-memory-metrics';
import { guardedMetrics, type MetricsBackend, noMetrics, type RunnerType, type TaskOutcome } from './metrics';
import { type SeriesName, series } from './series';

/** Every word the closed sets have. */
const words = new Set<string>(
  Object.values(series).flatMap((one) =>
    Object.values(one.labels)
      .filter((set) => set !== 'runner')
      .flat(),
  ),
);

describe('metrics', () => {
  test('MET-1 any runner can be named, outcomes are four', () => {
    const own: readonly RunnerType[] = ['interpreter', 'duckdb', 'pglite', 'my_engine'];
    const outcomes: readonly TaskOutcome[] = ['success', 'failure', 'canceled', 'timeout'];
    expect(series.holt_tasks_completed_total.labels.outcome).toEqual(outcomes);
    const metrics = new InMemoryMetrics();
    for (const type of own) for (const outcome of outcomes) metrics.taskCompleted(type, outcome, 1);
    const counted = metrics.snapshot().filter((sample) => sample.name === 'holt_tasks_completed_total');
    expect(counted).toHaveLength(16);
    // @ts-expect-error the set is closed
    expect(() => metrics.taskCompleted('duckdb', 'crashed', 1)).toThrow('outcome');
  });

  test('MET-4 what is in no closed set and no name of a runner is never a label', () => {
    const metrics = new InMemoryMetrics();
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(series) as SeriesName[])),
        fc.string({ minLength: 1 }).filter((text) => !words.has(text)),
        (name, text) => {
          const labels = Object.entries(series[name].labels).map(([label, set]) => [
            label,
            set === 'runner' ? `${text}-` : text,
          ]);
          if (labels.length > 0) expect(() => metrics.counter(name, Object.fromEntries(labels), 1)).toThrow();
          expect(() => metrics.counter(name, { ...Object.fromEntries(labels), slot: text }, 1)).toThrow();
        },
      ),
    );
    expect(() => metrics.taskStarted('01HZX3KQ7MZ9V5T2W8R4N6B1CD')).toThrow();
    expect(metrics.snapshot()).toEqual([]);
  });

  test('MET-4 the table has the series of specification 5 §10, each name with its prefix', () => {
    expect(Object.keys(series)).toHaveLength(12);
    for (const name of Object.keys(series)) expect(name).toMatch(/^holt_(?!holt)/);
  });

  test('MET-3 durations come in milliseconds and show in seconds', () => {
    const metrics = new InMemoryMetrics();
    metrics.taskCompleted('interpreter', 'success', 40);
    const [, duration] = [...metrics.snapshot()].sort((a, b) => (a.name > b.name ? -1 : 1));
    expect(duration).toMatchObject({
      name: 'holt_task_duration_seconds',
      histogram: { count: 1, sum: 0.04 },
    });
    expect(duration!.histogram!.buckets).toEqual([0, 1, 1, 1, 1, 1, 1, 1, 1]);
  });

  test('MET-5 a throwing backend is caught', () => {
    const throwing: MetricsBackend = {
      taskStarted: () => {
        throw new Error('no');
      },
      taskCompleted: () => {
        throw new Error('no');
      },
      runnerError: () => {
        throw new Error('no');
      },
    };
    const guarded = guardedMetrics(throwing);
    expect(() => guarded.taskStarted('a')).not.toThrow();
    expect(() => guarded.taskCompleted('a', 'failure', 1)).not.toThrow();
    expect(() => guarded.runnerError('a', 'seed_failed')).not.toThrow();
  });

  test('MET-6 the Prometheus text, each name with its prefix once', () => {
    const metrics = new InMemoryMetrics();
    metrics.taskStarted('duckdb');
    metrics.taskStarted('duckdb');
    metrics.counter('holt_checkpoints_total', { result: 'saved' }, 3);
    expect(metrics.prometheus()).toBe(
      [
        '# TYPE holt_checkpoints_total counter',
        'holt_checkpoints_total{result="saved"} 3',
        '# TYPE holt_tasks_started_total counter',
        'holt_tasks_started_total{runner_type="duckdb"} 2',
        '',
      ].join('\n'),
    );
  });

  test('MET-6 a histogram has buckets, sum and count', () => {
    const metrics = new InMemoryMetrics();
    metrics.observe('holt_queue_wait_seconds', {}, 2);
    const text = metrics.prometheus();
    expect(text).toContain('holt_queue_wait_seconds_bucket{le="1"} 0\n');
    expect(text).toContain('holt_queue_wait_seconds_bucket{le="5"} 1\n');
    expect(text).toContain('holt_queue_wait_seconds_bucket{le="+Inf"} 1\n');
    expect(text).toContain('holt_queue_wait_seconds_sum 2\n');
    expect(text).toContain('holt_queue_wait_seconds_count 1\n');
  });

  test('MET-7 the silent backend gives nothing back', () => {
    expect(noMetrics.taskStarted('a')).toBeUndefined();
    expect(noMetrics.taskStarted).toBe(noMetrics.runnerError);
  });
});
