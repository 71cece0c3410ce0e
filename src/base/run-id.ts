import type { AppError } from './error';
import { fail, ok, type Result } from './result';

/** One launch: `{runner}-{slot}-{seq}`, with `~` at the end when it was never stored (specification 5 §9). */
export interface RunId {
  readonly runner: string;
  readonly slot: string;
  /** From 1, strictly increasing over all tabs of one origin, or over one realm when volatile. */
  readonly seq: number;
  readonly volatile: boolean;
  toString(): string;
}

/** The lanes a launch can be in (RID-5): they decide what waits for what, not which worker runs it. */
export type Slot = 'editor' | 'test' | `example.${string}` | `schedule.${string}`;

const runnerPattern = /^[a-z][a-z0-9_]{0,31}$/;
const slotPattern = /^[a-z0-9][a-z0-9._-]{0,62}$/;

export function isRunnerName(name: string): boolean {
  return runnerPattern.test(name);
}

export function isSlotName(slot: string): boolean {
  return slotPattern.test(slot);
}

/** Checks the parts (RID-1). */
export function makeRunId(runner: string, slot: string, seq: number, volatile = false): Result<RunId> {
  if (!isRunnerName(runner)) return invalid(`${JSON.stringify(runner)} is no runner name`);
  if (!isSlotName(slot)) return invalid(`${JSON.stringify(slot)} is no slot name`);
  if (!Number.isSafeInteger(seq) || seq < 1) return invalid(`${seq} is no sequence number`);
  const text = `${runner}-${slot}-${seq}${volatile ? '~' : ''}`;
  return ok(Object.freeze({ runner, slot, seq, volatile, toString: () => text }));
}

/** Reads what {@link makeRunId} writes and nothing else (RID-2). */
export function parseRunId(text: string): Result<RunId> {
  const volatile = text.endsWith('~');
  const plain = volatile ? text.slice(0, -1) : text;
  const first = plain.indexOf('-');
  const last = plain.lastIndexOf('-');
  if (first < 0 || first === last) return invalid(`${JSON.stringify(text)} is no run id`);
  const seq = plain.slice(last + 1);
  if (!/^[1-9][0-9]*$/.test(seq)) return invalid(`${JSON.stringify(text)} has no sequence number`);
  return makeRunId(plain.slice(0, first), plain.slice(first + 1, last), Number(seq), volatile);
}

function invalid(message: string): Result<never, AppError> {
  return fail({ kind: 'routing', code: 'INVALID_SPEC', message, category: 'permanent' });
}
