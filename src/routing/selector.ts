import { type AppError, fail, type Labels, ok, type Result } from '../base';

export type SelectorOperator = 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';

/** One condition on one label; `values` is empty exactly for `Exists` and `DoesNotExist` (SEL-3). */
export interface SelectorRequirement {
  readonly key: string;
  readonly operator: SelectorOperator;
  readonly values: readonly string[];
}

/** Requirements that must all hold; none match every runner (SEL-1). Sorted by key, then operator. */
export interface Selector {
  readonly requirements: readonly SelectorRequirement[];
}

/** The JSON form (specification 5 §8.2). `matchLabels` is short for `In` with one value. */
export interface SelectorJson {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: SelectorOperator;
    readonly values?: readonly string[];
  }[];
}

export const everyRunner: Selector = { requirements: [] };

/** The first requirement that the labels do not meet, or null when all are met. */
export function unmetRequirement(selector: Selector, labels: Labels): SelectorRequirement | null {
  return selector.requirements.find((requirement) => !meets(requirement, labels)) ?? null;
}

/** The table of specification 5 §8.2, the row for an absent label included (SEL-2). */
function meets(requirement: SelectorRequirement, labels: Labels): boolean {
  const value = Object.hasOwn(labels, requirement.key) ? labels[requirement.key] : undefined;
  switch (requirement.operator) {
    case 'In':
      return value !== undefined && requirement.values.includes(value);
    case 'NotIn':
      return value === undefined || !requirement.values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
  }
}

/** Reads the JSON form. Unknown fields and operators are refused (SEL-8). */
export function selectorFromJson(json: unknown): Result<Selector> {
  if (!isRecord(json)) return invalid('a selector is an object');
  for (const key of Object.keys(json)) {
    if (key !== 'matchLabels' && key !== 'matchExpressions')
      return invalid(`a selector has no ${JSON.stringify(key)}`);
  }
  const { matchLabels = {}, matchExpressions = [] } = json;
  if (!isRecord(matchLabels)) return invalid('matchLabels is an object of texts');
  if (!Array.isArray(matchExpressions)) return invalid('matchExpressions is a list');
  const requirements: SelectorRequirement[] = [];
  for (const [key, value] of Object.entries(matchLabels)) {
    const requirement = checkRequirement(key, 'In', [value]);
    if (!requirement.ok) return requirement;
    requirements.push(requirement.value);
  }
  for (const expression of matchExpressions) {
    if (!isRecord(expression)) return invalid('a requirement is an object');
    const extra = Object.keys(expression).find((key) => !['key', 'operator', 'values'].includes(key));
    if (extra !== undefined) return invalid(`a requirement has no ${JSON.stringify(extra)}`);
    const requirement = checkRequirement(expression.key, expression.operator, expression.values ?? []);
    if (!requirement.ok) return requirement;
    requirements.push(requirement.value);
  }
  return ok(inOrder(requirements));
}

export function selectorToJson(selector: Selector): SelectorJson {
  return {
    matchExpressions: selector.requirements.map(({ key, operator, values }) =>
      values.length === 0 ? { key, operator } : { key, operator, values },
    ),
  };
}

/** The text form; reading it again gives an equal selector (SEL-7). */
export function printSelector(selector: Selector): string {
  return selector.requirements.map(printRequirement).join(',');
}

export function printRequirement({ key, operator, values }: SelectorRequirement): string {
  switch (operator) {
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
    case 'In':
      return values.length === 1 ? `${key}=${values[0]}` : `${key} in (${values.join(',')})`;
    case 'NotIn':
      return values.length === 1 ? `${key}!=${values[0]}` : `${key} notin (${values.join(',')})`;
  }
}

export function checkRequirement(
  key: unknown,
  operator: unknown,
  values: unknown,
): Result<SelectorRequirement> {
  if (typeof key !== 'string' || !isLabelKey(key)) return invalid(`${JSON.stringify(key)} is no label key`);
  if (!isOperator(operator))
    return invalid(`${JSON.stringify(operator)} is no operator of a selector, at ${key}`);
  if (!Array.isArray(values)) return invalid(`the values of ${key} are a list`);
  for (const value of values) {
    if (typeof value !== 'string' || !isLabelValue(value)) {
      return invalid(`${JSON.stringify(value)} is no label value, at ${key}`);
    }
  }
  const needsValues = operator === 'In' || operator === 'NotIn';
  if (needsValues && values.length === 0) return invalid(`${key} ${operator} needs at least one value`);
  if (!needsValues && values.length > 0) return invalid(`${key} ${operator} takes no values`);
  return ok({ key, operator, values: [...new Set(values as string[])].sort() });
}

/** Sorted, each requirement once. */
export function inOrder(requirements: readonly SelectorRequirement[]): Selector {
  const sorted = [...requirements].sort(
    (a, b) =>
      compareText(a.key, b.key) ||
      compareText(a.operator, b.operator) ||
      compareText(String(a.values), String(b.values)),
  );
  const texts = sorted.map(printRequirement);
  return { requirements: sorted.filter((_, i) => texts.indexOf(texts[i]!) === i) };
}

const namePattern = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const prefixPattern = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;

export function isLabelKey(key: string): boolean {
  const slash = key.indexOf('/');
  if (slash < 0) return namePattern.test(key);
  const prefix = key.slice(0, slash);
  return prefix.length <= 253 && prefixPattern.test(prefix) && namePattern.test(key.slice(slash + 1));
}

/** A name, or the empty text. */
export function isLabelValue(value: string): boolean {
  return value === '' || namePattern.test(value);
}

function isOperator(value: unknown): value is SelectorOperator {
  return value === 'In' || value === 'NotIn' || value === 'Exists' || value === 'DoesNotExist';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function invalid(message: string): Result<never, AppError> {
  return fail({ kind: 'routing', code: 'INVALID_SPEC', message, category: 'permanent' });
}
