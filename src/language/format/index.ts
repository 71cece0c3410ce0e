import type { Diagnostic, Span } from '../../base';
import { type FileTree, parseFile, type Token } from '../syntax';
import { Brackets } from './brackets';
import { printDefinition } from './definitions';
import { printExpr } from './expressions';
import { Layout } from './layout';
import { moduleUnits, printBetween, type Unit } from './modules';
import type { Printer } from './printer';

export interface Edit {
  readonly span: Span;
  readonly newText: string;
}

export type FormatResult =
  /** The edits in order, none of them without effect, and the text after them. */
  | { readonly ok: true; readonly edits: readonly Edit[]; readonly text: string }
  /** The file has errors of lexing or parsing and is left alone. */
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * Formats one file (specification 1 §12): width 80, indent 2, one edit for each definition of the root. A
 * definition that cannot be laid out, or that has a comment without a place, stays as it is.
 */
export function formatFile(path: string, text: string): FormatResult {
  const { file, tokens, trivia, diagnostics } = parseFile(path, text);
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  const layout = new Layout(trivia);
  const printer: Printer = { layout, text, brackets: new Brackets(tokens), printExpr, printDefinition };
  const edits: Edit[] = [];
  const edit = (start: number, end: number) => {
    if (text.slice(start, end) === layout.out) return;
    edits.push({ span: { file: path, start, end }, newText: layout.out });
  };

  const units = fileUnits(printer, file, tokens);
  let from = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (const [index, unit] of units.entries()) {
    layout.restart(from, index === 0);
    if (index === 0) layout.leading(unit.start, false);
    else printBetween(printer, units[index - 1]!, unit);
    if (unit.print() && layout.pass(unit.end)) edit(from, unit.end);
    from = unit.end;
  }
  layout.restart(from, units.length === 0);
  layout.closing(text.length);
  if (layout.out !== '' || units.length > 0) layout.newLine();
  edit(from, text.length);
  return { ok: true, edits, text: applyEdits(text, edits) };
}

/** The units of a file: `submodule`, then those of its module. */
function fileUnits(printer: Printer, file: FileTree, tokens: readonly Token[]): Unit[] {
  const units = moduleUnits(printer, file.body);
  if (!file.submodule) return units;
  const { start, end } = tokens[0]!;
  return [{ kind: 'submodule', start, end, print: () => printer.layout.atom('submodule', start) }, ...units];
}

/** The text after edits that are in order and do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let end = 0;
  for (const { span, newText } of edits) {
    result += text.slice(end, span.start) + newText;
    end = span.end;
  }
  return result + text.slice(end);
}
