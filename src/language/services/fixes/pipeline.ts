import type { Span } from '../../../base';
import type { Expr, ExprOf } from '../../syntax';
import type { LanguageSnapshot } from '../snapshot';
import { nodesAt, type SyntaxNode } from '../syntax-node';
import type { QuickFix } from './quick-fix';

/** Calls inside of calls become a pipeline, and a pipeline calls inside of calls (EDT-22). */
export function rewritePipeline(snapshot: LanguageSnapshot, at: Span): QuickFix[] {
  const { body } = snapshot.file(at.file)!.file;
  const around = nodesAt(body, at.start);
  return [...toPipeline(snapshot, around), ...toCalls(snapshot, around)];
}

/** The outermost call around whose first argument is again a call. */
function toPipeline(snapshot: LanguageSnapshot, around: readonly SyntaxNode[]): QuickFix[] {
  const index = around.findIndex((at) => at.is === 'expr' && isNested(at.node));
  const outer = around[index];
  if (outer?.is !== 'expr') return [];
  const steps: string[] = [];
  let at: Expr = outer.node;
  while (at.kind === 'call' && firstArgument(at)) {
    const [, ...rest] = at.args;
    const args = rest.map(({ span }) => snapshot.textAt(span)).join(', ');
    const name = snapshot.textAt(at.callee.span);
    steps.unshift(rest.length > 0 ? `${name}(${args})` : name);
    at = firstArgument(at)!;
  }
  const first = snapshot.textAt(at.extent);
  const text = [needsBrackets(at) ? `(${first})` : first, ...steps].join(' | ');
  const bare = standsFree(around[index - 1], outer.node);
  return [
    {
      title: 'Write it as a pipeline',
      kind: 'refactor',
      edits: [{ span: outer.node.extent, newText: bare ? text : `(${text})` }],
    },
  ];
}

function isNested(expr: Expr): expr is ExprOf<'call'> {
  if (expr.kind !== 'call') return false;
  const first = firstArgument(expr);
  return first?.kind === 'call' && first.args.length > 0;
}

function firstArgument(call: ExprOf<'call'>): Expr | undefined {
  const [first] = call.args;
  return first && !first.label ? first.value : undefined;
}

/** The whole pipeline around, when each of its steps is a call or a name. */
function toCalls(snapshot: LanguageSnapshot, around: readonly SyntaxNode[]): QuickFix[] {
  const outer = around.find((at) => at.is === 'expr' && at.node.kind === 'pipe');
  if (outer?.is !== 'expr') return [];
  const text = asCall(snapshot, outer.node);
  return text === undefined
    ? []
    : [{ title: 'Write it as calls', kind: 'refactor', edits: [{ span: outer.node.extent, newText: text }] }];
}

function asCall(snapshot: LanguageSnapshot, expr: Expr): string | undefined {
  if (expr.kind !== 'pipe') return snapshot.textAt(expr.extent);
  const left = asCall(snapshot, expr.left);
  const { right } = expr;
  if (left === undefined) return undefined;
  if (right.kind === 'path') return `${snapshot.textAt(right.extent)}(${left})`;
  if (right.kind !== 'call') return undefined;
  const args = [left, ...right.args.map(({ span }) => snapshot.textAt(span))];
  return `${snapshot.textAt(right.callee.span)}(${args.join(', ')})`;
}

/** Forms that would swallow the pipe behind them. */
function needsBrackets(expr: Expr): boolean {
  return expr.kind === 'function' || expr.kind === 'if' || expr.kind === 'let' || expr.kind === 'pipe';
}

/** Whether a pipe can stand in the place of the expression without brackets. */
function standsFree(parent: SyntaxNode | undefined, expr: Expr): boolean {
  if (parent?.is !== 'expr') return true;
  const { node } = parent;
  switch (node.kind) {
    case 'paren':
    case 'array':
    case 'variant':
    case 'tuple':
    case 'match':
    case 'let':
    case 'function':
      return true;
    case 'index':
      return node.index === expr;
    case 'if':
      return node.condition === expr || node.consequent === expr;
    default:
      return false;
  }
}
