import type {
  DurableMetrics,
  MetricLabels,
  MetricsBackend,
  RunnerErrorKind,
  RunnerType,
  TaskOutcome,
} from './metrics';
import { type SeriesName, wrongLabels } from './series';

/** One series of one label set. A histogram has `buckets` beside its count and sum. */
export interface MetricSample {
  readonly name: SeriesName;
  readonly labels: MetricLabels;
  readonly value: number;
  readonly histogram?: {
    readonly count: number;
    readonly sum: number;
    /** Counts at or below each bound, in the order of `bounds`. */
    readonly buckets: readonly number[];
  };
}

/** Upper bounds of histogram buckets, in seconds. */
export const bounds: readonly number[] = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60];

interface Histogram {
  count: number;
  sum: number;
  readonly buckets: number[];
}

/** Keeps all series in memory, for the debug panel and for tests (MET-6). */
export class InMemoryMetrics implements MetricsBackend, DurableMetrics {
  readonly #counters = new Map<string, { name: SeriesName; labels: MetricLabels; value: number }>();
  readonly #histograms = new Map<string, { name: SeriesName; labels: MetricLabels; histogram: Histogram }>();

  taskStarted(type: RunnerType): void {
    this.counter('holt_tasks_started_total', { runner_type: type }, 1);
  }

  taskCompleted(type: RunnerType, outcome: TaskOutcome, milliseconds: number): void {
    this.counter('holt_tasks_completed_total', { runner_type: type, outcome }, 1);
    this.observe('holt_task_duration_seconds', { runner_type: type }, milliseconds / 1000);
  }

  runnerError(type: RunnerType, kind: RunnerErrorKind): void {
    this.counter('holt_runner_errors_total', { runner_type: type, error_kind: kind }, 1);
  }

  /** Adds to a counter. Throws for labels that the series does not have: that is a mistake of ours (MET-4). */
  counter(name: SeriesName, labels: MetricLabels, count: number): void {
    const key = seriesKey(name, labels);
    const known = this.#counters.get(key);
    if (known) known.value += count;
    else this.#counters.set(key, { name, labels, value: count });
  }

  observe(name: SeriesName, labels: MetricLabels, value: number): void {
    const key = seriesKey(name, labels);
    let known = this.#histograms.get(key);
    if (!known) {
      known = { name, labels, histogram: { count: 0, sum: 0, buckets: bounds.map(() => 0) } };
      this.#histograms.set(key, known);
    }
    const { histogram } = known;
    histogram.count++;
    histogram.sum += value;
    for (const [i, bound] of bounds.entries()) if (value <= bound) histogram.buckets[i]!++;
  }

  /** All series as they stand, sorted by name and labels. */
  snapshot(): readonly MetricSample[] {
    const counters = [...this.#counters.entries()].map(([key, c]): [string, MetricSample] => [key, { ...c }]);
    const histograms = [...this.#histograms.entries()].map(([key, h]): [string, MetricSample] => [
      key,
      {
        name: h.name,
        labels: h.labels,
        value: h.histogram.count,
        histogram: { ...h.histogram, buckets: [...h.histogram.buckets] },
      },
    ]);
    return [...counters, ...histograms].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sample]) => sample);
  }

  /** The text that Prometheus reads. */
  prometheus(): string {
    const lines: string[] = [];
    let last = '';
    for (const sample of this.snapshot()) {
      if (sample.name !== last) {
        lines.push(`# TYPE ${sample.name} ${sample.histogram ? 'histogram' : 'counter'}`);
        last = sample.name;
      }
      lines.push(
        ...(sample.histogram
          ? histogramLines(sample, sample.histogram)
          : [line(sample.name, sample.labels, sample.value)]),
      );
    }
    return lines.map((text) => `${text}\n`).join('');
  }
}

function histogramLines(
  sample: MetricSample,
  histogram: NonNullable<MetricSample['histogram']>,
): readonly string[] {
  const { name, labels } = sample;
  const buckets = bounds.map((bound, i) =>
    line(`${name}_bucket`, { ...labels, le: String(bound) }, histogram.buckets[i]!),
  );
  return [
    ...buckets,
    line(`${name}_bucket`, { ...labels, le: '+Inf' }, histogram.count),
    line(`${name}_sum`, labels, histogram.sum),
    line(`${name}_count`, labels, histogram.count),
  ];
}

function line(name: string, labels: MetricLabels, value: number): string {
  const pairs = Object.entries(labels).map(([key, text]) => `${key}="${text}"`);
  return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`;
}

function seriesKey(name: SeriesName, labels: MetricLabels): string {
  const wrong = wrongLabels(name, labels);
  if (wrong !== null) throw new TypeError(wrong);
  const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${name} ${JSON.stringify(pairs)}`;
}
