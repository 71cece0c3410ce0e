import { renderDiagnostics, type SourceFile } from '../language';
import { CommandError, type Terminal } from './command';
import type { Failure } from './workbench';

/** Shows a failure on the terminal, diagnostics drawn with their source lines; the exit code is 1. */
export function showFailure(failure: Failure, sources: readonly SourceFile[], io: Terminal): number {
  if (failure.kind === 'diagnostics') {
    io.err(`${renderDiagnostics(failure.diagnostics, sources)}\n`);
    return 1;
  }
  throw CommandError.from(failure.error);
}
