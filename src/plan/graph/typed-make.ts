import type { CheckedProject, FunctionType, Local, Type, TypedExpr } from '../../language';
import { substituteType } from './typed-copy';

/** Where a made expression says it comes from. */
export interface Origin {
  readonly span: TypedExpr['span'];
  readonly extent: TypedExpr['extent'];
}

export function localExpr(local: Local, at: Origin): TypedExpr {
  return { kind: 'local', local, type: local.type, span: at.span, extent: at.extent };
}

export function letExpr(local: Local, value: TypedExpr, body: TypedExpr): TypedExpr {
  return { kind: 'let', local, value, body, type: body.type, span: body.span, extent: body.extent };
}

export function positionExpr(base: TypedExpr, position: number, type: Type): TypedExpr {
  return { kind: 'lookup', base, position, type, span: base.span, extent: base.extent };
}

export function nameExpr(base: TypedExpr, name: string, type: Type): TypedExpr {
  return { kind: 'lookup', base, name, type, span: base.span, extent: base.extent };
}

export function numberExpr(value: number, at: Origin): TypedExpr {
  const type: Type = { kind: 'named', path: 'std::Int64' };
  return { kind: 'literal', literal: { kind: 'number', text: String(value) }, type, ...originOf(at) };
}

/** A call of a function of the standard library with the type arguments given. */
export function stdCall(
  project: CheckedProject,
  path: string,
  typeArgs: readonly Type[],
  args: readonly TypedExpr[],
  at: Origin,
): TypedExpr {
  const definition = project.values.get(path);
  if (!definition || definition.kind === 'const')
    throw new Error(`${path} is not a function of the standard library`);
  const type = substituteType(project, definition.type, {
    owner: path,
    names: definition.typeParams.map((p) => p.name),
    types: typeArgs,
  }) as FunctionType;
  const callee: TypedExpr = { kind: 'global', path, typeArgs, type, ...originOf(at) };
  return {
    kind: 'call',
    callee,
    args: args.map((value) => ({ value, defaulted: false })),
    type: type.result,
    ...originOf(at),
  };
}

function originOf(at: Origin): Origin {
  return { span: at.span, extent: at.extent };
}
