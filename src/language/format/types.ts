import type { DomainNode, TypeFieldNode, TypeNode, TypeParamDecl, VariantNode, WhereParam } from '../syntax';
import { type Item, printGroup, printList, printListGroup } from './groups';
import { nameText, type Printer, pathText } from './printer';

/** Prints a type (specification 1 §12.3). */
export function printType(printer: Printer, type: TypeNode): boolean {
  const { layout } = printer;
  const { start, end } = type.extent;
  switch (type.kind) {
    case 'primitive':
      return layout.atom(`Prim${type.width}`, start);
    case 'path':
      return layout.atom(pathText(type.path), start);
    case 'function': {
      const params = type.params.map((param) => typeParamItem(printer, param));
      return (
        layout.atom('func ', start) &&
        printTypeParams(printer, start, params) &&
        layout.emit(': ') &&
        printType(printer, type.result)
      );
    }
    case 'tuple': {
      const fields = type.fields.map((field) => typeFieldItem(printer, field));
      return layout.pass(start) && printListGroup(layout, { open: '{', close: '}', end: end - 1 }, fields);
    }
    case 'comprehension':
      return layout.onOneLine(end, () => printComprehension(printer, type));
    case 'array':
      return (
        layout.pass(start) &&
        printGroup(layout, {
          open: '[',
          close: ']',
          start: type.item.extent.start,
          end: end - 1,
          trailingComma: false,
          content: () => printType(printer, type.item),
        })
      );
    case 'enum': {
      const variants = type.variants.map((variant) => variantItem(printer, variant));
      const brackets = { open: 'enum {', close: '}', end: end - 1 };
      return layout.pass(start) && printListGroup(layout, brackets, variants);
    }
    case 'option':
      return layout.reserving(1, () => printType(printer, type.inner)) && layout.emit('?');
    case 'missing':
      return false;
  }
}

type Comprehension = Extract<TypeNode, { kind: 'comprehension' }>;

function printComprehension(printer: Printer, type: Comprehension): boolean {
  const { layout } = printer;
  const bodyName = type.bodyName ? `${nameText(type.bodyName)}: ` : '';
  return (
    layout.emit(`{for ${nameText(type.field)}: ${nameText(type.variable)} in `) &&
    printType(printer, type.source) &&
    layout.emit(` do ${bodyName}`) &&
    printType(printer, type.body) &&
    layout.emit('}')
  );
}

/** Parameters of an external, an annotation or a function type: their bracket opens at or after `offset`. */
export function printTypeParams(printer: Printer, offset: number, params: readonly Item[]): boolean {
  const { layout, brackets } = printer;
  return printListGroup(layout, { open: '(', close: ')', end: brackets.closeAfter(offset) }, params, false);
}

export function typeParamItem(printer: Printer, param: TypeParamDecl): Item {
  const { layout } = printer;
  const { start, end } = param.span;
  const print = () =>
    layout.atom(`${param.const ? 'const ' : ''}${param.label ? `${nameText(param.label)}: ` : ''}`, start) &&
    printType(printer, param.type) &&
    (!param.default || (layout.emit(' = ') && printer.printExpr(printer, param.default)));
  return { start, end, print };
}

function typeFieldItem(printer: Printer, field: TypeFieldNode): Item {
  const { layout } = printer;
  const { start, end } = field.span;
  const print = () =>
    (!field.name || layout.atom(`${nameText(field.name)}: `, start)) && printType(printer, field.type);
  return { start, end, print };
}

function variantItem(printer: Printer, variant: VariantNode): Item {
  const { layout } = printer;
  const { start, end } = variant.span;
  const print = () =>
    layout.atom(nameText(variant.name), start) &&
    (!variant.payload || (layout.emit(': ') && printType(printer, variant.payload)));
  return { start, end, print };
}

/** `where` and the type parameters: on one line, otherwise one a line with the following ones indented. */
export function printWhere(printer: Printer, params: readonly WhereParam[]): boolean {
  const { layout } = printer;
  const items = params.map((param): Item => {
    const { start, end } = param.span;
    const print = () =>
      layout.atom(nameText(param.name), start) &&
      (!param.domain || (layout.emit(': ') && printDomain(printer, param.domain)));
    return { start, end, print };
  });
  const separators = { inline: ', ', lineEnd: ',', afterLast: true, comments: true };
  return layout.emit('where ') && layout.indented(() => printList(layout, items, separators));
}

function printDomain(printer: Printer, domain: DomainNode): boolean {
  const { layout } = printer;
  const print = () => {
    if (domain.kind === 'oneOf') {
      return domain.alternatives.every(
        (type, index) => (index === 0 || layout.emit(' | ')) && printType(printer, type),
      );
    }
    const fields = domain.fields.map((field) => typeFieldItem(printer, field));
    return (
      layout.emit('{') && fields.every((field) => field.print() && layout.emit(', ')) && layout.emit('..}')
    );
  };
  return layout.onOneLine(domain.span.end, print);
}
