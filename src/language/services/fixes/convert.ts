import type { Diagnostic } from '../../../base';
import type { Expr } from '../../syntax';
import { definitionAround } from '../caret';
import type { LanguageSnapshot } from '../snapshot';
import { expressionsAt, fix, insertAt, type QuickFix } from './quick-fix';

const converted = /^std::(U?[Ii]nt(?:8|16|32|64)|Float(?:32|64)|Text)$/;

/** A value of another number type, or one where text is wanted: convert it. */
export function convert(snapshot: LanguageSnapshot, { span }: Diagnostic): QuickFix[] {
  return expressionsAt(snapshot, span).flatMap((expr) =>
    parts(expr).flatMap((part) => {
      const definition = definitionAround(snapshot, span.file, part.extent.start);
      const wanted = snapshot.tolerant.typeAt(part.extent, definition);
      const known = wanted && snapshot.expand(wanted);
      const name = known?.kind === 'named' ? converted.exec(known.path)?.[1]?.toLowerCase() : undefined;
      if (name === undefined) return [];
      const { file, start, end } = part.extent;
      return [
        fix(`Convert with \`to_${name}\``, insertAt(file, start, `to_${name}(`), insertAt(file, end, ')')),
      ];
    }),
  );
}

/** An operator blames all of itself; the operand on the right is then as likely as any. */
function parts(expr: Expr): Expr[] {
  return expr.kind === 'binary' ? [expr.right, expr.left] : [expr];
}
