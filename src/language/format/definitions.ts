import type { Definition, ImportPart } from '../syntax';
import { printExpr, printFuncParams } from './expressions';
import { type Item, printListGroup } from './groups';
import { printModule } from './modules';
import { printAnnotation, printDoc } from './notes';
import { nameText, type Printer, pathText } from './printer';
import { printType, printTypeParams, printWhere, typeParamItem } from './types';

/** Prints a definition with its documentation and annotations (specification 1 §12.2). */
export function printDefinition(printer: Printer, definition: Definition): boolean {
  const { layout } = printer;
  const { doc, annotations, span } = definition;
  return (
    (!doc || (printDoc(printer, '##', doc) && layout.newLine())) &&
    annotations.every((annotation) => printAnnotation(printer, '@', annotation) && layout.newLine()) &&
    printDefinitionKind(printer, definition) &&
    layout.pass(span.end)
  );
}

function printDefinitionKind(printer: Printer, definition: Definition): boolean {
  const { layout } = printer;
  switch (definition.kind) {
    case 'import':
      return layout.atom('import ', definition.part.span.start) && printImportPart(printer, definition.part);
    case 'module':
      return printModule(printer, definition);
    case 'type': {
      const { name, frame, type } = definition;
      if (!layout.atom(`type ${nameText(name)}`, name.span.start)) return false;
      if (!frame) return layout.emit(': ') && printType(printer, type);
      const label = frame.label ? `${nameText(frame.label)}: ` : '';
      return (
        layout.emit(`(${label}`) && layout.reserving(1, () => printType(printer, type)) && layout.emit(')')
      );
    }
    case 'const': {
      const { name, type, value } = definition;
      return (
        layout.atom(`const ${nameText(name)}`, name.span.start) &&
        (!type || (layout.emit(': ') && printType(printer, type))) &&
        layout.emit(' = ') &&
        printExpr(printer, value)
      );
    }
    case 'func': {
      const { name, params, result, where, body } = definition;
      return (
        layout.atom(`func ${nameText(name)}`, name.span.start) &&
        printFuncParams(printer, name.span.end, params) &&
        (!result || (layout.emit(': ') && printType(printer, result))) &&
        (where.length > 0
          ? layout.newLine() && printWhere(printer, where) && layout.newLine() && layout.emit('-> ')
          : layout.emit(' -> ')) &&
        printExpr(printer, body)
      );
    }
    case 'external': {
      const { name, params, result, where } = definition;
      const items = params.map((param) => typeParamItem(printer, param));
      return (
        layout.atom(`external func ${nameText(name)}`, name.span.start) &&
        printTypeParams(printer, name.span.end, items) &&
        layout.emit(': ') &&
        printType(printer, result) &&
        (where.length === 0 || (layout.newLine() && printWhere(printer, where)))
      );
    }
    case 'anno': {
      const { name, params, span } = definition;
      const items = params.map((param) => typeParamItem(printer, param));
      return layout.onOneLine(
        span.end,
        () => layout.emit(`anno ${nameText(name)}`) && printTypeParams(printer, name.span.end, items),
      );
    }
  }
}

function printImportPart(printer: Printer, part: ImportPart): boolean {
  const { layout, brackets } = printer;
  const path = pathText(part.path);
  if (!part.parts) {
    const rest = part.star ? '::*' : part.alias ? ` as ${nameText(part.alias)}` : '';
    return layout.atom(`${path}${rest}`, part.span.start);
  }
  if (!layout.atom(`${path}::`, part.span.start)) return false;
  const sorted = [...part.parts].sort(byPath);
  const end = brackets.closeAfter(part.path.span.end);
  // Comments belong to a line; where lines change places they have none, and blank lines mean nothing.
  if (sorted.some((entry, index) => entry !== part.parts![index]) && !layout.pass(end)) return false;
  const items = sorted.map(
    (entry): Item => ({
      start: entry.span.start,
      end: entry.span.end,
      print: () => printImportPart(printer, entry),
    }),
  );
  return printListGroup(layout, { open: '(', close: ')', end }, items);
}

/** Orders import entries by their paths, segment by segment. */
function byPath(a: ImportPart, b: ImportPart): number {
  const left = a.path.segments;
  const right = b.path.segments;
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const one = left[index]!.name;
    const other = right[index]!.name;
    if (one !== other) return one < other ? -1 : 1;
  }
  return left.length - right.length;
}
