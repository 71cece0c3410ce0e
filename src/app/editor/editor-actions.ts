import type { Diagnostic, TextRange } from '../../engine';
import { showFile } from '../project/show-file';
import { announce, edit } from '../session';
import { isReadOnlyFile, openText, projectOf, textOf, useHolt } from '../store';
import { words } from '../words';
import { language } from '../workers';
import { currentEditor, type Offsets, type Place, placeIn } from './editor-handle';
import { samePlace } from './same-token';
import { settle } from './settle';

/** Selects a range of the source and shows it. */
export function goToSpan(span: TextRange): void {
  const { file, place } = useHolt.getState();
  const editor = currentEditor();
  // At once where it can be seen at once: what is typed next belongs there.
  if (editor !== null && place === 'code' && file === span.file) {
    editor.select(span);
    return;
  }
  useHolt.setState({ place: 'code' });
  void showFile(span.file)
    .then(() => currentEditor()?.arrived())
    .then(() => currentEditor()?.select(span));
}

export function goToProblem(problem: Diagnostic): void {
  goToSpan(problem.span);
}

/** Goes to the problem after the caret, from the last one to the first; a text just written is checked first. */
export async function goToNextProblem(): Promise<void> {
  await settle();
  const { check, file, files } = useHolt.getState();
  const order = (path: string) => files.findIndex((one) => one.path === path);
  const problems = [...(check?.problems ?? [])].sort(
    (a, b) => order(a.span.file) - order(b.span.file) || a.span.start - b.span.start,
  );
  const caret = currentEditor()?.caret() ?? 0;
  const isAfter = ({ span }: Diagnostic) =>
    span.file === file ? span.start > caret : order(span.file) > order(file);
  const next = problems.find(isAfter) ?? problems[0];
  if (next !== undefined) goToProblem(next);
}

export function placeOf(range: TextRange): Place {
  return placeIn(textOf(useHolt.getState(), range.file), range.start);
}

/**
 * Formats the file on the screen, or the definitions that the selection touches; one with syntax errors is left as it
 * is, with a message. The caret stays on its token (EDT-12).
 */
export async function formatCode(onlySelection = false): Promise<void> {
  const { version, file } = useHolt.getState();
  if (isReadOnlyFile(file)) return;
  const editor = currentEditor();
  const { problems } = await language().check(projectOf(useHolt.getState()), version);
  if (problems.some((problem) => problem.code === 'E0003' && problem.span.file === file)) {
    announce(words.editor.cannotFormat);
    return;
  }
  const edits = await language().format(file);
  const now = useHolt.getState();
  if (now.version !== version || now.file !== file) return;
  const chosen = onlySelection ? editor?.selection() : undefined;
  const text = openText(now);
  let formatted = '';
  let at = 0;
  for (const { range, text: next } of edits) {
    if (chosen !== undefined && (range.end < chosen.start || range.start > chosen.end)) continue;
    formatted += text.slice(at, range.start) + next;
    at = range.end;
  }
  formatted += text.slice(at);
  if (formatted === text) return;
  const caret = editor?.caret() ?? 0;
  replaceText(formatted);
  editor?.setCaret(samePlace(text, formatted, caret));
  editor?.focus();
}

/** Changes the whole text on the screen as one undo step, touching only what differs. */
export function replaceText(next: string): void {
  const text = openText(useHolt.getState());
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
