import type { Diagnostic } from '../../../base';
import { defaultText } from '../default-text';
import type { LanguageSnapshot } from '../snapshot';
import { expressionsAt, fix, insertAt, type QuickFix } from './quick-fix';

/** A value that may be missing where one is needed: say what to take when there is none (EDT-22). */
export function orElse(snapshot: LanguageSnapshot, { span }: Diagnostic): QuickFix[] {
  return candidates(snapshot, span).flatMap((expr) => {
    const type = snapshot.typeOf(expr);
    const known = type && snapshot.expand(type);
    if (known?.kind !== 'enum' || known.variants.length !== 2) return [];
    const [none, some] = known.variants;
    if (none?.name !== 'none' || some?.name !== 'some') return [];
    const { file, start, end } = expr.extent;
    const value = defaultText(snapshot, some.type);
    const around = (before: string, after: string) => [
      insertAt(file, start, before),
      insertAt(file, end, after),
    ];
    return [
      fix('Take the default of its type when there is none', ...around('or_default(', ')')),
      fix(`Take \`${value}\` when there is none`, ...around('or_else(', `, ${value})`)),
      fix('Match both cases', ...around('(match ', ` { .some(value) => value, .none => ${value} })`)),
    ];
  });
}

/** The expression that is wrong, or, where an operator or function is, its arguments. */
function candidates(snapshot: LanguageSnapshot, span: Diagnostic['span']) {
  return expressionsAt(snapshot, span).flatMap((expr) => {
    if (expr.kind === 'binary') return [expr, expr.left, expr.right];
    if (expr.kind === 'unary') return [expr, expr.operand];
    if (expr.kind === 'pipe') return [expr, expr.left];
    if (expr.kind === 'call') return [expr, ...expr.args.map(({ value }) => value)];
    return [expr];
  });
}
