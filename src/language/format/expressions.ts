import type { ArgNode, Expr, ExprOf, FuncParam, TupleFieldNode } from '../syntax';
import { chainItems, printChain, printChainList, printInNewParentheses } from './chains';
import { type Group, type Item, printBrokenGroup, printGroup, printListGroup } from './groups';
import { interpolatedText, literalText } from './literals';
import { printMatch } from './matches';
import { nameText, type Printer, pathText } from './printer';
import { printType } from './types';

/** Prints an expression (specification 1 §12.3). */
export function printExpr(printer: Printer, expr: Expr): boolean {
  const { layout } = printer;
  const { start, end } = expr.extent;
  switch (expr.kind) {
    case 'path':
      return layout.atom(pathText(expr.path), start);
    case 'literal':
      return layout.atom(literalText(expr.literal, printer.text.slice(start, end)), start);
    case 'fstring':
      return layout.atom(interpolatedText(expr.pieces), start);
    case 'tuple': {
      const fields = expr.fields.map((field) => tupleFieldItem(printer, field));
      return layout.pass(start) && printListGroup(layout, { open: '{', close: '}', end: end - 1 }, fields);
    }
    case 'array': {
      const items = expr.items.map((item) => exprItem(printer, item));
      return layout.pass(start) && printListGroup(layout, { open: '[', close: ']', end: end - 1 }, items);
    }
    case 'variant':
      return printVariant(printer, expr);
    case 'paren':
      return layout.pass(start) && printParentheses(printer, expr);
    case 'let':
      return printLet(printer, expr);
    case 'function':
      return printFunction(printer, expr);
    case 'call':
      return printCall(printer, expr);
    case 'match':
      return printMatch(printer, expr);
    case 'if':
      return layout.onOneLine(end, () => printIfOnOneLine(printer, expr)) || printBrokenIf(printer, expr);
    case 'lookup':
      return printExpr(printer, expr.base) && layout.emit(lookupText(expr));
    case 'index':
      return printExpr(printer, expr.base) && printContentGroup(printer, '[', ']', expr.index, end - 1);
    case 'ascription':
      return printExpr(printer, expr.value) && layout.emit(': ') && printType(printer, expr.type);
    case 'unary':
      return printUnary(printer, expr);
    case 'binary':
    case 'pipe':
      return printChain(printer, expr);
    case 'range':
      return (
        (!expr.from || printExpr(printer, expr.from)) &&
        layout.emit('..') &&
        (!expr.to || printExpr(printer, expr.to))
      );
    case 'missing':
      return false;
  }
}

/** Brackets around one expression, without a trailing comma. */
function printContentGroup(
  printer: Printer,
  open: string,
  close: string,
  content: Expr,
  end: number,
): boolean {
  return printGroup(printer.layout, {
    open,
    close,
    start: content.extent.start,
    end,
    trailingComma: false,
    content: () => printExpr(printer, content),
  });
}

function printVariant(printer: Printer, expr: ExprOf<'variant'>): boolean {
  const { start, end } = expr.extent;
  if (!printer.layout.atom(`.${nameText(expr.name)}`, start)) return false;
  return !expr.payload || printContentGroup(printer, '(', ')', expr.payload, end - 1);
}

/** What stands inside parentheses: a chain there needs no second pair. */
function printInner(printer: Printer, inner: Expr): boolean {
  const items = chainItems(printer, inner);
  return items ? printChainList(printer, items) : printExpr(printer, inner);
}

function parenthesesGroup(printer: Printer, { inner, extent }: ExprOf<'paren'>): Group {
  const content = () => printInner(printer, inner);
  return {
    open: '(',
    close: ')',
    start: inner.extent.start,
    end: extent.end - 1,
    trailingComma: false,
    content,
  };
}

function printParentheses(printer: Printer, expr: ExprOf<'paren'>): boolean {
  return printGroup(printer.layout, parenthesesGroup(printer, expr));
}

/** `let x = e;` and what follows on the next line. */
function printLet(printer: Printer, expr: ExprOf<'let'>): boolean {
  const { layout } = printer;
  const { start } = expr.extent;
  if (!layout.atom(`let ${nameText(expr.name)} = `, start)) return false;
  if (!layout.reserving(1, () => printExpr(printer, expr.value)) || !layout.emit(';')) return false;
  const bodyStart = expr.body.extent.start;
  if (!layout.pass(expr.value.extent.end)) return false;
  layout.trailingComment(bodyStart);
  return layout.newLine() && layout.leading(bodyStart, true) && printExpr(printer, expr.body);
}

function printFunction(printer: Printer, expr: ExprOf<'function'>): boolean {
  const { layout } = printer;
  const { start } = expr.extent;
  const [first] = expr.params;
  if (expr.short && first) {
    return layout.atom(`${nameText(first.name)} -> `, start) && printExpr(printer, expr.body);
  }
  return (
    layout.atom('func ', start) &&
    printFuncParams(printer, start, expr.params) &&
    (!expr.result || (layout.emit(': ') && printType(printer, expr.result))) &&
    layout.emit(' -> ') &&
    printExpr(printer, expr.body)
  );
}

/** Parameters of a `func` or lambda, whose bracket opens at or after `offset`. */
export function printFuncParams(printer: Printer, offset: number, params: readonly FuncParam[]): boolean {
  const { layout, brackets } = printer;
  const items = params.map((param) => funcParamItem(printer, param));
  return printListGroup(layout, { open: '(', close: ')', end: brackets.closeAfter(offset) }, items);
}

function funcParamItem(printer: Printer, param: FuncParam): Item {
  const { layout } = printer;
  const { start, end } = param.span;
  const names = `${param.label ? `${nameText(param.label)} ` : ''}${nameText(param.name)}`;
  const print = () =>
    layout.atom(`${param.const ? 'const ' : ''}${names}`, start) &&
    (!param.type || (layout.emit(': ') && printType(printer, param.type))) &&
    (!param.default || (layout.emit(' = ') && printExpr(printer, param.default)));
  return { start, end, print };
}

/** With two or more arguments a group; otherwise the brackets never leave the argument. */
function printCall(printer: Printer, expr: ExprOf<'call'>): boolean {
  const { layout } = printer;
  const { start, end } = expr.extent;
  if (!layout.atom(pathText(expr.callee), start)) return false;
  const items = expr.args.map((arg) => argItem(printer, arg));
  if (items.length > 1) return printListGroup(layout, { open: '(', close: ')', end: end - 1 }, items);
  const [only] = items;
  return (
    layout.emit('(') && (!only || layout.reserving(1, only.print)) && layout.emit(')') && layout.pass(end)
  );
}

function argItem(printer: Printer, arg: ArgNode): Item {
  return namedItem(printer, arg.label, '', arg);
}

function tupleFieldItem(printer: Printer, field: TupleFieldNode): Item {
  return namedItem(printer, field.name, field.spread ? '..' : '', field);
}

function namedItem(
  printer: Printer,
  name: TupleFieldNode['name'],
  prefix: string,
  { value, span: { start, end } }: Pick<ArgNode, 'value' | 'span'>,
): Item {
  const { layout } = printer;
  const before = name ? `${nameText(name)} = ` : prefix;
  const print = () => (before === '' || layout.atom(before, start)) && printExpr(printer, value);
  return { start, end, print };
}

function exprItem(printer: Printer, expr: Expr): Item {
  return { start: expr.extent.start, end: expr.extent.end, print: () => printExpr(printer, expr) };
}

function printIfOnOneLine(printer: Printer, expr: ExprOf<'if'>): boolean {
  const { layout } = printer;
  return (
    layout.emit('if ') &&
    printExpr(printer, expr.condition) &&
    layout.emit(' then ') &&
    printExpr(printer, expr.consequent) &&
    layout.emit(' else ') &&
    printExpr(printer, expr.alternative)
  );
}

function printBrokenIf(printer: Printer, expr: ExprOf<'if'>): boolean {
  const { layout } = printer;
  return (
    !layout.singleLine &&
    layout.atom('if ', expr.extent.start) &&
    printExpr(printer, expr.condition) &&
    layout.emit(' then ') &&
    printIfBranch(printer, expr.consequent) &&
    layout.emit(' else ') &&
    printIfBranch(printer, expr.alternative)
  );
}

/** A branch on lines of its own, in the parentheses it has or in new ones. */
function printIfBranch(printer: Printer, branch: Expr): boolean {
  const { layout } = printer;
  if (!layout.pass(branch.extent.start)) return false;
  if (branch.kind === 'paren') return printBrokenGroup(layout, parenthesesGroup(printer, branch));
  return printInNewParentheses(printer, branch, () => printInner(printer, branch));
}

/** `.field`; a blank keeps a position from becoming part of the literal before it. */
function lookupText({ base, field }: ExprOf<'lookup'>): string {
  if (field.kind === 'name') return `.${nameText(field.name)}`;
  const literal = base.kind === 'literal' ? base.literal.kind : undefined;
  const glued = literal === 'number' || literal === 'duration' || literal === 'timestamp';
  return `${glued ? ' ' : ''}.${field.position}`;
}

/** A minus and a digit would become one literal; a blank keeps them apart. */
function printUnary(printer: Printer, { operator, operand, extent }: ExprOf<'unary'>): boolean {
  const apart = operator === '-' && /[0-9]/.test(printer.text[operand.extent.start] ?? '');
  return printer.layout.atom(apart ? '- ' : operator, extent.start) && printExpr(printer, operand);
}
