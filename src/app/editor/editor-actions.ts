import type { Diagnostic, TextRange } from '../../engine';
import { announce, edit } from '../session';
import { mainFile, mainText, useHolt } from '../store';
import { words } from '../words';
import { language } from '../workers';
import { currentEditor, type Offsets, type Place, placeIn } from './editor-handle';

/** Selects a range of the source and shows it. */
export function goToSpan(span: TextRange): void {
  useHolt.setState({ place: 'code' });
  requestAnimationFrame(() => currentEditor()?.select(span));
}

export function goToProblem(problem: Diagnostic): void {
  goToSpan(problem.span);
}

/** Goes to the problem after the caret, from the last one to the first. */
export function goToNextProblem(): void {
  const problems = [...(useHolt.getState().check?.problems ?? [])].sort(
    (a, b) => a.span.start - b.span.start,
  );
  const caret = currentEditor()?.caret() ?? 0;
  const next = problems.find((problem) => problem.span.start > caret) ?? problems[0];
  if (next !== undefined) goToProblem(next);
}

export function placeOf(range: TextRange): Place {
  return placeIn(mainText(useHolt.getState()), range.start);
}

/** Formats the program; a text with syntax errors is left as it is, with a message (EDT-12). */
export async function formatCode(): Promise<void> {
  const { version, files, check } = useHolt.getState();
  if (check?.problems.some((problem) => problem.code === 'E0003')) {
    announce(words.editor.cannotFormat);
    return;
  }
  await language().check({ files }, version);
  const edits = await language().format(mainFile);
  if (useHolt.getState().version !== version || edits.length === 0) return;
  const text = mainText(useHolt.getState());
  let formatted = '';
  let at = 0;
  for (const { range, text: next } of edits) {
    formatted += text.slice(at, range.start) + next;
    at = range.end;
  }
  replaceText(formatted + text.slice(at));
}

/** Changes the whole text as one undo step, touching only what differs. */
export function replaceText(next: string): void {
  const text = mainText(useHolt.getState());
  const editor = currentEditor();
  if (editor === null) edit(next);
  else if (text !== next) {
    const { start, end, inserted } = difference(text, next);
    editor.replace({ start, end }, inserted);
  }
}

/** The one range in which two texts differ. */
export function difference(before: string, after: string): Offsets & { readonly inserted: string } {
  let start = 0;
  const most = Math.min(before.length, after.length);
  while (start < most && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < most - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { start, end: before.length - tail, inserted: after.slice(start, after.length - tail) };
}
