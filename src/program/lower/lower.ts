import { type Diagnostic, fail, ok, type Result, type Span } from '../../base';
import type { CheckedProject, Entry, Local, Type, TypedExpr, TypedOf, ValueDefinition } from '../../language';
import type { Ty } from '../../value';
import type { Expr, Program } from '../ir';
import { programDiagnostic } from '../problem';
import { Definitions, type Instance } from './definitions';
import { cyclicMessage, ExpressionLowering, isLibrary, type LoweringState } from './expression';
import { Make } from './make';
import { parameterKey, TypeInterner, type TypeScope } from './type-interner';

/**
 * The program of an entry expression (specification 3 parts D and H): `main` is one function of one parameter,
 * the packed input; every definition it needs is bound around its body. Types have no layouts yet. The errors
 * are those that only show here: dates the calendar does not have, types without a default value, functions
 * that are compared, returned or refer to themselves.
 */
export function lower(project: CheckedProject, entry: Entry): Result<Program, Diagnostic[]> {
  return new ProgramLowering(project).program(entry.expr, entry.input, entry.output);
}

/**
 * The program of a function built from typed trees, such as a stage of a plan: its input is packed from the
 * parameters as that of an entry is (specification 3 part H).
 */
export function lowerExpression(
  project: CheckedProject,
  expr: TypedOf<'function'>,
): Result<Program, Diagnostic[]> {
  return new ProgramLowering(project).program(expr, packedInput(expr.params), expr.body.type);
}

/** The input type of a function: nothing, its one parameter, or a tuple of them named by their labels. */
export function packedInput(params: readonly Local[]): Type {
  if (params.length === 1) return params[0]!.type;
  return { kind: 'tuple', fields: params.map((param) => ({ name: param.label, type: param.type })) };
}

class ProgramLowering {
  private readonly state: LoweringState;

  constructor(project: CheckedProject) {
    const types = new TypeInterner(project);
    const make = new Make(types);
    const definitions = new Definitions(project, make);
    this.state = { types, make, definitions, pending: [], diagnostics: [] };
  }

  program(expr: TypedExpr, input: Type, output: Type): Result<Program, Diagnostic[]> {
    const { types, diagnostics } = this.state;
    const inputTy = types.convert(input, types.closed);
    const outputTy = types.convert(output, types.closed);
    for (const [ty, what] of [
      [inputTy, 'input'],
      [outputTy, 'output'],
    ] as const) {
      if (!types.holdsFunction(ty)) continue;
      const message = `the ${what} of a program cannot hold functions`;
      return fail([programDiagnostic('entry-not-data', expr.span, message)]);
    }
    const main = this.main(expr, inputTy, outputTy);
    this.lowerPending();
    const wrapped = diagnostics.length === 0 ? this.wrap(main) : main;
    if (diagnostics.length > 0) return fail([...diagnostics]);
    return ok({ main: wrapped, defs: types.allDefinitions() });
  }

  /** `func (input) -> <the entry applied to it>` */
  private main(expr: TypedExpr, input: Ty, output: Ty): Expr {
    const { types, make, definitions } = this.state;
    const lowering = new ExpressionLowering(this.state, types.closed, undefined, expr.span);
    const id = make.functionId();
    const ty = types.function([input], output);
    const paramsOf = (count: number, tys: readonly Ty[]): Expr[] => {
      const whole = make.parameter(id, 0, input);
      return count === 1 ? [whole] : tys.map((param, i) => make.field(whole, i, param));
    };
    const { kind } = types.materialise(types.convert(expr.type, types.closed));
    const definition = expr.kind === 'global' ? definitions.definition(expr.path) : undefined;
    const literal = expr.kind === 'function' ? expr : undefined;
    const params = literal?.params ?? (definition?.kind === 'func' ? definition.params : undefined);
    const body = literal?.body ?? (definition && bodyOf(definition));

    // A function literal, or a direct reference to a definition, is lowered in place: no call remains of it.
    if (body && params) {
      const tys = params.map((param) => lowering.localTy(param));
      const paths = paramsOf(params.length, tys);
      params.forEach((param, i) => {
        lowering.bind(param, paths[i]!);
      });
      return { kind: 'function', id, body: lowering.lower(body), ty, span: expr.span };
    }
    if (body && kind.kind !== 'function') {
      return { kind: 'function', id, body: lowering.lower(body), ty, span: expr.span };
    }
    const value = lowering.lower(expr);
    if (kind.kind !== 'function') return { kind: 'function', id, body: value, ty, span: expr.span };
    const args = paramsOf(kind.params.length, kind.params);
    const call: Expr = { kind: 'call', callee: value, args, ty: output, span: expr.span };
    return { kind: 'function', id, body: call, ty, span: expr.span };
  }

  /** Lowers the definitions asked for so far, and those they ask for in turn. */
  private lowerPending(): void {
    const { pending } = this.state;
    for (let i = 0; i < pending.length; i++) {
      const instance = pending[i]!;
      instance.value = this.instanceValue(instance, instance.definition!);
    }
  }

  private instanceValue(instance: Instance, definition: ValueDefinition): Expr {
    const lowering = new ExpressionLowering(
      this.state,
      this.scope(instance, definition),
      instance,
      instance.origin,
    );
    switch (definition.kind) {
      case 'const':
        return lowering.lower(definition.value);
      case 'func': {
        const span = isLibrary(definition.path) ? undefined : definition.span;
        return { ...lowering.function(definition.params, definition.body, undefined, instance.ty), span };
      }
      case 'external':
        throw new Error('an external has no body');
    }
  }

  private scope(instance: Instance, definition: ValueDefinition): TypeScope {
    if (definition.typeParams.length === 0) return this.state.types.closed;
    const args = new Map<string, Ty>();
    definition.typeParams.forEach((param, i) => {
      args.set(parameterKey(definition.path, param.name), instance.typeArgs[i]!);
    });
    return { args, converted: new Map() };
  }

  /** Binds every instance around the body of `main`, those that others depend on further outside. */
  private wrap(main: Expr): Expr {
    const order = this.state.definitions.ordered();
    if (!Array.isArray(order)) {
      this.state.diagnostics.push(circleDiagnostic(order.circle));
      return main;
    }
    if (main.kind !== 'function') throw new Error('main is not a function');
    let body = main.body;
    for (let i = order.length - 1; i >= 0; i--) {
      const instance = order[i]!;
      if (instance.value === undefined) throw new Error(`${instance.key} was not lowered`);
      body = this.state.make.binding(instance.id, instance.value, body);
    }
    return { ...main, body };
  }
}

function bodyOf(definition: ValueDefinition): TypedExpr | undefined {
  if (definition.kind === 'func') return definition.body;
  return definition.kind === 'const' ? definition.value : undefined;
}

function circleDiagnostic(instance: Instance): Diagnostic {
  const span: Span = instance.definition?.nameSpan ?? instance.origin;
  return programDiagnostic('cyclic-reference', span, cyclicMessage);
}
