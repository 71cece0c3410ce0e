import type { Diagnostic } from '../../../base';
import { displayName, sourceName } from '../../syntax';
import { missingVariants } from '../completion/variants';
import { defaultText } from '../default-text';
import type { LanguageSnapshot } from '../snapshot';
import { expressionsAt, fix, insertAt, type QuickFix } from './quick-fix';

/** A branch for each variant that a match does not name (EDT-22); their values are defaults, to be changed. */
export function missingArms(snapshot: LanguageSnapshot, { span }: Diagnostic): QuickFix[] {
  const match = expressionsAt(snapshot, span).find((expr) => expr.kind === 'match');
  if (match?.kind !== 'match') return [];
  const subject = snapshot.typeOf(match.subject);
  const result = snapshot.typeOf(match);
  const type = subject && snapshot.expand(subject);
  const last = match.branches.at(-1);
  if (type?.kind !== 'enum' || !result || !last) return [];
  const missing = missingVariants(match, type);
  const value = defaultText(snapshot, result);
  const text = snapshot.file(span.file)!.file.text;
  const line = text.lastIndexOf('\n', last.span.start - 1) + 1;
  const lead = text.slice(line, last.span.start);
  // Branches on lines of their own stay so.
  const between = /^[ \t]*$/.test(lead) ? `,\n${lead}` : ', ';
  const arms = missing.map(({ name }) => `${between}.${sourceName(name)} => ${value}`).join('');
  const names = missing.map(({ name }) => `\`.${displayName(name)}\``).join(', ');
  return [fix(`Add the missing arms ${names}`, insertAt(span.file, last.span.end, arms))];
}
