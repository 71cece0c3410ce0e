import { describe, expect, test } from 'vitest';
import { InMemoryMetrics } from './in-memory-metrics';
import { guardedMetrics, type MetricsBackend, noMetrics } from './metrics';

describe('metrics', () => {
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
    metrics.counter('odd_total', { text: 'a"b\\c\nd' }, 1);
    expect(metrics.prometheus()).toBe(
      [
        '# TYPE holt_checkpoints_total counter',
        'holt_checkpoints_total{result="saved"} 3',
        '# TYPE holt_odd_total counter',
        'holt_odd_total{text="a\\"b\\\\c\\nd"} 1',
        '# TYPE holt_tasks_started_total counter',
        'holt_tasks_started_total{runner_type="duckdb"} 2',
        '',
      ].join('\n'),
    );
  });

  test('MET-6 a histogram has buckets, sum and count', () => {
    const metrics = new InMemoryMetrics();
    metrics.observe('queue_wait_seconds', {}, 2);
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
