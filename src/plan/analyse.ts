import { type Diagnostic, type Effect, fail, ok, type Requirements, type Result } from '../base';
import type { SourceFile } from '../language';
import { inline, lower, walk } from '../program';
import { specialExternals } from './back-end';
import type { CompileDeps } from './compile-deps';
import { frontEnd } from './front-end';
import { isRead, isWrite } from './graph/operation';
import { strongest } from './graph/project-facts';

/**
 * What a program needs of a runner, found before one is chosen (ROUT-8). Externals that every target has are left
 * out. The errors are those of the language; a program that analyses may still be refused by a target.
 */
export function analyse(
  sources: readonly SourceFile[],
  config: unknown,
  deps: CompileDeps,
): Result<Requirements, readonly Diagnostic[]> {
  const front = frontEnd(sources, config, deps);
  if (!front.ok) return front;
  const lowered = lower(front.value.project, front.value.entry);
  if (!lowered.ok) return lowered;
  const externals = specialExternals(lowered.value);
  const inlined = inline(lowered.value);
  if (!inlined.ok) return fail(inlined.error);
  let effect: Effect = 'pure';
  walk(inlined.value.main, (expr) => {
    if (expr.kind !== 'external') return;
    if (isWrite(expr.id)) effect = 'writes';
    else if (isRead(expr.id)) effect = strongest(effect, 'reads');
  });
  return ok({
    representations: ['bytecode-lt', 'sql-duckdb', 'sql-pg'],
    externals: [...externals].sort(),
    effect,
  });
}
