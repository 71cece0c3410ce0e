import { bytecode } from '../../program';
import type { Compiler } from './compile';
import { type DataNode, outward } from './node';
import { newFlag, type Scope } from './scope';

type Expr = bytecode.Expr;

/** Array functions that take no more time than it takes to look up a kept value. */
const CHEAP: ReadonlySet<string> = new Set(
  ['index', 'count', 'slice', 'is_empty'].map((name) => `std::array::${name}`),
);

/**
 * The level that an expression depends on, where it pays to evaluate it once for each activation of the function of
 * that level instead of once for each item: it works on arrays, and does not use the innermost function's cells.
 * Inlining moves a `let` that is used once into the lambda that uses it (specification 3 E2); this moves the work
 * out again, but evaluates it only when it is needed first.
 */
export function invariantLevel(compiler: Compiler, expr: Expr, scope: Scope): number | undefined {
  if (scope.effective === 0 || expr.kind !== 'call' || !isWorthKeeping(compiler, expr.function))
    return undefined;
  const bound = new Set<number>();
  const functions = new Set<number>();
  const stack: Expr[] = [expr];
  let level = 0;
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.kind === 'binding') bound.add(next.symbol);
    else if (next.kind === 'function') functions.add(next.symbolNs);
    else if (next.kind === 'pointer' && !bound.has(next.sid) && !functions.has(functionOf(next.sid))) {
      if (bytecode.symbolOf(next.sid)?.kind === 'external') continue;
      const variable = compiler.variable(next.sid);
      if (variable === undefined) return undefined;
      if (!('known' in variable)) level = Math.max(level, variable.level);
      else if (variable.known.is === 'function') stack.push(variable.known.expr);
      if (level >= scope.effective) return undefined;
    }
    const children = bytecode.bytecodeChildren(next);
    for (let i = children.length - 1; i >= 0; i--) stack.push(children[i]!);
  }
  return level;
}

/** The symbol of a function's first parameter, of any of its parameters. */
function functionOf(sid: number): number {
  return (sid & ~0xff) >>> 0;
}

function isWorthKeeping(compiler: Compiler, callee: Expr): boolean {
  // A function that is called where it stands is the wrapper of an array function (specification 3 G4).
  if (callee.kind === 'function') return true;
  const symbol = callee.kind === 'pointer' ? bytecode.symbolOf(callee.sid) : undefined;
  if (symbol?.kind !== 'external') return false;
  const id = compiler.program.externals[symbol.index]?.id ?? '';
  return id.startsWith('std::array::') && !CHEAP.has(id);
}

/** The scope in which an expression that is kept for an outer level is compiled. */
export function keptScope(scope: Scope, level: number): Scope {
  return { ...scope, effective: level };
}

/** Evaluates `node` when it is needed first in an activation of the function of `level`, and keeps its value. */
export function kept(compiler: Compiler, node: DataNode, scope: Scope, level: number): DataNode {
  if (node.fixed) return node;
  const { memory } = compiler;
  let home = scope;
  while (home.level > level) home = home.outer!;
  const flag = newFlag(home);
  const hops = scope.level - level;
  const { run, kind, head } = node;
  let value = 0 as ReturnType<typeof run>;
  return {
    is: 'data',
    kind,
    head,
    run: (frame) => {
      const owner = outward(frame, hops);
      if (owner[flag] === 0) {
        value = run(frame);
        memory.pin(level);
        owner[flag] = 1;
      }
      return value;
    },
  };
}
