import type { AppError, Requirements, Result } from '../base';
import type { Routed, RouteTrace } from '../routing';
import { engineBytes } from './engine-bytes';
import type { RunnerName, RunnerStatus, RunRequest } from './messages';
import { namedRunner } from './named-runner';
import type { RunnerHandle } from './worker-runner';

/** What the router was asked and said; both null while the program does not check. */
export interface Routing {
  readonly requirements: Requirements | null;
  readonly routed: Result<Routed> | null;
}

/** One sentence that says why this runner (GO-4). */
export function routeReason(
  { runner: choice, selector, project }: Pick<RunRequest, 'runner' | 'selector' | 'project'>,
  runner: RunnerName,
  requirements: Requirements,
): string {
  if (selector !== undefined && selector.trim() !== '') return `the first that meets ${selector.trim()}`;
  if (choice !== 'auto') return 'chosen by hand';
  const named = namedRunner(project.files);
  if (named?.server !== undefined) return `in this browser, in place of the server ${named.server}`;
  if (named !== null) return 'the program names it';
  const modules = [...new Set(requirements.externals.map((id) => id.split('::').slice(0, 2).join('::')))];
  if (runner === 'interpreter') return 'no database is used';
  return `the program uses ${modules.join(' and ')}`;
}

/** How ready each runner is, and what the router says of it (GO-4). */
export function runnerStatuses(
  runners: readonly RunnerHandle[],
  { requirements, routed }: Routing,
  { selector, project }: Pick<RunRequest, 'selector' | 'project'>,
): readonly RunnerStatus[] {
  const trace = routed === null ? [] : routed.ok ? routed.value.trace : traceOf(routed.error);
  const pick = routed?.ok ? routed.value.entry.runner.name : undefined;
  return runners.map((runner) => {
    const name = runner.name as RunnerName;
    const ready = runner.state === 'ready' || engineBytes[name] === 0;
    const refusal = refusalOf(trace, name, selector);
    return {
      name,
      state: ready ? 'ready' : runner.state === 'absent' ? 'idle' : runner.state,
      loadBytes: ready ? 0 : engineBytes[name],
      loaded: runner.loaded,
      ...(refusal === undefined ? {} : { refusal }),
      ...(name === pick && requirements !== null
        ? { picked: routeReason({ runner: 'auto', selector, project }, name, requirements) }
        : {}),
    };
  });
}

/** What the program itself names binds nobody: only a selector that was typed refuses a runner (PRJ-8). */
function refusalOf(trace: RouteTrace, runner: RunnerName, selector = ''): string | undefined {
  const verdict = trace.find((one) => one.runner === runner)?.verdict;
  if (verdict?.kind === 'unsupported') return verdict.reason;
  return verdict?.kind === 'selector' && selector.trim() !== ''
    ? `it does not meet ${verdict.requirement}`
    : undefined;
}

function traceOf(error: AppError): RouteTrace {
  return (error.data as { readonly trace?: RouteTrace } | undefined)?.trace ?? [];
}
