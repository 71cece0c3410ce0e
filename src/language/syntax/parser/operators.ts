import type { TokenKind } from '../token';
import type { BinaryOperator, Expr } from '../tree';
import type { TokenReader } from './token-reader';

/** Levels 4 to 10 of the precedence table (specification 1 §2.3); a smaller level binds tighter. */
const levels: Readonly<Record<BinaryOperator, number>> = {
  '**': 4,
  '*': 5,
  '/': 5,
  '//': 5,
  '%': 5,
  '+': 6,
  '-': 6,
  '==': 7,
  '!=': 7,
  '<': 7,
  '>': 7,
  '<=': 7,
  '>=': 7,
  '~=': 7,
  '??': 8,
  '&&': 9,
  '||': 10,
};
const operators = Object.keys(levels) as BinaryOperator[];
const operatorSet: ReadonlySet<TokenKind> = new Set(operators);

function isOperator(kind: TokenKind | undefined): kind is BinaryOperator {
  return kind !== undefined && operatorSet.has(kind);
}

/** Operands joined by binary operators, all levels at once: two stacks, so that chains cost no recursion. */
export function parseBinary(reader: TokenReader, parseOperand: (reader: TokenReader) => Expr): Expr {
  const first = parseOperand(reader);
  let operator = reader.kind;
  if (!isOperator(operator)) {
    reader.expect(operators);
    return first;
  }
  const operands = [first];
  const pending: BinaryOperator[] = [];
  for (; isOperator(operator); operator = reader.kind) {
    reader.advance();
    while (pending.length > 0 && bindsFirst(pending.at(-1)!, operator)) reduce(reader, operands, pending);
    pending.push(operator);
    operands.push(parseOperand(reader));
  }
  reader.expect(operators);
  while (pending.length > 0) reduce(reader, operands, pending);
  return operands[0]!;
}

/** Joins the last two operands by the last operator. */
function reduce(reader: TokenReader, operands: Expr[], pending: BinaryOperator[]): void {
  const right = operands.pop()!;
  const left = operands.pop()!;
  const span = reader.spanOver(left.extent, right.extent);
  operands.push({ kind: 'binary', operator: pending.pop()!, left, right, span, extent: span });
  reader.grow();
}

/** Whether in `a left b right c` the left operator takes `b`. */
function bindsFirst(left: BinaryOperator, right: BinaryOperator): boolean {
  return levels[left] < levels[right] || (levels[left] === levels[right] && left !== '**');
}
