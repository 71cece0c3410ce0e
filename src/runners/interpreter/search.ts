import { bytecode } from '../../program';

type Expr = bytecode.Expr;
type ExprOf<K extends Expr['kind']> = Extract<Expr, { kind: K }>;

/** `index(filter(array, item -> item.field == wanted), 0)`, which is what `find` becomes. */
export interface EqualitySearch {
  /** Of the comparison. */
  readonly suffix: string;
  readonly array: Expr;
  /** What is searched for, as a function of nothing. */
  readonly wanted: ExprOf<'function'>;
  /** Where the field is in an item, then the layout arguments of `index`. */
  readonly layout: readonly number[];
}

/**
 * Recognises a search for the first item with a field equal to something that does not depend on the item. Reading a
 * field cannot fail, so it makes no difference that items behind the first match are not looked at.
 */
export function equalitySearch(call: ExprOf<'call'>, program: bytecode.Program): EqualitySearch | undefined {
  const index = externalOf(call.function, program);
  const [filterCall, position] = call.args;
  if (index?.id !== 'std::array::index' || filterCall?.kind !== 'call') return undefined;
  if (position?.kind !== 'literal' || position.bytes.some((byte) => byte !== 0)) return undefined;
  if (externalOf(filterCall.function, program)?.id !== 'std::array::filter') return undefined;
  const [array, condition] = filterCall.args;
  if (array === undefined || condition?.kind !== 'function' || condition.body.kind !== 'call')
    return undefined;
  const { symbolNs, body } = condition;
  const comparison = externalOf(body.function, program)?.id ?? '';
  const [left, right] = body.args;
  if (!comparison.startsWith(EQUAL) || left === undefined || right === undefined) return undefined;
  const sides = fieldOf(left, symbolNs) !== undefined ? [left, right] : [right, left];
  const field = fieldOf(sides[0]!, symbolNs);
  if (field === undefined || mentions(sides[1]!, symbolNs)) return undefined;
  return {
    suffix: comparison.slice(EQUAL.length),
    array,
    wanted: { kind: 'function', symbolNs, body: sides[1]! },
    layout: [field, ...index.layoutArgs],
  };
}

const EQUAL = 'std::ops::eq_';

function externalOf(expr: Expr, program: bytecode.Program): bytecode.ExternalSymbol | undefined {
  const symbol = expr.kind === 'pointer' ? bytecode.symbolOf(expr.sid) : undefined;
  return symbol?.kind === 'external' ? program.externals[symbol.index] : undefined;
}

/** How far into the item a lookup reads; undefined for anything that is not a lookup in it. */
function fieldOf(expr: Expr, item: number): number | undefined {
  let offset = 0;
  let base = expr;
  while (base.kind === 'offset') {
    offset += base.offset;
    base = base.base;
  }
  return base.kind === 'pointer' && base.sid === item ? offset : undefined;
}

function mentions(expr: Expr, sid: number): boolean {
  const stack: Expr[] = [expr];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.kind === 'pointer' && next.sid === sid) return true;
    for (const child of bytecode.bytecodeChildren(next)) stack.push(child);
  }
  return false;
}
