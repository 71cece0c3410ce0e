import type { Span } from '../../base';
import type { Core } from '../names/core';
import type { Definitions } from './definitions';

/**
 * The part of an expression that is not constant (specification 1 §9), or nothing. `frames` tells whether framed
 * constructors count as constant: they do everywhere but in defaults.
 */
export function nonConstantPart(expr: Core, definitions: Definitions, frames: boolean): Span | undefined {
  const part = (inner: Core): Span | undefined => nonConstantPart(inner, definitions, frames);
  switch (expr.kind) {
    case 'literal':
      return undefined;
    case 'path': {
      const { target } = expr;
      const constant = target?.kind === 'value' && definitions.values.get(target.path)?.kind === 'const';
      return constant ? undefined : expr.span;
    }
    case 'tuple':
      return first(expr.fields, (field) => part(field.value));
    case 'array':
      return first(expr.items, part);
    case 'variant':
      return expr.payload && part(expr.payload);
    case 'lookup':
      return part(expr.base);
    case 'ascription': {
      const inner = part(expr.value);
      return inner === expr.value.span ? expr.span : inner;
    }
    case 'call': {
      const target = expr.callee.kind === 'path' ? expr.callee.target : undefined;
      const frame = target?.kind === 'type' && definitions.types.get(target.path)?.kind === 'frame';
      return frame && frames && expr.sugar?.kind !== 'pipe'
        ? first(expr.args, (arg) => part(arg.value))
        : expr.span;
    }
    case 'let':
    case 'function':
    case 'match':
    case 'if':
      return expr.span;
  }
}

function first<T>(items: readonly T[], find: (item: T) => Span | undefined): Span | undefined {
  for (const item of items) {
    const found = find(item);
    if (found) return found;
  }
  return undefined;
}
