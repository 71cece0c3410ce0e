import type { RunnerName } from '../engine';
import type { HoltState } from './store';

/** A run that took longer than this, in ms, is not repeated by itself (GO-2). */
const slowRun = 1000;

/** Why the program as it stands does not run by itself. */
export type WaitReason = 'off' | 'writes' | 'inputs' | 'link' | 'engine' | 'slow';

type Asked = Pick<
  HoltState,
  | 'autoRun'
  | 'check'
  | 'runner'
  | 'selector'
  | 'runners'
  | 'shown'
  | 'bindings'
  | 'inputFaults'
  | 'link'
  | 'own'
  | 'linkStopped'
>;

/** The runner that a run would take now: the one that was named, or the router's pick. */
export function nextRunner({ runner, selector, runners }: Asked): RunnerName {
  if (selector === '' && runner !== 'auto') return runner;
  return runners.find((one) => one.picked !== undefined)?.name ?? 'interpreter';
}

/** Whether the program is somebody else's: it came with a link and was not touched (SHR-9). */
export function isFromLink({ link, own }: Pick<HoltState, 'link' | 'own'>): boolean {
  return link !== null && !own;
}

/**
 * GO-2: a program runs by itself when it writes nothing, all its inputs are there, its engine is loaded and the last
 * run was quick; what a runner's first run took says nothing of the next. Null: it does, or it does not check yet.
 */
export function waitReason(state: Asked): WaitReason | null {
  const { autoRun, check, runners, shown, bindings, inputFaults } = state;
  if (check?.program === undefined) return null;
  if (check.plan?.effects === 'writes') return 'writes';
  const { params } = check.program;
  if (params.some(({ name }) => bindings[name] === undefined || inputFaults[name]?.length)) return 'inputs';
  const engine = nextRunner(state);
  if (isFromLink(state) && (engine !== 'interpreter' || check.plan?.effects !== 'pure' || state.linkStopped))
    return 'link';
  if (engine !== 'interpreter' && runners.find((one) => one.name === engine)?.state !== 'ready')
    return 'engine';
  if (!autoRun) return 'off';
  return shown?.first || (shown?.run.times.execute ?? 0) < slowRun ? null : 'slow';
}
