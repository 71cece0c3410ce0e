import { followCaret, peekStep } from '../follow';
import { textOf, useHolt } from '../store';
import { currentEditor } from './editor-handle';
import { settle } from './settle';

/** Marks the innermost step of the plan whose text holds the caret (GRF-6); waits for the plan of this text. */
export function nodeAtCaret(caret: number): void {
  const { check, version, shown, hoveredNode, file, files } = useHolt.getState();
  if (check !== null && check.version !== version) return;
  const nodes = (check?.plan ?? shown?.run.plan)?.nodes ?? [];
  const offset = behindBar(textOf({ files }, file), caret);
  let best: { readonly id: string; readonly length: number } | null = null;
  for (const { id, span } of nodes) {
    if (span === null || span.file !== file || offset < span.start || offset > span.end) continue;
    const length = span.end - span.start;
    if (best === null || length < best.length) best = { id, length };
  }
  const next = best?.id ?? null;
  if (next === hoveredNode) return;
  useHolt.setState({ hoveredNode: next });
  followCaret();
}

/** A caret before the step of a line that begins with a bar stands in that step. */
function behindBar(text: string, caret: number): number {
  const lead = /[ \t]*\|[ \t]*(?!\|)/y;
  lead.lastIndex = text.lastIndexOf('\n', caret - 1) + 1;
  return lead.test(text) ? Math.max(caret, lead.lastIndex) : caret;
}

/** Shows the value of the step that holds the caret, if any (GO-1); a text just written is checked first. */
export async function peekAtCaret(): Promise<void> {
  await settle();
  const editor = currentEditor();
  if (editor !== null) nodeAtCaret(editor.caret());
  const { hoveredNode } = useHolt.getState();
  if (hoveredNode !== null) await peekStep(hoveredNode);
}
