import type { AnnotationNode, DocNode } from '../syntax';
import type { Printer } from './printer';

/** Documentation lines; a comment between them has no place. */
export function printDoc(printer: Printer, marker: string, doc: DocNode): boolean {
  const { layout } = printer;
  doc.text.split('\n').forEach((line, index) => {
    if (index > 0) layout.newLine();
    layout.emitFree(`${marker} ${line}`.trimEnd());
  });
  return layout.pass(doc.span.end);
}

/** `@` or `@!` and the expression of an annotation. */
export function printAnnotation(printer: Printer, marker: string, { value }: AnnotationNode): boolean {
  const { layout } = printer;
  return layout.pass(value.extent.start) && layout.emit(marker) && printer.printExpr(printer, value);
}
