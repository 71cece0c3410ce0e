import { type CompiledPlan, stateOf } from '../compiled-plan';
import { lineage } from '../lineage/lineage';
import type { RunStats } from '../run-stats';
import { explainDot } from './dot';
import { explainJson } from './json';
import { explainText } from './text';

export type ExplainFormat = 'text' | 'json' | 'dot';

/**
 * What a plan will do, without opening a runner or reading a row (specification 5 §6). Equal plans give equal bytes;
 * with the figures of a run only the figures differ (EXP-1, EXP-3). The JSON form has the lineage of the output's
 * columns when asked for (LIN-9).
 */
export function explain(
  plan: CompiledPlan,
  format: ExplainFormat,
  stats?: RunStats,
  more: { readonly lineage?: boolean } = {},
): string {
  const view = plan.view();
  switch (format) {
    case 'text':
      return explainText(view, stateOf(plan).texts, stats);
    case 'json':
      return explainJson(view, stats, more.lineage ? lineage(plan) : undefined);
    case 'dot':
      return explainDot(view, stats);
  }
}
