import { runRequest } from './session';
import { type HoltState, useHolt } from './store';
import { nextRunner } from './waiting';
import { engine } from './workers';

/*
 * Follow caret (EDT-24): the Result tab shows the value of the pipeline step at the caret, so that moving the caret
 * along a pipeline walks the data. On the last step it is the result itself.
 */

/** The caret has to rest this long, in ms, before a step is looked at. */
const rest = 120;

let timer: ReturnType<typeof setTimeout> | undefined;
let asked = 0;

/** Looks again at what the caret stands in: it moved, or the program ran anew. */
export function followCaret(): void {
  clearTimeout(timer);
  const state = useHolt.getState();
  if (stepAtCaret(state) === null) {
    asked += 1;
    show(null);
    return;
  }
  timer = setTimeout(() => void look(), rest);
}

/** Switches following on or off; off pins the final result. */
export function toggleFollow(): void {
  useHolt.setState((state) => ({ follow: !state.follow }));
  followCaret();
}

async function look(): Promise<void> {
  const node = stepAtCaret(useHolt.getState());
  if (node !== null) await lookAt(node);
}

/** Shows the value of one step in the Result tab, also while the result is pinned (GO-1, EDT-25). */
export async function peekStep(node: string): Promise<void> {
  clearTimeout(timer);
  useHolt.setState({ view: 'result', place: 'result', hoveredNode: node, peekedSet: null });
  await lookAt(node);
}

/** Shows the value of the step that holds the caret, if any (GO-1). */
export async function peekCaret(): Promise<void> {
  const { hoveredNode } = useHolt.getState();
  if (hoveredNode !== null) await peekStep(hoveredNode);
}

async function lookAt(node: string): Promise<void> {
  const { version, check } = useHolt.getState();
  if (check?.version !== version) return;
  const number = ++asked;
  const answer = await engine().peek({ ...runRequest(), node });
  if (number !== asked) {
    if (answer.ok) void engine().release(answer.value.id);
    return;
  }
  show(answer.ok ? { node, value: answer.value } : null);
}

/** Shows the value of another definition without making it the program (EDT-23). */
export async function peekEntry(entry: string): Promise<void> {
  clearTimeout(timer);
  const number = ++asked;
  const request = runRequest();
  const outcome = await engine().run({ ...request, project: { ...request.project, entry }, inputs: [] });
  if (!outcome.ok || number !== asked) return;
  useHolt.setState({ view: 'result', place: 'result', peekedSet: null });
  show({ node: entry, value: outcome.run.value });
}

/** Whether the value of a step can be had without loading anything: the program ran, and its engine is there. */
export function canPeek(state: HoltState): boolean {
  const next = nextRunner(state);
  return state.shown !== null && state.runners.find((one) => one.name === next)?.state === 'ready';
}

function show(followed: HoltState['followed']): void {
  const before = useHolt.getState().followed;
  if (before === followed) return;
  useHolt.setState({ followed });
  if (before !== null) void engine().release(before.value.id);
}

/** The step to look at; null where the final result is the right thing to see. */
function stepAtCaret(state: HoltState): string | null {
  const { follow, hoveredNode, check } = state;
  const plan = check?.plan;
  if (!follow || hoveredNode === null || plan === undefined || !canPeek(state)) return null;
  const node = plan.nodes.find((one) => one.id === hoveredNode);
  const last = plan.edges.find(
    (edge) => plan.nodes.find((one) => one.id === edge.to)?.kind === 'output',
  )?.from;
  if (node === undefined || !node.peekable || node.kind === 'output' || node.id === last) return null;
  return node.id;
}
