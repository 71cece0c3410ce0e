import type { LaunchOptions } from '../execute';
import type { CompiledPlan } from '../plan';
import type { ReportProgress, RunnerName, RunProgress } from './messages';
import type { RunnerHandle } from './worker-runner';

/** At most one message in so many ms: about a frame (RPC-4). */
const frame = 16;
/** How often the state of an engine that loads is looked at, in ms. */
const look = 100;

/** Tells how far a run is: the engine that loads, then the stage that runs and what the last one gave (GO-6). */
export function stageReports(
  plan: CompiledPlan,
  runner: RunnerHandle,
  report: ReportProgress,
): { readonly onStage: NonNullable<LaunchOptions['onStage']>; end(): void } {
  let held: RunProgress | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (progress: RunProgress) => {
    held = progress;
    timer ??= setTimeout(() => {
      timer = undefined;
      if (held !== null) report(held);
    }, frame);
  };
  const looking = setInterval(() => {
    const name = runner.name as RunnerName;
    if (runner.state === 'loading') tell({ kind: 'loading', runner: name, loaded: runner.loaded });
    else clearInterval(looking);
  }, look);
  let rows: number | null = null;
  let bytes = 0;
  return {
    onStage: (progress) => {
      if (progress.kind === 'completed') {
        rows = progress.stats.rows;
        bytes += progress.stats.bytes ?? 0;
      }
      if (progress.kind !== 'started') return;
      const at = plan.stages.findIndex((stage) => stage.id === progress.stage);
      const name = nameOf(plan, plan.stages[at]?.root);
      tell({ kind: 'stage', stage: at + 1, of: plan.stages.length, name, rows, bytes });
    },
    end: () => {
      clearInterval(looking);
      clearTimeout(timer);
      held = null;
    },
  };
}

/** What a stage ends with; the output itself only passes on what comes before it. */
function nameOf(plan: CompiledPlan, root: string | undefined): string {
  const node = plan.dag.nodes.find((one) => one.id === root);
  const from = node?.kind === 'output' ? plan.dag.nodes.find((one) => one.id === node.inputs[0]?.from) : node;
  return from?.display ?? '';
}
