import { type Diagnostic, type Span, spanTouches } from '../../../base';
import type { DiagnosticSlug } from '../../diagnostics';
import type { LanguageSnapshot } from '../snapshot';
import { annotateNumber, annotateParameter } from './annotate';
import { correctLabel, missingLabel } from './argument-label';
import { constToFunction, functionToConst } from './constant-function';
import { convert } from './convert';
import { currentTypeName, didYouMean } from './did-you-mean';
import { extractToFunction, extractToLet } from './extract';
import { importName, throughStd } from './import-name';
import { makeMain } from './main-function';
import { missingArms } from './missing-arms';
import { addFields } from './missing-fields';
import { orElse } from './optional';
import { rewritePipeline } from './pipeline';
import { fixed, type ProblemFixer, type QuickFix, solves } from './quick-fix';
import { unusedName } from './unused';

export type { QuickFix } from './quick-fix';

/** Who may know a fix for which kind of problem (EDT-22), better ones first. */
const fixers: Partial<Record<DiagnosticSlug, readonly ProblemFixer[]>> = {
  'name-does-not-exist': [currentTypeName, didYouMean, importName],
  'expected-type': [currentTypeName],
  'field-does-not-exist': [didYouMean, orElse],
  'variant-does-not-exist': [didYouMean],
  'type-mismatch': [orElse, addFields, convert],
  'restricted-to-one-of': [orElse, convert],
  'param-is-not-a-module': [throughStd],
  'not-constant': [constToFunction],
  'lookup-expects-tuple': [orElse],
  'expected-tuple-length': [addFields],
  'cannot-infer-type': [annotateNumber, annotateParameter],
  'unknown-parameter': [correctLabel],
  'positional-after-labelled': [missingLabel],
  'missing-arms': [missingArms],
  'unused-name': [unusedName],
};

/** A fix with the problem that it solves; rewritings solve none. */
export interface OfferedFix extends QuickFix {
  readonly problem?: Diagnostic;
}

/** No more than this many for one problem: each is tried out. */
const maxTried = 12;

/**
 * What could be done about the problems that touch a stretch of text, and rewritings of the text there
 * (EDT-22). Every fix offered solves its problem, and every rewriting leaves the program as right as it was.
 */
export function fixesAt(snapshot: LanguageSnapshot, range: Span): readonly OfferedFix[] {
  if (!snapshot.file(range.file)) return [];
  const { check } = snapshot;
  const problems = [...check.diagnostics, ...(check.project?.hints ?? [])].filter(
    ({ span }) =>
      span.file === range.file &&
      (spanTouches(span, range.start) || (range.start <= span.start && span.start <= range.end)),
  );
  const offered = problems.flatMap((problem) =>
    fixesFor(snapshot, problem).map((candidate): OfferedFix => ({ ...candidate, problem })),
  );
  return [...offered, ...makeMain(snapshot, range), ...rewritings(snapshot, range)];
}

/** What has been found out about problems: an editor asks again at every step of the caret. */
const known = new WeakMap<Diagnostic, readonly QuickFix[]>();

/** The fixes of one problem of the snapshot that solve it. */
function fixesFor(snapshot: LanguageSnapshot, problem: Diagnostic): readonly QuickFix[] {
  const found = known.get(problem) ?? triedFixes(snapshot, problem);
  known.set(problem, found);
  return found;
}

function triedFixes(snapshot: LanguageSnapshot, problem: Diagnostic): readonly QuickFix[] {
  const tried = (fixers[problem.slug as DiagnosticSlug] ?? [])
    .flatMap((fixer) => fixer(snapshot, problem))
    .slice(0, maxTried);
  const solving = tried.filter((candidate) => solves(snapshot, problem, candidate) === 'wholly');
  if (solving.length > 0 || !aboutNames.has(problem.slug)) return distinct(solving);
  return distinct(tried.filter((candidate) => solves(snapshot, problem, candidate) === 'partly'));
}

/** With the right name the next mistake on the line may come to light; the name is right all the same. */
const aboutNames: ReadonlySet<string> = new Set([
  'name-does-not-exist',
  'expected-type',
  'field-does-not-exist',
  'variant-does-not-exist',
]);

function distinct(fixes: readonly QuickFix[]): QuickFix[] {
  return [...new Map(fixes.map((one) => [one.title, one])).values()];
}

/** Only of programs that are right: of others nobody could tell whether they stay as they are. */
function rewritings(snapshot: LanguageSnapshot, range: Span): QuickFix[] {
  if (snapshot.check.diagnostics.length > 0) return [];
  const proposed = [
    ...rewritePipeline(snapshot, range),
    ...functionToConst(snapshot, range),
    ...extractToLet(snapshot, range),
    ...extractToFunction(snapshot, range),
  ];
  return proposed.filter((candidate) => fixed(snapshot, candidate).check.diagnostics.length === 0);
}
