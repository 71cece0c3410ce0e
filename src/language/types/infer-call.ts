import { diagnosticAt } from '../diagnostics';
import type { CoreArg, CoreOf } from '../names/core';
import { displayName } from '../syntax/identifier';
import type { PathNode } from '../syntax/tree';
import { compareTypes } from './compare';
import { nonConstantPart } from './constness';
import { copyConstant } from './copy-constant';
import type { Inferrer } from './infer-expression';
import { substitute } from './substitute';
import type { FunctionParam, Type } from './type';
import type { TypedArg, TypedExpr } from './typed-tree';

/** A call, or the construction of a framed value (specification 1 §6.6). */
export function inferCall(inferrer: Inferrer, call: CoreOf<'call'>): TypedExpr | undefined {
  const { region } = inferrer;
  const { callee } = call;
  const who = callee.kind === 'path' ? `func ${fullPath(callee.path)}` : undefined;

  const frame = callee.kind === 'path' ? inferrer.frameOf(callee) : undefined;
  if (frame) {
    const args = inferArgs(inferrer, call, [{ label: frame.label, type: frame.carrier }], who, noReplacement);
    const value = args[0]?.value ?? inferrer.broken(call);
    return inferrer.make(call, { kind: 'frame', value, type: frame.type });
  }

  const typed = inferrer.infer(callee);
  if (!typed) return undefined;
  const type = region.expand(typed.type);
  if (type.kind !== 'function') {
    region.diagnostics.push(diagnosticAt('expected-function', callee.span, 'expected a function'));
    if (region.tolerant) for (const arg of call.args) inferrer.infer(arg.value);
    return undefined;
  }
  const args = inferArgs(inferrer, call, type.params, who, replacement(inferrer, typed));
  return inferrer.make(call, { kind: 'call', callee: typed, args, type: type.result });
}

/**
 * Distributes the arguments over the parameters and checks each. All mistakes are told; arguments that have one
 * are left out.
 */
export function inferArgs(
  inferrer: Inferrer,
  call: Pick<CoreOf<'call'>, 'args' | 'span'>,
  params: readonly FunctionParam[],
  who: string | undefined,
  replace: (type: Type) => Type,
): TypedArg[] {
  const { region } = inferrer;
  const slots = distribute(inferrer, call, params, who);
  const args: TypedArg[] = [];
  for (const [i, param] of params.entries()) {
    const arg = slots[i];
    if (!arg) {
      if (param.default) {
        args.push({ value: copyConstant(param.default, replace, region), defaulted: true });
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
    args.push({ value, defaulted: false });
  }
  return args;
}

function distribute(
  inferrer: Inferrer,
  call: Pick<CoreOf<'call'>, 'args' | 'span'>,
  params: readonly FunctionParam[],
  who: string | undefined,
): (CoreArg | undefined)[] {
  const { diagnostics } = inferrer.region;
  const prefix = who === undefined ? '' : `${who} `;
  if (call.args.length > params.length) {
    const text = `${prefix}expected ${params.length} arguments, but got ${call.args.length}`;
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
function replacement(inferrer: Inferrer, callee: TypedExpr): (type: Type) => Type {
  if (callee.kind !== 'global') return noReplacement;
  const params = inferrer.region.definitions.values.get(callee.path)?.typeParams ?? [];
  if (params.length === 0) return noReplacement;
  return (type) =>
    substitute(type, (parameter) => {
      if (parameter.owner !== callee.path) return undefined;
      return callee.typeArgs[params.findIndex((param) => param.name === parameter.name)];
    });
}

/** A path as it was written. */
export function fullPath(path: PathNode): string {
  return path.segments.map((segment) => displayName(segment.name)).join('::');
}
