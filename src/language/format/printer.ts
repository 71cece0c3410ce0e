import type { Definition, Expr, Ident, PathNode } from '../syntax';
import { sourceName } from '../syntax';
import type { Brackets } from './brackets';
import type { Layout } from './layout';

/** What the printing functions share: where to print, and the source they print from. */
export interface Printer {
  readonly layout: Layout;
  readonly text: string;
  readonly brackets: Brackets;
  /** The rules that others come back to, handed around so that their files need not know each other. */
  readonly printExpr: (printer: Printer, expr: Expr) => boolean;
  readonly printDefinition: (printer: Printer, definition: Definition) => boolean;
}

export function nameText(name: Ident): string {
  return sourceName(name.name);
}

export function pathText(path: PathNode): string {
  return path.segments.map(nameText).join('::');
}
