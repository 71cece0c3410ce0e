import type { Diagnostic, Span } from '../../base';
import type { Local, Literal as SourceLiteral, Type, TypedExpr, TypedOf, TypedPattern } from '../../language';
import type { Ty } from '../../value';
import { defaultExpr, type NoDefault } from '../default-expr';
import type { Expr, SwitchBranch, TupleField } from '../ir';
import { programDiagnostic } from '../problem';
import { pointerAt, retyped } from '../retyped';
import { Comparison, type ComparisonHost, type ComparisonOperator } from './comparison';
import type { Definitions, Instance } from './definitions';
import { literalBits } from './literal';
import type { Make } from './make';
import { lowerPattern, type PatternHost } from './pattern';
import type { TypeInterner, TypeScope } from './type-interner';

/** What all expressions of one lowering share. */
export interface LoweringState {
  readonly types: TypeInterner;
  readonly make: Make;
  readonly definitions: Definitions;
  /** Instances whose value has still to be lowered. */
  readonly pending: Instance[];
  readonly diagnostics: Diagnostic[];
}

const comparisonOperators: ReadonlyMap<string, ComparisonOperator> = new Map(
  (['eq', 'ne', 'lt', 'lte', 'gt', 'gte'] as const).map((name) => [`std::ops::${name}`, name]),
);

/**
 * Lowers the expressions of one instance of a definition (specification 3 D3). `within` is that instance,
 * absent for the program expression. Text of libraries leaves no spans: inlining gives their nodes the span of
 * the call that brought them in.
 */
export class ExpressionLowering implements PatternHost, ComparisonHost {
  readonly make: Make;
  private readonly state: LoweringState;
  private readonly scope: TypeScope;
  private readonly within: Instance | undefined;
  private readonly inLibrary: boolean;
  private readonly locals = new Map<Local, Expr>();
  readonly comparison: Comparison;
  /** The text being lowered, as far as it is the person's own. */
  private place: Span;

  constructor(state: LoweringState, scope: TypeScope, within: Instance | undefined, place: Span) {
    this.state = state;
    this.make = state.make;
    this.scope = scope;
    this.within = within;
    this.place = place;
    this.inLibrary =
      within?.definition === undefined ? within !== undefined : isLibrary(within.definition.path);
    this.comparison = new Comparison(this);
  }

  convert(type: Type): Ty {
    return this.state.types.convert(type, this.scope);
  }

  lower(expr: TypedExpr): Expr {
    switch (expr.kind) {
      case 'literal':
        return this.literalExpr(expr);
      case 'local':
        return this.local(expr);
      case 'global':
        return this.global(expr);
      case 'tuple':
        return this.tuple(expr);
      case 'array':
        return this.array(expr);
      case 'variant':
        return this.variant(expr);
      case 'lookup':
        return this.lookup(expr);
      case 'frame':
        return retyped(this.lower(expr.value), this.convert(expr.type));
      case 'call':
        return this.call(expr);
      case 'function':
        return this.function(expr.params, expr.body, expr);
      case 'if':
        return this.ifs(expr);
      case 'match':
        return this.match(expr);
      case 'let':
        return this.lets(expr);
    }
  }

  /** A function of these parameters, each addressed by its position. */
  function(params: readonly Local[], body: TypedExpr, from: TypedExpr | undefined, ty?: Ty): Expr {
    const id = this.make.functionId();
    params.forEach((param, position) => {
      this.locals.set(param, this.make.parameter(id, position, this.localTy(param)));
    });
    const lowered = this.lower(body);
    const functionTy =
      ty ??
      this.state.types.function(
        params.map((param) => this.localTy(param)),
        this.convert(body.type),
      );
    return { kind: 'function', id, body: lowered, ty: functionTy, span: this.spanOf(from) };
  }

  // Names ------------------------------------------------------------------------------------------

  localTy(local: Local): Ty {
    return this.convert(local.type);
  }

  bind(local: Local, path: Expr): void {
    this.locals.set(local, path);
  }

  bound(local: Local): Expr {
    const path = this.locals.get(local);
    if (path === undefined) throw new Error(`local ${local.name} is not bound here`);
    return path;
  }

  private local(expr: TypedOf<'local'>): Expr {
    return pointerAt(this.bound(expr.local), this.convert(expr.type), this.spanOf(expr));
  }

  /** A global value that is not called: constants, and functions that are passed on. */
  private global(expr: TypedOf<'global'>): Expr {
    this.enter(expr);
    const { types } = this.state;
    const ty = this.convert(expr.type);
    const special = this.specialCallee(expr.path);
    if (special === undefined) return this.reference(expr, ty);
    const { kind } = types.materialise(ty);
    if (kind.kind !== 'function') throw new Error(`${expr.path} is not a function`);
    if (special === 'cmp') return this.placed(this.comparison.comparer(kind.params[0]!), expr);
    const id = this.make.functionId();
    const params = kind.params.map((param, i) => this.make.parameter(id, i, param));
    const body = this.special(special, params, kind.body);
    return { kind: 'function', id, body, ty, span: this.spanOf(expr) };
  }

  private reference(expr: TypedOf<'global'>, ty: Ty): Expr {
    const { definitions, types, pending, diagnostics } = this.state;
    const definition = definitions.definition(expr.path);
    const typeArgs = expr.typeArgs.map((arg) => this.convert(arg));
    if (definition.kind === 'external') {
      this.checkExternal(expr.path, ty);
      return { kind: 'external', id: expr.path, ty, span: this.spanOf(expr) };
    }
    const key = `${expr.path}<${typeArgs.map((arg) => types.number(arg)).join()}>`;
    const { instance, isNew } = definitions.request(key, ty, definition, typeArgs, this.within, this.place);
    if (isNew) {
      if (definitions.isReentrant(expr.path, this.within)) {
        diagnostics.push(programDiagnostic('cyclic-reference', definition.nameSpan, cyclicMessage));
      } else {
        pending.push(instance);
      }
    }
    return { kind: 'binding_ref', id: instance.id, ty, span: this.spanOf(expr) };
  }

  /** `lag` and `lead` fill up with default values, so their items must have one. */
  private checkExternal(path: string, ty: Ty): void {
    if (path !== 'std::array::lag' && path !== 'std::array::lead') return;
    const { kind } = this.state.types.materialise(ty);
    if (kind.kind !== 'function') return;
    const item = this.state.types.item(kind.body);
    const value = defaultExpr(this.state.types, item);
    if (typeof value === 'string') this.reportNoDefault(value);
  }

  // Calls ------------------------------------------------------------------------------------------

  /**
   * Long pipelines and sums nest in their first argument, thousands deep; that chain is walked in a loop.
   */
  private call(expr: TypedOf<'call'>): Expr {
    const chain: TypedOf<'call'>[] = [];
    let innermost: TypedExpr | undefined = expr;
    while (innermost?.kind === 'call') {
      chain.push(innermost);
      innermost = innermost.args[0]?.value;
    }
    let first = innermost && this.lower(innermost);
    for (let i = chain.length - 1; i >= 0; i--) first = this.oneCall(chain[i]!, first);
    return first!;
  }

  private oneCall(expr: TypedOf<'call'>, first: Expr | undefined): Expr {
    const args: Expr[] = first ? [first] : [];
    for (let i = 1; i < expr.args.length; i++) args.push(this.lower(expr.args[i]!.value));
    this.enter(expr);
    const ty = this.convert(expr.type);
    const { callee } = expr;
    const special = callee.kind === 'global' ? this.specialCallee(callee.path) : undefined;
    if (special !== undefined) return this.placed(retyped(this.special(special, args, ty), ty), expr);
    const target =
      callee.kind === 'global' ? this.reference(callee, this.convert(callee.type)) : this.lower(callee);
    return { kind: 'call', callee: target, args, ty, span: this.spanOf(expr) };
  }

  /** The functions of `std` that are expanded by type instead of being called. */
  private specialCallee(path: string): ComparisonOperator | 'cmp' | 'default' | undefined {
    if (path === 'std::convert::default') return 'default';
    if (path === 'std::ops::cmp') return 'cmp';
    return comparisonOperators.get(path);
  }

  private special(name: ComparisonOperator | 'cmp' | 'default', args: readonly Expr[], ty: Ty): Expr {
    if (name === 'cmp') return this.comparison.compare(args[0]!, args[1]!);
    if (name !== 'default') return this.comparison.operator(name, args[0]!, args[1]!);
    const value = defaultExpr(this.state.types, ty);
    if (typeof value !== 'string') return value;
    this.reportNoDefault(value);
    return { ...this.make.unit(), ty };
  }

  private reportNoDefault(reason: NoDefault): void {
    const why = {
      function: 'a function has no default value',
      'no variants': 'an enum without variants has no default value',
      recursive: 'the first variant of this enum contains the enum itself, so it has no default value',
    }[reason];
    this.state.diagnostics.push(programDiagnostic('no-default', this.place, why));
  }

  notComparable(): void {
    this.state.diagnostics.push(
      programDiagnostic('not-comparable', this.place, 'functions cannot be compared'),
    );
  }

  generated(carrier: Ty, functionTy: Ty): Expr {
    const { definitions, types, make } = this.state;
    const key = `cmp<${types.number(carrier)}>`;
    const { instance, isNew } = definitions.request(key, functionTy, undefined, [], this.within, this.place);
    if (isNew) {
      const inside = new ExpressionLowering(this.state, this.scope, instance, this.place);
      instance.value = inside.comparison.function(carrier, functionTy);
    }
    return make.bindingRef(instance.id, functionTy);
  }

  // Data -------------------------------------------------------------------------------------------

  private literalExpr(expr: TypedOf<'literal'>): Expr {
    return this.literalOf(expr.literal, this.convert(expr.type), expr.span, this.spanOf(expr));
  }

  literal(pattern: Extract<TypedPattern, { kind: 'literal' }>): Expr {
    const span = this.inLibrary ? undefined : pattern.span;
    return this.literalOf(pattern.literal, this.convert(pattern.type), pattern.span, span);
  }

  /** A literal written at `place`; its node gets `span`. */
  private literalOf(literal: SourceLiteral, ty: Ty, place: Span, span: Span | undefined): Expr {
    const bits = literalBits(literal, this.state.types.innermostFrame(ty));
    if (bits) return { kind: 'literal', literal: bits, ty, span };
    this.state.diagnostics.push(programDiagnostic('invalid-date', place, 'invalid date'));
    return { kind: 'literal', literal: { kind: 'prim32', bits: 0 }, ty, span };
  }

  private tuple(expr: TypedOf<'tuple'>): Expr {
    const fields: TupleField[] = [];
    for (const field of expr.fields) fields.push({ expr: this.lower(field.value), unpack: field.unpack });
    return { kind: 'tuple', fields, ty: this.convert(expr.type), span: this.spanOf(expr) };
  }

  private array(expr: TypedOf<'array'>): Expr {
    const items: Expr[] = [];
    for (const item of expr.items) items.push(this.lower(item));
    return { kind: 'array', items, ty: this.convert(expr.type), span: this.spanOf(expr) };
  }

  private variant(expr: TypedOf<'variant'>): Expr {
    const ty = this.convert(expr.type);
    const inner = expr.payload ? this.lower(expr.payload) : this.make.unit();
    const tag = this.state.types.variantPosition(ty, expr.name);
    return { kind: 'enum_variant', tag, inner, ty, span: this.spanOf(expr) };
  }

  /** A lookup into a frame only changes the type (specification 3 D3). */
  private lookup(expr: TypedOf<'lookup'>): Expr {
    const { types } = this.state;
    const base = this.lower(expr.base);
    const baseTy = this.convert(expr.base.type);
    const ty = this.convert(expr.type);
    if (types.isFramed(baseTy)) return pointerAt(base, ty, this.spanOf(expr));
    const position =
      expr.name !== undefined
        ? types.fields(baseTy).findIndex((field) => field.name === expr.name)
        : this.position(expr);
    if (position < 0) throw new Error(`no field .${expr.name}`);
    return { kind: 'tuple_lookup', base, position, ty, span: this.spanOf(expr) };
  }

  private position(expr: TypedOf<'lookup'>): number {
    const position = expr.position ?? 0;
    const baseType = expr.base.type;
    if (expr.inSpread === undefined || baseType.kind !== 'tuple') return position;
    let before = 0;
    for (const field of baseType.fields.slice(0, expr.inSpread)) {
      before += field.unpack ? this.state.types.fields(this.convert(field.type)).length : 1;
    }
    return before + position;
  }

  // Choices and names ------------------------------------------------------------------------------

  private ifs(expr: TypedOf<'if'>): Expr {
    const chain: { expr: TypedOf<'if'>; condition: Expr; value: Expr }[] = [];
    let last: TypedExpr = expr;
    while (last.kind === 'if') {
      chain.push({ expr: last, condition: this.lower(last.condition), value: this.lower(last.consequent) });
      last = last.alternative;
    }
    let result = this.lower(last);
    for (let i = chain.length - 1; i >= 0; i--) {
      const link = chain[i]!;
      const branches = [
        { condition: link.condition, value: link.value },
        { condition: this.make.truth(true), value: result },
      ];
      result = { kind: 'switch', branches, ty: this.convert(link.expr.type), span: this.spanOf(link.expr) };
    }
    return result;
  }

  private lets(expr: TypedOf<'let'>): Expr {
    const chain: { expr: TypedOf<'let'>; id: number; value: Expr }[] = [];
    let body: TypedExpr = expr;
    while (body.kind === 'let') {
      const value = this.lower(body.value);
      const id = this.make.bindingId();
      this.locals.set(body.local, this.make.bindingRef(id, value.ty));
      chain.push({ expr: body, id, value });
      body = body.body;
    }
    let result = this.lower(body);
    for (let i = chain.length - 1; i >= 0; i--) {
      const { id, value, expr: from } = chain[i]!;
      result = { kind: 'binding', id, value, main: result, ty: result.ty, span: this.spanOf(from) };
    }
    return result;
  }

  private match(expr: TypedOf<'match'>): Expr {
    const subject = this.lower(expr.subject);
    const id = this.make.bindingId();
    const ref: Expr = { ...this.make.bindingRef(id, subject.ty), span: subject.span };
    const branches: SwitchBranch[] = [];
    for (const branch of expr.branches) {
      const condition = lowerPattern(this, branch.pattern, ref);
      branches.push({ condition: condition ?? this.make.truth(true), value: this.lower(branch.value) });
    }
    const ty = this.convert(expr.type);
    const span = this.spanOf(expr);
    return {
      kind: 'binding',
      id,
      value: subject,
      main: { kind: 'switch', branches, ty, span },
      ty,
      span,
    };
  }

  ty(pattern: TypedPattern): Ty {
    return this.convert(pattern.type);
  }

  // Places -----------------------------------------------------------------------------------------

  private enter(expr: TypedExpr): void {
    if (!this.inLibrary) this.place = expr.span;
  }

  private spanOf(expr: TypedExpr | undefined): Span | undefined {
    return this.inLibrary ? undefined : expr?.span;
  }

  private placed(expr: Expr, from: TypedExpr): Expr {
    return this.inLibrary ? expr : { ...expr, span: from.span };
  }
}

export const cyclicMessage = 'unimplemented cyclic references between expressions';

export function isLibrary(path: string): boolean {
  return path.startsWith('std::');
}
