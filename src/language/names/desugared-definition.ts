import type { Diagnostic } from '../../base';
import type { Expr, TypeNode, WhereParam } from '../syntax/tree';
import type { Core, CoreParam } from './core';
import { Desugarer } from './desugar';
import type { DefinitionNode } from './module-tree';

/** A definition whose expressions have no sugar left. */
export type DesugaredDefinition = {
  /** Its place in the module tree: a new one when the tree was made anew. */
  node: DefinitionNode;
  readonly annotations: readonly Core[];
  /** Defaults of parameters in function types, which stay surface trees otherwise. */
  readonly defaults: ReadonlyMap<Expr, Core>;
  /** The first mistake that taking the sugar out has found. */
  readonly error: Diagnostic | undefined;
} & (
  | { readonly kind: 'type'; readonly type: TypeNode; readonly frame?: { readonly label?: string } }
  | { readonly kind: 'const'; readonly type?: TypeNode; readonly value: Core }
  | {
      readonly kind: 'func';
      readonly params: readonly CoreParam[];
      readonly result?: TypeNode;
      readonly where: readonly WhereParam[];
      readonly body: Core;
    }
  | {
      readonly kind: 'external';
      readonly params: readonly CoreParam[];
      readonly result: TypeNode;
      readonly where: readonly WhereParam[];
    }
  | { readonly kind: 'annotation'; readonly params: readonly CoreParam[] }
);

export type DesugaredOf<K extends DesugaredDefinition['kind']> = Extract<DesugaredDefinition, { kind: K }>;

export function desugarDefinition(node: DefinitionNode): DesugaredDefinition {
  const desugarer = new Desugarer();
  const inside = desugaredInside(node.syntax, desugarer);
  const annotations = node.syntax.annotations.map((annotation) => desugarer.expression(annotation.value));
  const { defaults, error } = desugarer;
  return { node, annotations, defaults, error, ...inside };
}

type Inside<D> = D extends unknown ? Omit<D, 'node' | 'annotations' | 'defaults' | 'error'> : never;

function desugaredInside(
  syntax: DefinitionNode['syntax'],
  desugarer: Desugarer,
): Inside<DesugaredDefinition> {
  switch (syntax.kind) {
    case 'type': {
      desugarer.type(syntax.type);
      return { kind: 'type', type: syntax.type, frame: syntax.frame && { label: syntax.frame.label?.name } };
    }
    case 'const': {
      const value = desugarer.expression(syntax.value);
      if (syntax.type) desugarer.type(syntax.type);
      return { kind: 'const', type: syntax.type, value };
    }
    case 'func': {
      const params = syntax.params.map((param) => desugarer.funcParam(param));
      if (syntax.result) desugarer.type(syntax.result);
      const body = desugarer.expression(syntax.body);
      return { kind: 'func', params, result: syntax.result, where: syntax.where, body };
    }
    case 'external': {
      const params = syntax.params.map((param) => desugarer.typeParam(param));
      desugarer.type(syntax.result);
      return { kind: 'external', params, result: syntax.result, where: syntax.where };
    }
    case 'anno':
      return { kind: 'annotation', params: syntax.params.map((param) => desugarer.typeParam(param)) };
  }
}
