import type { Span } from '../../base';
import type { Ty, TyDef } from '../../value';
import type { Expr, ExprOf, SwitchBranch } from '../ir';
import { pointerAt, retyped } from '../retyped';
import { withChildren } from '../rewrite';
import { InlineRefusal } from './refusal';

/** A function as inlining sees it: something to put in place of each call. */
type FunctionValue =
  | { readonly kind: 'closure'; readonly fn: ExprOf<'function'>; readonly env: Env }
  /** An external, or a parameter that holds a function. */
  | { readonly kind: 'pointer'; readonly expr: Expr }
  /** `if c then f else g`: the choice is made again at each call. */
  | { readonly kind: 'choice'; readonly branches: readonly ChoiceBranch[] };

interface ChoiceBranch {
  /** A fresh copy of the condition. */
  readonly condition: () => Expr;
  readonly value: FunctionValue;
}

type Bound = FunctionValue | { readonly kind: 'value'; readonly expr: Expr };

/** A value to be bound around what is being built. */
interface Let {
  readonly id: number;
  readonly value: Expr;
  readonly span?: Span;
}

/**
 * What names mean in one activation of a function: its arguments and the bindings of its body. Every activation
 * has its own, so that two copies of one function never mix (specification 3 E3).
 */
class Env {
  private readonly parent: Env | undefined;
  private readonly functionId: number;
  private readonly args: readonly Bound[];
  private readonly bindings = new Map<number, Bound>();
  /** Where the copied text was called from; the place of nodes that have none of their own. */
  readonly span: Span | undefined;

  constructor(parent: Env | undefined, functionId: number, args: readonly Bound[], span: Span | undefined) {
    this.parent = parent;
    this.functionId = functionId;
    this.args = args;
    this.span = span;
  }

  bind(id: number, bound: Bound): void {
    this.bindings.set(id, bound);
  }

  /** `recursive` when the binding is a function and its own text is what refers to it. */
  binding(id: number): Bound | 'recursive' | undefined {
    for (let env: Env | undefined = this; env; env = env.parent) {
      const bound = env.bindings.get(id);
      if (bound) return bound.kind === 'closure' && this.isInside(bound.fn.id, env) ? 'recursive' : bound;
    }
    return undefined;
  }

  private isInside(functionId: number, outer: Env): boolean {
    for (let env: Env | undefined = this; env && env !== outer; env = env.parent) {
      if (env.functionId === functionId) return true;
    }
    return false;
  }

  parameter(functionId: number, position: number): Bound | undefined {
    for (let env: Env | undefined = this; env; env = env.parent) {
      if (env.functionId === functionId) return env.args[position];
    }
    return undefined;
  }
}

/** The most nodes of a program whose functions are expanded. */
const MAX_NODES = 1_000_000;

/**
 * Pass 1 (specification 3 E1): every call of a function of the program is replaced by its body, so that
 * functions remain only as `main` and as arguments of externals. All binding and function ids of the result are
 * fresh. Conditional functions, functions made by functions and aliases of externals are expanded too.
 */
export function expandFunctions(main: Expr, defs: readonly TyDef[]): Expr {
  return new FunctionExpansion(defs).main(main);
}

class FunctionExpansion {
  private readonly definitions: ReadonlyMap<string, Ty>;
  private readonly functionTypes = new Map<Ty, boolean>();
  private bindings = 0;
  private functions = 0;
  private nodes = 0;

  constructor(defs: readonly TyDef[]) {
    this.definitions = new Map(defs.map((def) => [def.name.join('::'), def.ty]));
  }

  main(expr: Expr): Expr {
    if (expr.kind !== 'function') throw new Error('main is not a function');
    return this.lambda(expr, new Env(undefined, -1, [], undefined));
  }

  // Values -----------------------------------------------------------------------------------------

  private walk(expr: Expr, env: Env): Expr {
    if (++this.nodes > MAX_NODES) {
      throw new InlineRefusal(
        'program-too-large',
        env.span,
        'the program is too large once its functions are expanded',
      );
    }
    switch (expr.kind) {
      case 'external':
      case 'literal':
        return placed(expr, env);
      case 'binding_ref':
      case 'parameter':
        return this.pointer(expr, env);
      case 'call':
        return this.calls(expr, env);
      case 'function':
        return this.lambda(expr, env);
      case 'tuple': {
        const fields = [];
        for (const field of expr.fields) {
          this.refuseFunction(field.expr, env);
          fields.push({ expr: this.walk(field.expr, env), unpack: field.unpack });
        }
        return { kind: 'tuple', fields, ty: expr.ty, span: expr.span ?? env.span };
      }
      case 'array': {
        const items = [];
        for (const item of expr.items) {
          this.refuseFunction(item, env);
          items.push(this.walk(item, env));
        }
        return { kind: 'array', items, ty: expr.ty, span: expr.span ?? env.span };
      }
      case 'enum_variant':
        this.refuseFunction(expr.inner, env);
        return this.around(expr, this.walk(expr.inner, env), env);
      case 'enum_tag':
      case 'enum_unwrap':
        return this.around(expr, this.walk(expr.subject, env), env);
      case 'tuple_lookup':
        return this.around(expr, this.walk(expr.base, env), env);
      case 'binding':
        return this.chain(expr, env);
      case 'switch':
        return this.switches(expr, env);
    }
  }

  /** A node with one child, which has become `kid`. */
  private around(expr: Expr, kid: Expr, env: Env): Expr {
    return placed(withChildren(expr, [kid]), env);
  }

  private pointer(expr: ExprOf<'binding_ref'> | ExprOf<'parameter'>, env: Env): Expr {
    const bound = this.lookup(expr, env);
    if (bound.kind !== 'value') return this.passed(bound, expr.ty, expr.span ?? env.span);
    return pointerAt(bound.expr, expr.ty, expr.span ?? env.span);
  }

  private lookup(expr: ExprOf<'binding_ref'> | ExprOf<'parameter'>, env: Env): Bound {
    const bound =
      expr.kind === 'binding_ref' ? env.binding(expr.id) : env.parameter(expr.functionId, expr.position);
    if (bound === 'recursive') {
      throw new InlineRefusal(
        'cyclic-reference',
        expr.span ?? env.span,
        'recursive function cannot be inlined',
      );
    }
    if (bound) return bound;
    throw new Error(
      expr.kind === 'binding_ref' ? `var.${expr.id} is not bound` : `fn.${expr.functionId} is not open`,
    );
  }

  /** A function that stays one: `main`, or an argument of an external. */
  private lambda(fn: ExprOf<'function'>, env: Env): Expr {
    const id = this.functions++;
    const span = fn.span ?? env.span;
    const params = this.paramTypes(fn.ty).map((ty, position): Bound => {
      const expr: Expr = { kind: 'parameter', functionId: id, position, ty };
      return this.isFunction(ty) ? { kind: 'pointer', expr } : { kind: 'value', expr };
    });
    const inner = new Env(env, fn.id, params, env.span);
    return { kind: 'function', id, body: this.walk(fn.body, inner), ty: fn.ty, span };
  }

  private chain(expr: ExprOf<'binding'>, env: Env): Expr {
    const lets: Let[] = [];
    let last: Expr = expr;
    for (; last.kind === 'binding'; last = last.main) this.bind(last, env, lets);
    return wrapped(lets, this.walk(last, env));
  }

  private bind(expr: ExprOf<'binding'>, env: Env, lets: Let[]): void {
    if (this.isFunction(expr.value.ty)) {
      env.bind(expr.id, this.functionValue(expr.value, env, lets));
    } else {
      env.bind(expr.id, this.letBound(this.walk(expr.value, env), expr.span ?? env.span, lets));
    }
  }

  /** Binds a value under a fresh id; pointers and plain literals stand for themselves. */
  private letBound(value: Expr, span: Span | undefined, lets: Let[]): Bound {
    if (value.kind === 'binding_ref' || value.kind === 'parameter' || value.kind === 'external') {
      return { kind: 'value', expr: value };
    }
    if (value.kind === 'literal' && value.literal.kind !== 'text') return { kind: 'value', expr: value };
    const id = this.bindings++;
    lets.push({ id, value, span });
    return { kind: 'value', expr: { kind: 'binding_ref', id, ty: value.ty } };
  }

  // Switches ---------------------------------------------------------------------------------------

  /** A long `else if` chain nests in the last branch; it is walked in a loop. */
  private switches(expr: ExprOf<'switch'>, env: Env): Expr {
    const chain: { from: ExprOf<'switch'>; branches: { condition: Expr; value: Expr }[]; condition: Expr }[] =
      [];
    let last: Expr = expr;
    while (last.kind === 'switch') {
      const branches = [];
      for (const branch of last.branches.slice(0, -1)) {
        const condition = this.walk(branch.condition, env);
        branches.push({ condition, value: this.walk(branch.value, env) });
      }
      const final: SwitchBranch = last.branches[last.branches.length - 1]!;
      chain.push({ from: last, branches, condition: this.walk(final.condition, env) });
      last = final.value;
    }
    let result = this.walk(last, env);
    for (let i = chain.length - 1; i >= 0; i--) {
      const { from, branches, condition } = chain[i]!;
      branches.push({ condition, value: result });
      result = this.simplified({ kind: 'switch', branches, ty: from.ty, span: from.span ?? env.span });
    }
    return result;
  }

  /** Specification 3 E1.4. */
  private simplified(expr: ExprOf<'switch'>): Expr {
    const [first, second] = expr.branches;
    if (expr.branches.length === 1) return retyped(first!.value, expr.ty);
    if (expr.branches.length !== 2 || !isBool(expr.ty)) return expr;
    const a = truth(first!.value);
    const b = truth(second!.value);
    if (a === undefined || b === undefined) return expr;
    if (a === b) return first!.value;
    const { condition } = first!;
    if (a) return condition;
    const callee: Expr = {
      kind: 'external',
      id: 'std::ops::not',
      ty: { kind: { kind: 'function', params: [expr.ty], body: expr.ty }, variantsRecursive: [] },
      span: expr.span,
    };
    return { kind: 'call', callee, args: [condition], ty: expr.ty, span: expr.span };
  }

  // Calls ------------------------------------------------------------------------------------------

  /** Pipelines nest in their first argument; that chain is walked in a loop. */
  private calls(expr: ExprOf<'call'>, env: Env): Expr {
    const chain: ExprOf<'call'>[] = [];
    let innermost: Expr | undefined = expr;
    while (innermost?.kind === 'call' && !this.isFunction(innermost.ty)) {
      chain.push(innermost);
      innermost = innermost.args[0];
    }
    if (chain.length === 0)
      throw new InlineRefusal('function-in-data', expr.span ?? env.span, functionInData);
    let first =
      innermost === undefined || this.isFunction(innermost.ty) ? undefined : this.walk(innermost, env);
    for (let i = chain.length - 1; i >= 0; i--) first = this.call(chain[i]!, first, env);
    return first!;
  }

  /** `first` is the first argument when it is a value, already expanded. */
  private call(expr: ExprOf<'call'>, first: Expr | undefined, env: Env): Expr {
    const lets: Let[] = [];
    const span = expr.span ?? env.span;
    const args: Bound[] = [];
    for (let i = 0; i < expr.args.length; i++) {
      const arg = expr.args[i]!;
      if (this.isFunction(arg.ty)) args.push(this.functionValue(arg, env, lets));
      else args.push({ kind: 'value', expr: i === 0 && first ? first : this.walk(arg, env) });
    }
    const callee = this.functionValue(expr.callee, env, lets);
    return wrapped(lets, this.apply(callee, args, expr.callee.ty, expr.ty, span));
  }

  private apply(
    callee: FunctionValue,
    args: readonly Bound[],
    calleeTy: Ty,
    ty: Ty,
    span: Span | undefined,
  ): Expr {
    switch (callee.kind) {
      case 'pointer': {
        const tys = this.paramTypes(callee.expr.ty);
        const passed = args.map((arg, i) =>
          arg.kind === 'value' ? arg.expr : this.passed(arg, tys[i]!, span),
        );
        return { kind: 'call', callee: pointerAt(callee.expr, calleeTy, span), args: passed, ty, span };
      }
      case 'closure': {
        const lets: Let[] = [];
        const inner = this.activation(callee, args, span, lets);
        const body = this.walk(callee.fn.body, inner);
        // The first argument is bound innermost (specification 3 E1.2).
        return retyped(wrapped(lets.reverse(), body), ty);
      }
      case 'choice': {
        const lets: Let[] = [];
        const shared = args.map((arg) => (arg.kind === 'value' ? this.letBound(arg.expr, span, lets) : arg));
        const branches = callee.branches.map((branch) => ({
          condition: branch.condition(),
          value: this.apply(branch.value, shared, calleeTy, ty, span),
        }));
        return wrapped(lets.reverse(), this.simplified({ kind: 'switch', branches, ty, span }));
      }
    }
  }

  /** The names inside a function that is called with these arguments. */
  private activation(
    callee: Extract<FunctionValue, { kind: 'closure' }>,
    args: readonly Bound[],
    span: Span | undefined,
    lets: Let[],
  ): Env {
    const bound = args.map((arg) => (arg.kind === 'value' ? this.letBound(arg.expr, span, lets) : arg));
    return new Env(callee.env, callee.fn.id, bound, span);
  }

  // Functions as values ----------------------------------------------------------------------------

  /** What function an expression of function type is; values it needs are added to `lets`. */
  private functionValue(expr: Expr, env: Env, lets: Let[]): FunctionValue {
    switch (expr.kind) {
      case 'function':
        return { kind: 'closure', fn: expr, env };
      case 'external':
        return { kind: 'pointer', expr: placed(expr, env) };
      case 'binding_ref':
      case 'parameter': {
        const bound = this.lookup(expr, env);
        return bound.kind === 'value' ? { kind: 'pointer', expr: bound.expr } : bound;
      }
      case 'binding': {
        let last: Expr = expr;
        for (; last.kind === 'binding'; last = last.main) this.bind(last, env, lets);
        return this.functionValue(last, env, lets);
      }
      case 'switch': {
        const branches = expr.branches.map((branch) => ({
          condition: () => this.walk(branch.condition, env),
          value: this.functionValue(branch.value, env, lets),
        }));
        return { kind: 'choice', branches };
      }
      case 'call': {
        const args = expr.args.map(
          (arg): Bound =>
            this.isFunction(arg.ty)
              ? this.functionValue(arg, env, lets)
              : this.letBound(this.walk(arg, env), expr.span ?? env.span, lets),
        );
        const callee = this.functionValue(expr.callee, env, lets);
        return this.result(callee, args, expr.span ?? env.span, lets);
      }
      default:
        throw new InlineRefusal('function-in-data', expr.span ?? env.span, functionInData);
    }
  }

  /** The function that a function gives back. */
  private result(
    callee: FunctionValue,
    args: readonly Bound[],
    span: Span | undefined,
    lets: Let[],
  ): FunctionValue {
    switch (callee.kind) {
      case 'closure':
        return this.functionValue(callee.fn.body, this.activation(callee, args, span, lets), lets);
      case 'choice': {
        const branches = callee.branches.map((branch) => ({
          condition: branch.condition,
          value: this.result(branch.value, args, span, lets),
        }));
        return { kind: 'choice', branches };
      }
      case 'pointer':
        throw new InlineRefusal('function-in-data', span, 'an external cannot give back a function');
    }
  }

  /** A function handed to an external. */
  private passed(value: Bound, ty: Ty, span: Span | undefined): Expr {
    switch (value.kind) {
      case 'value':
      case 'pointer':
        return value.expr;
      case 'closure':
        return this.lambda(value.fn, value.env);
      case 'choice': {
        const id = this.functions++;
        const { params, body } = this.signature(ty);
        const args = params.map((param, position): Bound => {
          const expr: Expr = { kind: 'parameter', functionId: id, position, ty: param };
          return { kind: 'value', expr };
        });
        return { kind: 'function', id, body: this.apply(value, args, ty, body, span), ty, span };
      }
    }
  }

  // Types ------------------------------------------------------------------------------------------

  private isFunction(ty: Ty): boolean {
    if (ty.kind.kind === 'function') return true;
    if (ty.kind.kind !== 'ident') return false;
    let known = this.functionTypes.get(ty);
    if (known === undefined) {
      known = this.materialise(ty).kind.kind === 'function';
      this.functionTypes.set(ty, known);
    }
    return known;
  }

  private signature(ty: Ty): { params: readonly Ty[]; body: Ty } {
    const { kind } = this.materialise(ty);
    if (kind.kind !== 'function') throw new Error('expected a function type');
    return kind;
  }

  private paramTypes(ty: Ty): readonly Ty[] {
    return this.signature(ty).params;
  }

  private materialise(ty: Ty): Ty {
    let current = ty;
    while (current.kind.kind === 'ident') {
      const next = this.definitions.get(current.kind.path.join('::'));
      if (next === undefined) throw new Error(`no definition of ${current.kind.path.join('::')}`);
      current = next;
    }
    return current;
  }

  private refuseFunction(expr: Expr, env: Env): void {
    if (!this.isFunction(expr.ty)) return;
    throw new InlineRefusal('function-in-data', expr.span ?? env.span, functionInData);
  }
}

const functionInData = 'functions inside tuples, arrays or enums are not supported';

function placed(expr: Expr, env: Env): Expr {
  return expr.span || !env.span ? expr : { ...expr, span: env.span };
}

/** The first of `lets` goes outermost. */
function wrapped(lets: readonly Let[], main: Expr): Expr {
  let result = main;
  for (let i = lets.length - 1; i >= 0; i--) {
    const { id, value, span } = lets[i]!;
    result = { kind: 'binding', id, value, main: result, ty: result.ty, span };
  }
  return result;
}

function isBool({ kind }: Ty): boolean {
  return kind.kind === 'ident' && kind.path.length === 2 && kind.path[0] === 'std' && kind.path[1] === 'Bool';
}

function truth(expr: Expr): boolean | undefined {
  return expr.kind === 'literal' && expr.literal.kind === 'prim8' ? expr.literal.bits !== 0 : undefined;
}
