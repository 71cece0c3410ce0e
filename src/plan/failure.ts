import type { AppError, FailurePlace, FailureRow, StageId } from '../base';
import { canonicalFromMemory, DEFAULT_LIMITS, formatOf, print, type Ty } from '../value';
import type { SourceMap } from './back-end';
import { type CompiledPlan, stateOf } from './compiled-plan';

/** An item that a program failed in, as far as it is known; in `data.rows` of an error, innermost first. */
export interface FailedItem {
  /** Position in its array, from 0. */
  readonly index: number;
  /** The item as printed, on one line and cut when it is long. */
  readonly value?: string;
}

/** Longer values are cut. */
const SHOWN = 200;
/** Values that print longer than this are not shown at all. */
const PRINTED = 100_000;

/**
 * The error of a stage's program with its place in the text as `span`, and the items it arose in as `data`
 * (EDT-26). `input` is what the stage was given. Errors that tell no place stay as they are.
 */
export function locateFailure(
  plan: CompiledPlan,
  stage: StageId,
  error: AppError,
  input: Uint8Array,
): AppError {
  const map = stateOf(plan).sourceMaps.get(stage);
  const place = error.data as FailurePlace | undefined;
  if (map === undefined || place?.rows === undefined) return error;
  const positions = [place.expression, ...place.rows.map(({ expression }) => expression)];
  const span = positions.map((at) => (at === undefined ? undefined : map.spans[at])).find((at) => at);
  const rows = place.rows.map((row): FailedItem => {
    const value = itemText(row, place, map, input);
    return value === undefined ? { index: row.index } : { index: row.index, value };
  });
  return { ...error, ...(span ? { span } : {}), data: { rows } };
}

function itemText(
  { expression, address, inputOffset }: FailureRow,
  { memory }: FailurePlace,
  map: SourceMap & { readonly defs: Parameters<typeof formatOf>[1] },
  input: Uint8Array,
): string | undefined {
  const ty: Ty | undefined = map.itemTys.get(expression);
  const format = ty && formatOf(ty, map.defs);
  const [bytes, at] = memory === undefined ? [input, inputOffset] : [memory, address];
  if (!format?.ok || at === undefined) return undefined;
  const item = canonicalFromMemory(bytes, at, format.value, DEFAULT_LIMITS);
  const printed = item.ok ? print(item.value, format.value, { maxLength: PRINTED }) : item;
  return printed.ok ? onOneLine(printed.value) : undefined;
}

/** Line breaks of the printed form stand between its parts alone: those in texts are written out. */
function onOneLine(printed: string): string {
  const line = printed.replace(/,?\n *(?=[}\])])/g, ' ').replace(/\n */g, ' ');
  return line.length <= SHOWN ? line : `${line.slice(0, SHOWN - 1)}…`;
}
