import type { Diagnostic, Span } from '../../base';
import { diagnosticAt } from '../diagnostics';
import type {
  BinaryOperator,
  Expr,
  ExprOf,
  FStringPiece,
  FuncParam,
  Ident,
  PathNode,
  TypeNode,
  TypeParamDecl,
} from '../syntax/tree';
import type { Sugar } from '../types/typed-tree';
import type { Core, CoreArg, CoreField, CoreParam } from './core';

/** A path that no one has written; those who meet it ask for its names alone. */
function library(...names: string[]): readonly Ident[] {
  return names.map((name) => ({ name, span: { file: '', start: 0, end: 0 } }));
}

/** What an operator calls. `~=` has no function; its name fails to resolve. */
const operatorFunctions: Readonly<Record<BinaryOperator, readonly Ident[]>> = {
  '**': library('std', 'math', 'pow'),
  '*': library('std', 'mul'),
  '/': library('std', 'div'),
  '//': library('std', 'div'),
  '%': library('std', 'mod'),
  '+': library('std', 'add'),
  '-': library('std', 'sub'),
  '==': library('std', 'eq'),
  '!=': library('std', 'ne'),
  '<': library('std', 'lt'),
  '>': library('std', 'gt'),
  '<=': library('std', 'lte'),
  '>=': library('std', 'gte'),
  '~=': library('std', 'regex_search'),
  '??': library('std', 'or_else'),
  '&&': library('std', 'and'),
  '||': library('std', 'or'),
};

const negate = library('std', 'neg');
const not = library('std', 'not');
const index = library('std', 'array', 'index');
const orDefault = library('std', 'option', 'or_default');
const concat = library('std', 'text', 'concat');
const int64 = library('std', 'Int64');

const pipeSugar: Sugar = { kind: 'pipe' };
const indexSugar: Sugar = { kind: 'index' };
const rangeSugar: Sugar = { kind: 'range' };
const textSugar: Sugar = { kind: 'fstring' };
const operatorSugars = new Map<string, Sugar>();

function operatorSugar(operator: string): Sugar {
  let sugar = operatorSugars.get(operator);
  if (!sugar) {
    sugar = { kind: 'operator', operator };
    operatorSugars.set(operator, sugar);
  }
  return sugar;
}

/**
 * How high a tree without sugar may be: everything after this walks it by recursion, some with several calls a
 * level, and must not run out of stack.
 */
export const maxCoreHeight = 600;

/**
 * Takes the sugar out of expressions (specification 1 §6.1). The only mistake it can find is a pipe into
 * something that cannot be called, or a chain that is too long; it keeps the first one.
 */
export class Desugarer {
  error: Diagnostic | undefined;
  /** Defaults of parameters in function types, which stay surface trees otherwise. */
  readonly defaults = new Map<Expr, Core>();

  private height = 0;

  expression(expr: Expr): Core {
    const { span, extent } = expr;
    // An index is two calls, one inside the other.
    const levels = expr.kind === 'index' ? 2 : 1;
    this.height += levels;
    const core: Core = this.height > maxCoreHeight ? this.tooHigh(expr) : this.desugared(expr, span, extent);
    this.height -= levels;
    return core;
  }

  private tooHigh({ span, extent }: Expr): Core {
    const message = `too long: there are more than ${maxCoreHeight} operations in one chain`;
    this.error ??= diagnosticAt('nesting-too-deep', span, message);
    return { kind: 'tuple', fields: [], span, extent };
  }

  private desugared(expr: Expr, span: Span, extent: Span): Core {
    switch (expr.kind) {
      case 'path':
        return { kind: 'path', path: expr.path, target: undefined, span, extent };
      case 'literal':
        return { kind: 'literal', literal: expr.literal, span, extent };
      case 'paren':
        return this.expression(expr.inner);
      case 'fstring':
        return this.interpolation(expr);
      case 'tuple':
        return {
          kind: 'tuple',
          span,
          extent,
          fields: expr.fields.map((field): CoreField => {
            const value = this.expression(field.value);
            const name = field.name?.name ?? (field.spread ? undefined : lentName(value));
            return { name, spread: field.spread, value };
          }),
        };
      case 'array':
        return { kind: 'array', items: expr.items.map((item) => this.expression(item)), span, extent };
      case 'variant': {
        const payload = expr.payload && this.expression(expr.payload);
        return { kind: 'variant', name: expr.name.name, payload, span, extent };
      }
      case 'let': {
        const value = this.expression(expr.value);
        const body = this.expression(expr.body);
        return { kind: 'let', name: expr.name, value, body, binder: undefined, span, extent };
      }
      case 'function': {
        const params = expr.params.map((param) => this.funcParam(param));
        if (expr.result) this.type(expr.result);
        return {
          kind: 'function',
          params,
          result: expr.result,
          body: this.expression(expr.body),
          span,
          extent,
        };
      }
      case 'call':
        return {
          kind: 'call',
          callee: pathExpression(expr.callee),
          args: expr.args.map((arg) => ({
            label: arg.label?.name,
            value: this.expression(arg.value),
            span: arg.span,
          })),
          span,
          extent,
        };
      case 'match':
        return {
          kind: 'match',
          subject: this.expression(expr.subject),
          branches: expr.branches.map((branch) => ({
            pattern: branch.pattern,
            value: this.expression(branch.value),
            span: branch.span,
          })),
          span,
          extent,
        };
      case 'if':
        return {
          kind: 'if',
          condition: this.expression(expr.condition),
          consequent: this.expression(expr.consequent),
          alternative: this.expression(expr.alternative),
          span,
          extent,
        };
      case 'lookup':
        return { kind: 'lookup', base: this.expression(expr.base), field: expr.field, span, extent };
      case 'index': {
        const sugar = indexSugar;
        const base = this.expression(expr.base);
        const at = this.expression(expr.index);
        const found = stdCall(index, [base, at], span, extent, sugar);
        return stdCall(orDefault, [found], span, extent, sugar);
      }
      case 'ascription':
        this.type(expr.type);
        return { kind: 'ascription', value: this.expression(expr.value), type: expr.type, span, extent };
      case 'unary': {
        const operand = this.expression(expr.operand);
        if (expr.operator === '+') return operand;
        const path = expr.operator === '-' ? negate : not;
        return stdCall(path, [operand], span, extent, operatorSugar(expr.operator));
      }
      case 'binary': {
        const left = this.expression(expr.left);
        const right = this.expression(expr.right);
        const sugar = operatorSugar(expr.operator);
        return stdCall(operatorFunctions[expr.operator], [left, right], span, extent, sugar);
      }
      case 'range':
        return this.range(expr);
      case 'pipe':
        return this.pipe(expr);
      case 'missing':
        return { kind: 'tuple', fields: [], span, extent };
    }
  }

  /** Parameters of a function or lambda. */
  funcParam(param: FuncParam): CoreParam {
    if (param.type) this.type(param.type);
    return {
      const: param.const,
      label: param.label?.name,
      name: param.name,
      type: param.type,
      default: param.default && this.expression(param.default),
      span: param.span,
    };
  }

  /** Parameters of an external, an annotation or a function type. */
  typeParam(param: TypeParamDecl): CoreParam {
    this.type(param.type);
    let fallback: Core | undefined;
    if (param.default) {
      fallback = this.defaults.get(param.default) ?? this.expression(param.default);
      this.defaults.set(param.default, fallback);
    }
    return {
      const: param.const,
      label: param.label?.name,
      type: param.type,
      default: fallback,
      span: param.span,
    };
  }

  /** Types have no sugar of interest here, but the defaults in function types are expressions. */
  type(node: TypeNode): void {
    switch (node.kind) {
      case 'function':
        for (const param of node.params) this.typeParam(param);
        this.type(node.result);
        break;
      case 'tuple':
        for (const field of node.fields) this.type(field.type);
        break;
      case 'comprehension':
        this.type(node.source);
        this.type(node.body);
        break;
      case 'array':
        this.type(node.item);
        break;
      case 'enum':
        for (const variant of node.variants) if (variant.payload) this.type(variant.payload);
        break;
      case 'option':
        this.type(node.inner);
        break;
      case 'primitive':
      case 'path':
      case 'missing':
        break;
    }
  }

  private pipe(expr: ExprOf<'pipe'>): Core {
    const left = this.expression(expr.left);
    const right = this.expression(expr.right);
    const piped = { label: undefined, value: left, span: left.span };
    const sugar = pipeSugar;
    const { extent } = expr;
    const { span } = right;
    if (right.kind === 'call') {
      const args = [piped as CoreArg].concat(right.args);
      return { kind: 'call', callee: right.callee, args, sugar, span, extent };
    }
    if (right.kind === 'path' || right.kind === 'function') {
      return { kind: 'call', callee: right, args: [piped], sugar, span, extent };
    }
    this.error ??= diagnosticAt(
      'pipe-needs-function',
      span,
      'pipe operator requires function calls or functions',
    );
    return left;
  }

  private range(expr: ExprOf<'range'>): Core {
    const { span, extent } = expr;
    const bound = (name: string, value: Expr | undefined): CoreField => {
      const inner = value && this.expression(value);
      const at = inner?.span ?? span;
      const whole = inner?.extent ?? extent;
      const variant: Core = inner
        ? { kind: 'variant', name: 'some', payload: inner, span: at, extent: whole }
        : { kind: 'variant', name: 'none', span: at, extent: whole };
      const type = optionalInt64(at);
      return {
        name,
        spread: false,
        value: { kind: 'ascription', value: variant, type, span: at, extent: whole },
      };
    };
    const fields = [bound('start', expr.from), bound('end', expr.to)];
    return { kind: 'tuple', fields, span, extent, sugar: rangeSugar };
  }

  /** A left fold over the pieces; a single piece stands for itself (specification 1 §6.2). */
  private interpolation(expr: ExprOf<'fstring'>): Core {
    const { span, extent } = expr;
    const text = (value: string, at: Span): Core => ({
      kind: 'literal',
      literal: { kind: 'text', value, raw: false, quotes: expr.quotes },
      span: at,
      extent: at,
    });
    if (this.height + expr.pieces.length > maxCoreHeight) return this.tooHigh(expr);
    const [first, ...rest] = expr.pieces.map((piece) =>
      piece.kind === 'text' ? text(piece.value, piece.span) : hole(piece),
    );
    if (!first) return text('', span);
    if (rest.length === 0) return first.kind === 'literal' ? { ...first, span, extent } : first;
    return rest.reduce<Core>(
      (joined, piece) => stdCall(concat, [joined, piece], span, extent, textSugar),
      first,
    );
  }
}

function hole(piece: Extract<FStringPiece, { kind: 'hole' }>): Core {
  const path: PathNode = { segments: [piece.head], span: piece.head.span };
  let value: Core = pathExpression(path);
  for (const { name, span, extent } of piece.fields) {
    value = { kind: 'lookup', base: value, field: { kind: 'name', name }, span, extent };
  }
  return value;
}

function pathExpression(path: PathNode): Core {
  return { kind: 'path', path, target: undefined, span: path.span, extent: path.span };
}

function stdCall(
  segments: readonly Ident[],
  args: readonly Core[],
  span: Span,
  extent: Span,
  sugar: Sugar,
): Core {
  const callee = pathExpression({ segments, span });
  return {
    kind: 'call',
    callee,
    args: args.map((value) => ({ label: undefined, value, span: value.span })),
    span,
    extent,
    sugar,
  };
}

function optionalInt64(span: Span): TypeNode {
  const inner: TypeNode = { kind: 'path', path: { segments: int64, span }, span, extent: span };
  return { kind: 'option', inner, span, extent: span };
}

/** The field name that an unnamed positional field takes from its value (specification 1 §6.3). */
function lentName(value: Core): string | undefined {
  if (value.kind === 'path') return value.path.segments.at(-1)?.name;
  if (value.kind === 'lookup' && value.field.kind === 'name') return value.field.name.name;
  return undefined;
}
