/** One place that a step of undo changed; both offsets and texts before and after the step, in UTF-16 units. */
export interface UndoneChange {
  readonly oldPosition: number;
  readonly oldText: string;
  readonly newPosition: number;
  readonly newText: string;
}

/** What one undo takes back: changes in the order of the text, all made at once. */
export type UndoStep = readonly UndoneChange[];

/** The steps of each file, oldest first, by its path (EDT-13). */
export type UndoSteps = Readonly<Record<string, readonly UndoStep[]>>;

/** Steps that are kept of a file, and the characters they may have together. */
export const stepsKept = 200;
const charactersKept = 200_000;

/** The last steps, as many as are kept. */
export function lastSteps(steps: readonly UndoStep[]): readonly UndoStep[] {
  let characters = 0;
  let first = steps.length;
  while (first > 0 && steps.length - first < stepsKept) {
    for (const { oldText, newText } of steps[first - 1]!) characters += oldText.length + newText.length;
    if (characters > charactersKept) break;
    first -= 1;
  }
  return steps.slice(first);
}

/**
 * The text as it was before the steps that led to it. Steps that do not fit the text, and all older ones, are left out:
 * it was changed where nobody counted.
 */
export function rewind(
  text: string,
  steps: readonly UndoStep[],
): { readonly text: string; readonly steps: readonly UndoStep[] } {
  let before = text;
  for (let i = steps.length - 1; i >= 0; i--) {
    const earlier = withoutStep(before, steps[i]!);
    if (earlier === null) return { text: before, steps: steps.slice(i + 1) };
    before = earlier;
  }
  return { text: before, steps };
}

/** The text before one step; null when the step did not lead to this text. */
function withoutStep(text: string, step: UndoStep): string | null {
  let before = text;
  for (const { oldPosition, oldText, newPosition, newText } of [...step].reverse()) {
    if (!before.startsWith(newText, newPosition)) return null;
    before = before.slice(0, newPosition) + oldText + before.slice(newPosition + newText.length);
    if (oldPosition > before.length) return null;
  }
  const fits = step.every(({ oldPosition, oldText }) => before.startsWith(oldText, oldPosition));
  return fits ? before : null;
}
