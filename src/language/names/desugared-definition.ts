import type { TypeNode, WhereParam } from '../syntax/tree';
import type { Core, CoreParam } from './core';
import type { Desugarer } from './desugar';
import type { DefinitionNode } from './module-tree';

/** A definition whose expressions have no sugar left. */
export type DesugaredDefinition = {
  readonly node: DefinitionNode;
  readonly annotations: readonly Core[];
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

export function desugarDefinition(node: DefinitionNode, desugarer: Desugarer): DesugaredDefinition {
  const { syntax } = node;
  switch (syntax.kind) {
    case 'type': {
      desugarer.type(syntax.type);
      const frame = syntax.frame && { label: syntax.frame.label?.name };
      return { kind: 'type', node, type: syntax.type, frame, annotations: annotations(node, desugarer) };
    }
    case 'const': {
      const value = desugarer.expression(syntax.value);
      if (syntax.type) desugarer.type(syntax.type);
      return { kind: 'const', node, type: syntax.type, value, annotations: annotations(node, desugarer) };
    }
    case 'func': {
      const params = syntax.params.map((param) => desugarer.funcParam(param));
      if (syntax.result) desugarer.type(syntax.result);
      const body = desugarer.expression(syntax.body);
      const { result, where } = syntax;
      return { kind: 'func', node, params, result, where, body, annotations: annotations(node, desugarer) };
    }
    case 'external': {
      const params = syntax.params.map((param) => desugarer.typeParam(param));
      desugarer.type(syntax.result);
      const { result, where } = syntax;
      return { kind: 'external', node, params, result, where, annotations: annotations(node, desugarer) };
    }
    case 'anno': {
      const params = syntax.params.map((param) => desugarer.typeParam(param));
      return { kind: 'annotation', node, params, annotations: annotations(node, desugarer) };
    }
  }
}

function annotations(node: DefinitionNode, desugarer: Desugarer): Core[] {
  return node.syntax.annotations.map((annotation) => desugarer.expression(annotation.value));
}
