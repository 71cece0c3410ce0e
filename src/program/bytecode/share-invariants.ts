import { functionTy, scalarTy, type Ty, TypeTable } from '../../value';
import { defaultExpr, type NamedTypes } from '../default-expr';
import type { Expr, ExprOf, Program, SwitchBranch } from '../ir';
import { children, fold, rewrite, walk, withChildren } from '../rewrite';

/** Externals that call a function for every item of their first argument, and the argument that is the function. */
const loops: ReadonlyMap<string, number> = new Map([
  ['std::array::map', 1],
  ['std::array::flat_map', 1],
  ['std::array::filter', 1],
  ['std::array::sort', 1],
  ['std::array::group', 1],
  ['std::array::fold', 2],
  ['std::array::scan', 2],
  ['std::array::loop_until_empty', 1],
]);

/** Array functions that cost the same however long the array is. */
const cheap: ReadonlySet<string> = new Set(['std::array::count', 'std::array::index']);

const WRITES = 'std::fs::write_parquet';

/**
 * Takes whole-array work that is the same for every item out of loops, for the interpreter alone. Inlining moves a
 * binding used once to its use, into a function called for every item too (specification 3 E2); a database works
 * `rows | map(r -> r.price / sum(prices))` out once all the same, the interpreter would add up once a row.
 *
 * Nothing is evaluated that would not be: the shared value is worked out only if there is an item, and only what
 * stands where every call of the function passes is shared, so a failure is one that would have come anyway.
 */
export function shareInvariants(program: Program): Program {
  return new InvariantSharing(program).run();
}

class InvariantSharing {
  private readonly program: Program;
  private readonly types: NamedTypes;
  private nextBinding = 0;

  constructor(program: Program) {
    this.program = program;
    const table = new TypeTable(program.defs);
    this.types = {
      step: (ty) => (ty.kind.kind === 'ident' && table.definition(ty.kind.path)) || ty,
      materialise: (ty) => table.materialise(ty),
      materialiseOrStd: (ty) => table.materialiseOrStd(ty),
    };
  }

  run(): Program {
    let hasLoop = false;
    walk(this.program.main, (expr) => {
      if (expr.kind === 'binding') this.nextBinding = Math.max(this.nextBinding, expr.id + 1);
      if (expr.kind === 'external' && loops.has(expr.id)) hasLoop = true;
    });
    if (!hasLoop) return this.program;
    const main = rewrite(this.program.main, {
      leave: (expr, kids) => {
        const rebuilt = kids.length === 0 ? expr : withChildren(expr, kids);
        return rebuilt.kind === 'call' ? this.loop(rebuilt) : rebuilt;
      },
    });
    return { main, defs: this.program.defs };
  }

  private loop(call: ExprOf<'call'>): Expr {
    const position = call.callee.kind === 'external' ? loops.get(call.callee.id) : undefined;
    const fn = position === undefined ? undefined : call.args[position];
    if (fn?.kind !== 'function') return call;
    const found = invariants(fn).filter((expr) => typeof defaultExpr(this.types, expr.ty) !== 'string');
    if (found.length === 0) return call;

    const lets: { id: number; value: Expr }[] = [];
    const [array] = call.args as [Expr];
    const items = this.named(array, lets);
    const shared = new Map<Expr, Expr>();
    for (const expr of found) {
      const id = this.nextBinding++;
      lets.push({ id, value: this.unlessEmpty(items, expr) });
      shared.set(expr, { kind: 'binding_ref', id, ty: expr.ty, span: expr.span });
    }
    // A shared expression becomes a pointer, which has no children to go on with.
    const body = rewrite(fn.body, {
      enter: (expr) => shared.get(expr) ?? expr,
      leave: (expr, kids) => (kids.length === 0 ? expr : withChildren(expr, kids)),
    });
    const args = call.args.map((arg) =>
      arg === array ? items : arg === fn ? withChildren(fn, [body]) : arg,
    );
    let result: Expr = withChildren(call, [call.callee, ...args]);
    for (const { id, value } of lets.reverse()) {
      result = { kind: 'binding', id, value, main: result, ty: result.ty, span: call.span };
    }
    return result;
  }

  /** Something to refer to the array by, more than once. */
  private named(array: Expr, lets: { id: number; value: Expr }[]): Expr {
    if (isPlace(array)) return array;
    const id = this.nextBinding++;
    lets.push({ id, value: array });
    return { kind: 'binding_ref', id, ty: array.ty, span: array.span };
  }

  /** `if count(items) == 0 then <anything> else value` */
  private unlessEmpty(items: Expr, value: Expr): Expr {
    const { span, ty } = value;
    const none = defaultExpr(this.types, ty);
    if (typeof none === 'string') throw new Error('a type without default value');
    const zero: Expr = { kind: 'literal', literal: { kind: 'prim64', bits: 0n }, ty: laidOut(int64, 64) };
    const isEmpty = apply(
      'std::ops::eq',
      [apply('std::array::count', [items], zero.ty), zero],
      laidOut(bool, 8),
    );
    const yes: Expr = { kind: 'literal', literal: { kind: 'prim8', bits: 1 }, ty: laidOut(bool, 8) };
    const branches: SwitchBranch[] = [
      { condition: isEmpty, value: none },
      { condition: yes, value },
    ];
    return { kind: 'switch', branches, ty, span };
  }
}

/** A pointer, or a field of one: as good as a name. */
function isPlace(expr: Expr): boolean {
  let base = expr;
  while (base.kind === 'tuple_lookup') base = base.base;
  return base.kind === 'binding_ref' || base.kind === 'parameter';
}

const int64 = scalarTy('Int64');
const bool = scalarTy('Bool');

function laidOut(ty: Ty, headSize: number): Ty {
  return { ...ty, layout: { headSize, bodyPtrs: [] } };
}

function apply(id: string, args: readonly Expr[], ty: Ty): Expr {
  const params = args.map((arg) => arg.ty);
  return { kind: 'call', callee: { kind: 'external', id, ty: functionTy(params, ty) }, args, ty };
}

/** What is known of an expression inside a function: which of the function's own names it needs, and its cost. */
interface Summary {
  readonly needs: ReadonlySet<string>;
  readonly isWhole: boolean;
  readonly isPure: boolean;
}

/** The largest expressions that every call of `fn` evaluates, that need nothing of `fn`, and that are worth it. */
function invariants(fn: ExprOf<'function'>): Expr[] {
  const inside = new Set([`fn${fn.id}`]);
  let isWorthIt = false;
  walk(fn.body, (expr) => {
    if (expr.kind === 'binding') inside.add(`var${expr.id}`);
    if (expr.kind === 'function') inside.add(`fn${expr.id}`);
    if (expr.kind === 'external') isWorthIt ||= isWholeArray(expr.id);
  });
  if (!isWorthIt) return [];
  const summaries = new Map<Expr, Summary>();
  fold<Summary>(fn.body, {
    leave: (expr, kids) => {
      const summary = summarise(expr, kids, inside);
      summaries.set(expr, summary);
      return summary;
    },
  });
  const found: Expr[] = [];
  const pending = [fn.body];
  for (let expr = pending.pop(); expr; expr = pending.pop()) {
    const { needs, isWhole, isPure } = summaries.get(expr)!;
    if (!isWhole) continue;
    if (needs.size === 0 && isPure && expr.kind !== 'function' && expr.kind !== 'external') found.push(expr);
    else pending.push(...certain(expr));
  }
  return found;
}

/** The children that are evaluated whenever the expression is. */
function certain(expr: Expr): readonly Expr[] {
  if (expr.kind === 'function') return [];
  return expr.kind === 'switch' ? [expr.branches[0]!.condition] : children(expr);
}

function summarise(expr: Expr, kids: readonly Summary[], inside: ReadonlySet<string>): Summary {
  const needs = new Set(kids.flatMap((kid) => [...kid.needs]));
  const name = nameOf(expr);
  if (expr.kind === 'binding' || expr.kind === 'function') needs.delete(name!);
  else if (name !== undefined && inside.has(name)) needs.add(name);
  return {
    needs,
    isWhole: kids.some((kid) => kid.isWhole) || (expr.kind === 'external' && isWholeArray(expr.id)),
    isPure: kids.every((kid) => kid.isPure) && !(expr.kind === 'external' && !isPure(expr.id)),
  };
}

/** What the expression refers to, or introduces. */
function nameOf(expr: Expr): string | undefined {
  switch (expr.kind) {
    case 'binding':
    case 'binding_ref':
      return `var${expr.id}`;
    case 'function':
      return `fn${expr.id}`;
    case 'parameter':
      return `fn${expr.functionId}`;
    default:
      return undefined;
  }
}

function isWholeArray(id: string): boolean {
  return (id.startsWith('std::array::') && !cheap.has(id)) || id === 'std::fs::read_parquet';
}

/** Externals of others may do anything. */
function isPure(id: string): boolean {
  return id.startsWith('std::') && id !== WRITES;
}
