import type { Definition, DefinitionOf, ModuleBody } from '../syntax';
import { printAnnotation, printDoc } from './notes';
import { nameText, type Printer } from './printer';

/** What stands below each other in a file or module: its own annotations, then its definitions. */
export interface Unit {
  readonly kind: 'submodule' | 'header' | Definition['kind'];
  readonly start: number;
  readonly end: number;
  readonly print: () => boolean;
}

/** The units of a module body in source order. */
export function moduleUnits(printer: Printer, body: ModuleBody): Unit[] {
  const { selfDocs, selfAnnotations, definitions } = body;
  const header: Unit[] = selfAnnotations.map((annotation) => ({
    kind: 'header',
    start: annotation.value.extent.start,
    end: annotation.value.extent.end,
    print: () => printAnnotation(printer, '@!', annotation),
  }));
  for (const doc of selfDocs) {
    const { start, end } = doc.span;
    header.push({ kind: 'header', start, end, print: () => printDoc(printer, '#!', doc) });
  }
  header.sort((a, b) => a.start - b.start);
  const rest = definitions.map(
    (definition): Unit => ({
      kind: definition.kind,
      start: definition.span.start,
      end: definition.span.end,
      print: () => printer.printDefinition(printer, definition),
    }),
  );
  return [...header, ...rest];
}

/**
 * What comes between two units: the comment behind the first one, one empty line (none between two imports
 * or two header lines), and the comments above the second one.
 */
export function printBetween({ layout }: Printer, previous: Unit, unit: Unit): void {
  layout.trailingComment(unit.start);
  layout.newLine();
  const adjacent = previous.kind === unit.kind && (unit.kind === 'import' || unit.kind === 'header');
  if (!adjacent) layout.newLine();
  layout.leading(unit.start, false);
}

/** `module m {`, the contents indented, `}`. */
export function printModule(printer: Printer, { name, body, span }: DefinitionOf<'module'>): boolean {
  const { layout } = printer;
  if (!layout.atom(`module ${nameText(name)} {`, name.span.start)) return false;
  const end = span.end - 1;
  const units = moduleUnits(printer, body);
  const contents = () => {
    layout.newLine();
    if (units.length === 0) {
      layout.ownLines(end);
      return true;
    }
    layout.leading(units[0]!.start, false);
    for (const [index, unit] of units.entries()) {
      if (index > 0) printBetween(printer, units[index - 1]!, unit);
      if (!unit.print() || !layout.pass(unit.end)) return false;
    }
    layout.closing(end);
    return true;
  };
  return layout.indented(contents) && layout.newLine() && layout.emit('}');
}
