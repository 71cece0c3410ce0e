import { isRunnerName } from '../base';

/** How a series counts, and what each of its labels may say: one of a few words, or the name of a runner (MET-4). */
export interface Series {
  readonly kind: 'counter' | 'histogram' | 'gauge';
  readonly labels: Readonly<Record<string, readonly string[] | 'runner'>>;
}

const nodeKinds = [
  'source',
  'filter',
  'map',
  'flatMap',
  'lookup',
  'sort',
  'slice',
  'group',
  'aggregate',
  'window',
  'append',
  'zip',
  'loop',
  'branch',
  'assemble',
  'compute',
  'write',
  'output',
];

/** The table of specification 5 §10. Times are in seconds, sizes in bytes. */
export const series = {
  holt_tasks_started_total: { kind: 'counter', labels: { runner_type: 'runner' } },
  holt_tasks_completed_total: {
    kind: 'counter',
    labels: { runner_type: 'runner', outcome: ['success', 'failure', 'canceled', 'timeout'] },
  },
  holt_task_duration_seconds: { kind: 'histogram', labels: { runner_type: 'runner' } },
  holt_runner_errors_total: {
    kind: 'counter',
    labels: {
      runner_type: 'runner',
      error_kind: [
        'noRunner',
        'unsupportedKind',
        'invalidSpec',
        'missingField',
        'io',
        'internal',
        'worker_spawn_failed',
        'module_load_failed',
        'backend_config_failed',
        'seed_failed',
      ],
    },
  },
  holt_stage_duration_seconds: { kind: 'histogram', labels: { runner_type: 'runner', node_kind: nodeKinds } },
  holt_phase_duration_seconds: {
    kind: 'histogram',
    labels: { phase: ['parse', 'check', 'plan', 'compile', 'load', 'encode', 'execute', 'decode'] },
  },
  holt_launches_suspended_total: {
    kind: 'counter',
    labels: {
      runner_type: 'runner',
      reason: ['paused', 'breakpoint', 'sleeping', 'retry_backoff', 'recovering', 'shutdown'],
    },
  },
  holt_checkpoints_total: {
    kind: 'counter',
    labels: { result: ['saved', 'replayed', 'skipped', 'corrupt'] },
  },
  holt_checkpoint_bytes_total: { kind: 'counter', labels: {} },
  holt_recoveries_total: { kind: 'counter', labels: { outcome: ['recovered', 'failed'] } },
  holt_queue_wait_seconds: { kind: 'histogram', labels: {} },
  holt_instances: {
    kind: 'gauge',
    labels: { status: ['PENDING', 'RUNNING', 'SUSPENDED', 'COMPLETED', 'FAILED', 'CANCELLED'] },
  },
} as const satisfies Record<string, Series>;

export type SeriesName = keyof typeof series;

/** Why these labels do not belong to the series, or null when they do: exactly its labels, each with a word of its set. */
export function wrongLabels(name: SeriesName, labels: Readonly<Record<string, string>>): string | null {
  const wanted: Series['labels'] = series[name].labels;
  for (const label of Object.keys(labels))
    if (!Object.hasOwn(wanted, label)) return `${name} has no label ${label}`;
  for (const [label, allowed] of Object.entries(wanted)) {
    const value = labels[label];
    if (value === undefined) return `${name} lacks its label ${label}`;
    if (allowed === 'runner' ? !isRunnerName(value) : !allowed.includes(value))
      return `${name}: a wrong ${label}`;
  }
  return null;
}
