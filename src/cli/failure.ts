import type { AppError, Diagnostic } from '../base';
import { renderDiagnostics, type SourceFile } from '../language';
import type { FailedItem } from '../plan';
import { CommandError, type Terminal } from './command';
import type { Failure } from './workbench';

/** Shows a failure on the terminal, what has a place drawn with its source lines; the exit code is 1. */
export function showFailure(failure: Failure, sources: readonly SourceFile[], io: Terminal): number {
  if (failure.kind === 'diagnostics') {
    io.err(`${renderDiagnostics(failure.diagnostics, sources)}\n`);
    return 1;
  }
  const placed = asDiagnostic(failure.error);
  if (placed === undefined) throw CommandError.from(failure.error);
  io.err(`${renderDiagnostics([placed], sources)}\n`);
  return 1;
}

/** An error of a running program, to be drawn like those of the language (EDT-26). */
function asDiagnostic({ message, span, data }: AppError): Diagnostic | undefined {
  if (span === undefined) return undefined;
  const { rows = [] } = (data ?? {}) as { readonly rows?: readonly FailedItem[] };
  const additional = rows.map(({ index, value }, i) => ({
    message: `${i === 0 ? 'in' : 'of'} item ${index}${value === undefined ? '' : `: ${value}`}`,
  }));
  return { code: 'E0000', slug: 'run-time-error', severity: 'error', message, span, additional };
}
