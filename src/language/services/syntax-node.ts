import { type Span, spanTouches } from '../../base';
import type {
  AnnotationNode,
  ArgNode,
  BranchNode,
  Definition,
  Expr,
  FuncParam,
  ImportPart,
  ModuleBody,
  Pattern,
  TupleFieldNode,
  TypeFieldNode,
  TypeNode,
  TypeParamDecl,
  VariantNode,
  WhereParam,
} from '../syntax';

/** Any node of the surface tree, so that all of it can be walked in one way. */
export type SyntaxNode =
  | { readonly is: 'definition'; readonly node: Definition }
  | { readonly is: 'annotation'; readonly node: AnnotationNode }
  | { readonly is: 'import'; readonly node: ImportPart }
  | { readonly is: 'expr'; readonly node: Expr }
  | { readonly is: 'field'; readonly node: TupleFieldNode }
  | { readonly is: 'arg'; readonly node: ArgNode }
  | { readonly is: 'branch'; readonly node: BranchNode }
  | { readonly is: 'pattern'; readonly node: Pattern }
  | { readonly is: 'param'; readonly node: FuncParam }
  | { readonly is: 'type'; readonly node: TypeNode }
  | { readonly is: 'type param'; readonly node: TypeParamDecl }
  | { readonly is: 'type field'; readonly node: TypeFieldNode }
  | { readonly is: 'variant'; readonly node: VariantNode }
  | { readonly is: 'where'; readonly node: WhereParam };

/** All tokens of a node. */
export function extentOf({ node }: SyntaxNode): Span {
  return 'extent' in node ? node.extent : node.span;
}

/** What stands in a module's body, as nodes. */
export function nodesOf(body: ModuleBody): SyntaxNode[] {
  return [
    ...body.selfAnnotations.map((node): SyntaxNode => ({ is: 'annotation', node })),
    ...body.definitions.map((node): SyntaxNode => ({ is: 'definition', node })),
  ];
}

/** Calls `visit` for every node below these, outer ones first, in the order of the text. */
export function walkSyntax(nodes: readonly SyntaxNode[], visit: (node: SyntaxNode) => void): void {
  for (const node of nodes) {
    visit(node);
    walkSyntax(childrenOf(node), visit);
  }
}

/** The nodes that touch an offset, outermost first. */
export function nodesAt(body: ModuleBody, offset: number): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const visit = (nodes: readonly SyntaxNode[]): void => {
    for (const node of nodes) {
      if (!spanTouches(extentOf(node), offset)) continue;
      found.push(node);
      visit(childrenOf(node));
    }
  };
  visit(nodesOf(body));
  return found;
}

/** The nodes directly below, in the order of the text. */
export function childrenOf(at: SyntaxNode): SyntaxNode[] {
  switch (at.is) {
    case 'definition':
      return definitionChildren(at.node);
    case 'annotation':
      return [expr(at.node.value)];
    case 'import':
      return (at.node.parts ?? []).map((node) => ({ is: 'import', node }));
    case 'expr':
      return expressionChildren(at.node);
    case 'field':
    case 'arg':
      return [expr(at.node.value)];
    case 'branch':
      return [{ is: 'pattern', node: at.node.pattern }, expr(at.node.value)];
    case 'pattern':
      if (at.node.kind === 'or') return at.node.alternatives.map((node) => ({ is: 'pattern', node }));
      return at.node.kind === 'variant' && at.node.payload ? [{ is: 'pattern', node: at.node.payload }] : [];
    case 'param':
    case 'type param':
      return [...type(at.node.type), ...(at.node.default ? [expr(at.node.default)] : [])];
    case 'type':
      return typeChildren(at.node);
    case 'type field':
      return type(at.node.type);
    case 'variant':
      return type(at.node.payload);
    case 'where': {
      const { domain } = at.node;
      if (domain?.kind === 'tuple') return domain.fields.map((node) => ({ is: 'type field', node }));
      return (domain?.alternatives ?? []).flatMap(type);
    }
  }
}

function definitionChildren(definition: Definition): SyntaxNode[] {
  const annotations = definition.annotations.map((node): SyntaxNode => ({ is: 'annotation', node }));
  switch (definition.kind) {
    case 'module':
      return [...annotations, ...nodesOf(definition.body)];
    case 'type':
      return [...annotations, ...type(definition.type)];
    case 'import':
      return [...annotations, { is: 'import', node: definition.part }];
    case 'external':
      return [
        ...annotations,
        ...typeParams(definition.params),
        ...type(definition.result),
        ...where(definition.where),
      ];
    case 'func':
      return [
        ...annotations,
        ...params(definition.params),
        ...type(definition.result),
        ...where(definition.where),
        expr(definition.body),
      ];
    case 'const':
      return [...annotations, ...type(definition.type), expr(definition.value)];
    case 'anno':
      return [...annotations, ...typeParams(definition.params)];
  }
}

function expressionChildren(node: Expr): SyntaxNode[] {
  switch (node.kind) {
    case 'path':
    case 'literal':
    case 'fstring':
    case 'missing':
      return [];
    case 'tuple':
      return node.fields.map((field) => ({ is: 'field', node: field }));
    case 'array':
      return node.items.map(expr);
    case 'variant':
      return node.payload ? [expr(node.payload)] : [];
    case 'paren':
      return [expr(node.inner)];
    case 'let':
      return [expr(node.value), expr(node.body)];
    case 'function':
      return [...params(node.params), ...type(node.result), expr(node.body)];
    case 'call':
      return node.args.map((arg) => ({ is: 'arg', node: arg }));
    case 'match':
      return [expr(node.subject), ...node.branches.map((b): SyntaxNode => ({ is: 'branch', node: b }))];
    case 'if':
      return [expr(node.condition), expr(node.consequent), expr(node.alternative)];
    case 'lookup':
      return [expr(node.base)];
    case 'index':
      return [expr(node.base), expr(node.index)];
    case 'ascription':
      return [expr(node.value), ...type(node.type)];
    case 'unary':
      return [expr(node.operand)];
    case 'binary':
    case 'pipe':
      return [expr(node.left), expr(node.right)];
    case 'range':
      return [...(node.from ? [expr(node.from)] : []), ...(node.to ? [expr(node.to)] : [])];
  }
}

function typeChildren(node: TypeNode): SyntaxNode[] {
  switch (node.kind) {
    case 'primitive':
    case 'path':
    case 'missing':
      return [];
    case 'function':
      return [...typeParams(node.params), ...type(node.result)];
    case 'tuple':
      return node.fields.map((field) => ({ is: 'type field', node: field }));
    case 'comprehension':
      return [...type(node.source), ...type(node.body)];
    case 'array':
      return type(node.item);
    case 'enum':
      return node.variants.map((variant) => ({ is: 'variant', node: variant }));
    case 'option':
      return type(node.inner);
  }
}

function expr(node: Expr): SyntaxNode {
  return { is: 'expr', node };
}

function type(node: TypeNode | undefined): SyntaxNode[] {
  return node ? [{ is: 'type', node }] : [];
}

function params(nodes: readonly FuncParam[]): SyntaxNode[] {
  return nodes.map((node) => ({ is: 'param', node }));
}

function typeParams(nodes: readonly TypeParamDecl[]): SyntaxNode[] {
  return nodes.map((node) => ({ is: 'type param', node }));
}

function where(nodes: readonly WhereParam[]): SyntaxNode[] {
  return nodes.map((node) => ({ is: 'where', node }));
}
