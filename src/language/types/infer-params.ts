import { diagnosticAt } from '../diagnostics';
import type { CoreParam } from '../names/core';
import type { TypeNode } from '../syntax/tree';
import { compareTypes } from './compare';
import { nonConstantPart } from './constness';
import type { Inferrer } from './infer-expression';
import type { FunctionParam, Type } from './type';

/**
 * The parameters and the result type of anything that can be called (specification 1 §3.2): first all declared
 * types, then the defaults. `generic` functions need a type on every parameter. Undefined after a mistake that
 * spoils the definition.
 */
export function inferSignature(
  inferrer: Inferrer,
  params: readonly CoreParam[],
  result: TypeNode | undefined,
  generic: boolean,
): { params: FunctionParam[]; result?: Type } | undefined {
  const types = paramTypes(inferrer, params, generic);
  if (!types) return undefined;
  const declared = result && inferrer.types.read(result);
  if (result && !declared) return undefined;
  const typed = inferDefaults(inferrer, params, types);
  return typed && { params: typed, result: declared };
}

function paramTypes(inferrer: Inferrer, params: readonly CoreParam[], generic: boolean): Type[] | undefined {
  const { region } = inferrer;
  const types: Type[] = [];
  for (const param of params) {
    if (param.type) {
      const type = inferrer.types.read(param.type);
      if (type) types.push(type);
    } else if (generic && !region.tolerant) {
      region.diagnostics.push(
        diagnosticAt('missing-type-annotation', param.span, 'missing type annotations'),
      );
    } else {
      types.push(region.variable(param.span));
    }
  }
  return types.length < params.length ? undefined : types;
}

function inferDefaults(
  inferrer: Inferrer,
  params: readonly CoreParam[],
  types: readonly Type[],
): FunctionParam[] | undefined {
  const { region } = inferrer;
  if (!region.tolerant && hasUnusableDefault(inferrer, params)) return undefined;
  const typed = new Array<FunctionParam>(params.length);
  let spoiled = false;
  for (let i = 0; i < params.length; i++) {
    const param = params[i]!;
    const type = types[i]!;
    const base: FunctionParam = { label: param.label, type, const: param.const || undefined };
    if (!param.default) {
      typed[i] = base;
      continue;
    }
    const part = nonConstantPart(param.default, region.definitions, false);
    if (part && !region.tolerant) {
      region.diagnostics.push(diagnosticAt('default-not-constant', part, 'param defaults must be const'));
      spoiled = true;
      continue;
    }
    const value = inferrer.infer(param.default);
    if (!value) {
      spoiled = true;
      continue;
    }
    const wrong = compareTypes(region, value.type, type, undefined, param.default.span);
    if (wrong) region.report(wrong, param.default.span);
    typed[i] = { ...base, default: value, defaultText: inferrer.textOf(param.default.extent) };
  }
  return spoiled ? undefined : typed;
}

/** A default before a parameter without label: every call has to give the argument. */
function hasUnusableDefault(inferrer: Inferrer, params: readonly CoreParam[]): boolean {
  let latest: CoreParam['default'];
  for (const param of params) {
    if (param.default) {
      latest = param.default;
    } else if (latest && param.label === undefined) {
      inferrer.region.diagnostics.push(
        diagnosticAt('unusable-default', latest.span, 'this default value can never be used', [
          { message: 'because this param is not labelled', span: param.span },
          { message: 'Either swap param order or add param label' },
        ]),
      );
      return true;
    }
  }
  return false;
}
