import { settle } from './editor/settle';
import { peekRequest, runRequest } from './session';
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
/** A look that a person asked for: it stays while the text is the same and the caret in the same step. */
let byHand: Pick<HoltState, 'version' | 'hoveredNode'> | null = null;

/** Looks again at what the caret stands in: it moved, or the program ran anew. */
export function followCaret(): void {
  const state = useHolt.getState();
  if (byHand?.version === state.version && byHand.hoveredNode === state.hoveredNode) return;
  byHand = null;
  clearTimeout(timer);
  if (stepAtCaret(state) === null) {
    asked += 1;
    show(null);
    return;
  }
  timer = setTimeout(() => void look(), rest);
}

/** Switches following on or off; off pins the final result. */
export function toggleFollow(): void {
  follow(!useHolt.getState().follow);
}

/** Shows the final result, wherever the caret goes. */
export function pinResult(): void {
  follow(false);
}

function follow(on: boolean): void {
  byHand = null;
  useHolt.setState({ follow: on });
  followCaret();
}

async function look(): Promise<void> {
  const node = stepAtCaret(useHolt.getState());
  if (node !== null) await lookAt(node);
}

/** Shows the value of one step in the Result tab, also while the result is pinned (GO-1, EDT-25). */
export async function peekStep(node: string): Promise<void> {
  await settle();
  clearTimeout(timer);
  useHolt.setState({ view: 'result', place: 'result', hoveredNode: node, peekedSet: null });
  byHand = useHolt.getState();
  await lookAt(node);
}

async function lookAt(node: string): Promise<void> {
  const { version, check } = useHolt.getState();
  if (check?.version !== version) return;
  const number = ++asked;
  const answer = await engine().peek(peekRequest(node));
  if (number !== asked) {
    if (answer.ok) void engine().release(answer.value.id);
    return;
  }
  if (!answer.ok) byHand = null;
  show(answer.ok ? { node, value: answer.value } : null);
}

/** Shows the value of another definition without making it the program (EDT-23). */
export async function peekEntry(entry: string): Promise<void> {
  clearTimeout(timer);
  byHand = useHolt.getState();
  const number = ++asked;
  const request = runRequest();
  const outcome = await engine().run({ ...request, project: { ...request.project, entry }, inputs: [] });
  if (!outcome.ok) byHand = null;
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
