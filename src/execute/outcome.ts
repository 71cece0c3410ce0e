import type { AppError, Directive, StageId } from '../base';
import type { RunStats } from '../plan';

/** How a launch ended (EXE-5). Failures of the pipeline are values; an instance's status is not changed here. */
export type LaunchOutcome = { readonly stats: RunStats } & (
  | { readonly kind: 'completed'; readonly output: Uint8Array }
  | { readonly kind: 'paused'; readonly reason: 'paused' | 'breakpoint'; readonly stage: StageId | null }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'shutdown' }
  | { readonly kind: 'sleeping' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'failed'; readonly error: AppError }
);

/** The outcome that a directive asks for. */
export function outcomeOf(
  directive: Exclude<Directive, 'go'>,
  stage: StageId | null,
  stats: RunStats,
): LaunchOutcome {
  switch (directive) {
    case 'pause':
      return { kind: 'paused', reason: 'paused', stage, stats };
    case 'cancel':
      return { kind: 'cancelled', stats };
    case 'shutdown':
      return { kind: 'shutdown', stats };
  }
}
