import { sameType, type Type } from './type';

/** An expression of a generated program, kept as a tree so that it can be cut down. */
export interface Expression {
  readonly type: Type;
  /** What was used to make it: `literal`, `variable`, or a function of the library. */
  readonly operator: string;
  /** Source text with expressions in between. */
  readonly parts: readonly (string | Expression)[];
}

export function source(expression: Expression): string {
  return expression.parts.map((part) => (typeof part === 'string' ? part : source(part))).join('');
}

export function children(expression: Expression): Expression[] {
  return expression.parts.filter((part) => typeof part !== 'string');
}

export function size(expression: Expression): number {
  return children(expression).reduce((sum, child) => sum + size(child), 1);
}

/** The pairs of an operator and an operator among its arguments. */
export function operatorPairs(expression: Expression): string[] {
  return children(expression).flatMap((child) => [
    `${expression.operator} ${child.operator}`,
    ...operatorPairs(child),
  ]);
}

/**
 * Smaller programs than this one: every node replaced by the simplest value of its type, or by one of its
 * descendants of the same type. Some are wrong, where a variable loses its binding.
 */
export function* smaller(
  expression: Expression,
  simplest: (type: Type) => Expression,
): Generator<Expression> {
  const simple = simplest(expression.type);
  if (source(simple).length < source(expression).length) yield simple;
  for (const descendant of descendants(expression)) {
    if (sameType(descendant.type, expression.type)) yield descendant;
  }
  for (const [i, part] of expression.parts.entries()) {
    if (typeof part === 'string') continue;
    for (const replacement of smaller(part, simplest)) {
      yield { ...expression, parts: expression.parts.with(i, replacement) };
    }
  }
}

function* descendants(expression: Expression): Generator<Expression> {
  for (const child of children(expression)) {
    yield child;
    yield* descendants(child);
  }
}
