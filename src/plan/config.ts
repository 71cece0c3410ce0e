import { type AppError, fail, ok, type Result } from '../base';

/** Where to cut a plan into stages (specification 5 §5). */
export type MaterializePolicy = 'auto' | 'every-node' | 'blocking' | 'output-only';

/** What a person may set for a plan; every part can be left out (PLAN-10). */
export interface PlanConfig {
  /** An expression of the root module; `main` by default. */
  readonly entry?: string;
  readonly materialize?: MaterializePolicy;
  /** Whether the plan may write to tables or files; false by default. */
  readonly allowWrites?: boolean;
  /** The most bytes one stage may give; 512 MiB by default. */
  readonly maxStageBytes?: number;
}

/** A config that was checked, with the defaults filled in. */
export type ValidatedConfig = Required<PlanConfig>;

const defaults: ValidatedConfig = {
  entry: 'main',
  materialize: 'auto',
  allowWrites: false,
  maxStageBytes: 512 * 1024 * 1024,
};

const policies: readonly unknown[] = ['auto', 'every-node', 'blocking', 'output-only'];

/** Checks a config of unknown origin. Unknown keys are refused, so that a typing mistake does not pass silently. */
export function validateConfig(config: unknown): Result<ValidatedConfig> {
  if (config === undefined) return ok(defaults);
  if (typeof config !== 'object' || config === null || Array.isArray(config)) {
    return invalid('a plan config is an object');
  }
  const given = Object.entries(config).filter(([, value]) => value !== undefined);
  for (const [key, value] of given) {
    const problem = problemOf(key, value);
    if (problem !== null) return invalid(problem);
  }
  return ok(Object.freeze({ ...defaults, ...Object.fromEntries(given) }));
}

function problemOf(key: string, value: unknown): string | null {
  switch (key) {
    case 'entry':
      return typeof value === 'string' && value.trim() !== '' ? null : 'entry is an expression, as text';
    case 'materialize':
      return policies.includes(value) ? null : `materialize is one of ${policies.join(', ')}`;
    case 'allowWrites':
      return typeof value === 'boolean' ? null : 'allowWrites is true or false';
    case 'maxStageBytes':
      return typeof value === 'number' && Number.isSafeInteger(value) && value > 0
        ? null
        : 'maxStageBytes is a whole number above 0';
    default:
      return `a plan config has no ${JSON.stringify(key)}`;
  }
}

function invalid(message: string): Result<never, AppError> {
  return fail({ kind: 'plan', code: 'CONFIG_INVALID', message, category: 'permanent', severity: 'error' });
}
