import { diagnosticAt } from '../diagnostics';
import type { CoreArg, CoreOf } from '../names/core';
import { displayName } from '../syntax/identifier';
import { compareTypes, subjectOf, type Who } from './compare';
import { nonConstantPart } from './constness';
import { copyConstant } from './copy-constant';
import type { Inferrer } from './infer-expression';
import { substitute } from './substitute';
import type { FunctionParam, Type } from './type';
import type { TypedArg, TypedExpr } from './typed-tree';

/** A call, or the construction of a framed value (specification 1 §6.6). */
export function inferCall(inferrer: Inferrer, call: CoreOf<'call'>): TypedExpr | undefined {
  const { region } = inferrer;
  const { callee, span, extent, sugar } = call;
  const who = callee.kind === 'path' ? callee.path : undefined;

  const frame = callee.kind === 'path' ? inferrer.frameOf(callee) : undefined;
  if (frame) {
    const args = inferArgs(inferrer, call, [{ label: frame.label, type: frame.carrier }], who);
    const value = args[0]?.value ?? inferrer.broken(call);
    return inferrer.make({ kind: 'frame', value, type: frame.type, span, extent, sugar });
  }

  const typed = inferrer.infer(callee);
  if (!typed) return undefined;
  const type = region.expand(typed.type);
  if (type.kind !== 'function') {
    region.diagnostics.push(diagnosticAt('expected-function', callee.span, 'expected a function'));
    if (region.tolerant) for (const arg of call.args) inferrer.infer(arg.value);
    return undefined;
  }
  const args = inferArgs(inferrer, call, type.params, who, typed);
  return inferrer.make({ kind: 'call', callee: typed, args, type: type.result, span, extent, sugar });
}

/**
 * Distributes the arguments over the parameters and checks each. All mistakes are told; arguments that have one
 * are left out. Defaults may mention the type parameters of `callee`.
 */
export function inferArgs(
  inferrer: Inferrer,
  call: Pick<CoreOf<'call'>, 'args' | 'span'>,
  params: readonly FunctionParam[],
  who: Who,
  callee?: TypedExpr,
): TypedArg[] {
  const { region } = inferrer;
  const slots = arePlain(call.args, params) ? call.args : distribute(inferrer, call, params, who);
  const args = new Array<TypedArg>(params.length);
  let count = 0;
  for (let i = 0; i < params.length; i++) {
    const param = params[i]!;
    const arg = slots[i];
    if (!arg) {
      if (param.default) {
        const replace = replacement(inferrer, callee);
        args[count++] = { value: copyConstant(param.default, replace, region), defaulted: true };
      }
      continue;
    }
    const value = inferrer.infer(arg.value);
    if (!value) continue;
    const wrong = compareTypes(region, value.type, param.type, who, arg.value.span);
    if (wrong) region.report(wrong, arg.value.span);
    if (param.const) {
      const part = nonConstantPart(arg.value, region.definitions, true);
      if (part) region.diagnostics.push(diagnosticAt('not-constant', part, 'non-constant expression'));
    }
    args[count++] = { value, defaulted: false };
  }
  args.length = count;
  return args;
}

/** Whether there is an argument for each parameter, in their order and without labels. */
function arePlain(args: readonly CoreArg[], params: readonly FunctionParam[]): boolean {
  if (args.length !== params.length) return false;
  for (let i = 0; i < args.length; i++) if (args[i]!.label !== undefined) return false;
  return true;
}

function distribute(
  inferrer: Inferrer,
  call: Pick<CoreOf<'call'>, 'args' | 'span'>,
  params: readonly FunctionParam[],
  who: Who,
): (CoreArg | undefined)[] {
  const { diagnostics } = inferrer.region;
  if (call.args.length > params.length) {
    const text = `${subjectOf(who)}expected ${params.length} arguments, but got ${call.args.length}`;
    diagnostics.push(diagnosticAt('too-many-arguments', call.span, text));
  }
  const slots: (CoreArg | undefined)[] = params.map(() => undefined);
  const positional: CoreArg[] = [];
  let labelled = false;
  for (const arg of call.args.slice(0, params.length)) {
    if (arg.label === undefined) {
      if (labelled) {
        const text = 'positional arg must come before labelled arg';
        diagnostics.push(diagnosticAt('positional-after-labelled', arg.span, text));
      } else {
        positional.push(arg);
      }
      continue;
    }
    labelled = true;
    const at = params.findIndex((param) => param.label === arg.label);
    if (at >= 0) slots[at] = arg;
    else diagnostics.push(diagnosticAt('unknown-parameter', arg.span, `unknown parameter \`${arg.label}\``));
  }
  for (const [i, param] of params.entries()) {
    slots[i] ??= positional.shift();
    if (!slots[i] && !param.default) {
      const label = param.label === undefined ? 'an' : displayName(param.label);
      diagnostics.push(diagnosticAt('missing-argument', call.span, `missing ${label} argument`));
    }
  }
  return slots;
}

const noReplacement = (type: Type): Type => type;

/** What the callee's type parameters stand for in this call; its defaults may mention them. */
function replacement(inferrer: Inferrer, callee: TypedExpr | undefined): (type: Type) => Type {
  if (callee?.kind !== 'global') return noReplacement;
  const params = inferrer.region.definitions.values.get(callee.path)?.typeParams ?? [];
  if (params.length === 0) return noReplacement;
  return (type) =>
    substitute(type, (parameter) => {
      if (parameter.owner !== callee.path) return undefined;
      return callee.typeArgs[params.findIndex((param) => param.name === parameter.name)];
    });
}
