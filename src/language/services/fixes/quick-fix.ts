import type { Diagnostic, Span } from '../../../base';
import type { Edit } from '../../format';
import type { Expr } from '../../syntax';
import { editProject } from '../edit-project';
import { LanguageSnapshot } from '../snapshot';
import { nodesOf, walkSyntax } from '../syntax-node';

/** A change that solves a problem, or a rewriting that keeps the meaning. */
export interface QuickFix {
  /** What it does, as a command: "Change to `amount`". */
  readonly title: string;
  readonly kind: 'fix' | 'refactor';
  readonly edits: readonly Edit[];
}

/** Proposes fixes for one problem. Those that do not solve it are thrown away by whoever asks. */
export type ProblemFixer = (snapshot: LanguageSnapshot, problem: Diagnostic) => readonly QuickFix[];

export function fix(title: string, ...edits: Edit[]): QuickFix {
  return { title, kind: 'fix', edits };
}

/** The project after the fix. */
export function fixed(snapshot: LanguageSnapshot, { edits }: QuickFix): LanguageSnapshot {
  return new LanguageSnapshot(editProject(snapshot.sources, edits), snapshot.std);
}

/**
 * Whether the problem is gone after the fix: `wholly` when the changed place has no other one either. Mistakes
 * elsewhere do not count, this one may have hidden them.
 */
export function solves(
  snapshot: LanguageSnapshot,
  problem: Diagnostic,
  candidate: QuickFix,
): 'wholly' | 'partly' | 'not' {
  const all = ({ check }: LanguageSnapshot): readonly Diagnostic[] =>
    problem.severity === 'hint' ? [...check.diagnostics, ...(check.project?.hints ?? [])] : check.diagnostics;
  const after = all(fixed(snapshot, candidate));
  const count = (list: readonly Diagnostic[]): number =>
    list.filter((one) => keyOf(one) === keyOf(problem)).length;
  if (count(after) >= count(all(snapshot))) return 'not';
  const touched = after.some(({ span }) =>
    candidate.edits.some((edit) => touchesEdit(span, edit, candidate.edits)),
  );
  return touched ? 'partly' : 'wholly';
}

function keyOf({ slug, message, span }: Diagnostic): string {
  return `${slug}\n${message}\n${span.file}`;
}

/** Whether a span of the new text touches what an edit has put there. */
function touchesEdit(span: Span, edit: Edit, edits: readonly Edit[]): boolean {
  if (span.file !== edit.span.file) return false;
  const moved = edits
    .filter((other) => other.span.file === edit.span.file && other.span.start < edit.span.start)
    .reduce((sum, other) => sum + other.newText.length - (other.span.end - other.span.start), 0);
  const start = edit.span.start + moved;
  return span.start <= start + edit.newText.length && start <= span.end;
}

/** The expressions whose diagnostic span is this one, outer ones first. */
export function expressionsAt(snapshot: LanguageSnapshot, span: Span): Expr[] {
  const body = snapshot.file(span.file)?.file.body;
  const found: Expr[] = [];
  if (!body) return found;
  walkSyntax(nodesOf(body), (at) => {
    if (at.is !== 'expr') return;
    const { start, end } = at.node.span;
    if (start === span.start && end === span.end) found.push(at.node);
  });
  return found;
}

export function insertAt(file: string, at: number, text: string): Edit {
  return { span: { file, start: at, end: at }, newText: text };
}
