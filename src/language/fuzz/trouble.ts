import type { Diagnostic } from '../../base';
import { renderDiagnostics } from '../diagnostics';
import { applyEdits, formatFile } from '../format';
import { checkEntry } from '../project/check-entry';
import { checkProject } from '../project/check-project';
import { checkTolerantly } from '../project/check-tolerantly';
import type { CheckedProject } from '../project/checked-project';
import { lex } from '../syntax';

/** Words of a text that formatting keeps: all but commas, brackets it adds, and the contents of imports. */
const free: ReadonlySet<string> = new Set([',', '(', ')']);

/**
 * What is wrong with how the language treats a text, whatever the text is: it crashes, tells of a place that is not
 * there, or formats to something else. Undefined when all is well.
 */
export function troubleWith(text: string, std: CheckedProject | undefined): string | undefined {
  try {
    const sources = [{ path: '', text }];
    const { project, diagnostics } = checkProject(sources, { std });
    if (!project && diagnostics.length === 0) return 'refused without a reason';
    const entry = project ? checkEntry(project, 'main', 'program') : undefined;
    if (entry && !entry.entry && entry.diagnostics.length === 0) return 'entry refused without a reason';
    const misplaced = [...diagnostics, ...(project?.hints ?? [])].find((one) => !isInside(one, text.length));
    if (misplaced) return `"${misplaced.message}" at ${misplaced.span.start} to ${misplaced.span.end}`;
    if (diagnostics.some((one) => one.code === 'E0001')) return 'internal error';
    if (diagnostics.length > 0) renderDiagnostics(diagnostics, sources);
    checkTolerantly(sources, std);
    return troubleFormatting(text);
  } catch (problem) {
    return problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
  }
}

function isInside({ span, additional }: Diagnostic, length: number): boolean {
  const spans = [span, ...additional.flatMap((note) => note.span ?? [])];
  return spans.every(({ start, end }) => start >= 0 && start <= end && end <= Math.max(1, length));
}

function troubleFormatting(text: string): string | undefined {
  const formatted = formatFile('', text);
  if (!formatted.ok) return undefined;
  if (applyEdits(text, formatted.edits) !== formatted.text) return 'the edits do not make the formatted text';
  const again = formatFile('', formatted.text);
  if (!again.ok) return `formatted into something wrong:\n${formatted.text}`;
  if (again.text !== formatted.text) return `formatted differently again:\n${formatted.text}\n${again.text}`;
  if (essence(text) !== essence(formatted.text)) return `formatted into something else:\n${formatted.text}`;
  return undefined;
}

function essence(text: string): string {
  const { tokens, trivia } = lex('', text);
  const words = tokens
    .filter((token) => !free.has(token.kind))
    .map((token) => token.kind.replace('raw ', ''));
  const comments = trivia.flatMap((part) => (part.kind === 'comment' ? part.text.trim() : []));
  return `${words.toSorted().join(' ')}\n${comments.toSorted().join('\n')}`;
}
