import type { Diagnostic, Span } from '../../base';
import { diagnosticAt } from '../diagnostics';
import type { Core } from '../names/core';
import type { DesugaredDefinition, DesugaredOf } from '../names/desugared-definition';
import { Resolution } from '../names/resolution';
import type { CheckedAnnotation } from '../project/checked-project';
import { displayName } from '../syntax/identifier';
import type { WhereParam } from '../syntax/tree';
import { compareTypes } from './compare';
import { nonConstantPart } from './constness';
import type { Definitions } from './definitions';
import { Finisher } from './finish';
import { inferArgs } from './infer-call';
import { Inferrer, type InferSettings } from './infer-expression';
import { inferSignature } from './infer-params';
import { Region } from './region';
import { solveRegion } from './solve';
import type { Domain, FunctionType, TypeParameter } from './type';
import type { TypedExpr } from './typed-tree';

/**
 * Checks definitions one after the other, each a region of its own (specification 1 §7.1), and enters them into
 * the table. Everything a definition mentions must have been checked before.
 */
export class DefinitionChecker {
  /** The annotations of each checked definition; whoever checks them enters them here. */
  readonly annotationLists = new Map<string, CheckedAnnotation[]>();
  /** What the names in the text being checked stand for. */
  private names = new Resolution(new Map());

  constructor(
    private readonly definitions: Definitions,
    private readonly diagnostics: Diagnostic[],
    private readonly settings: InferSettings,
  ) {}

  /** False after a mistake that ends the run (specification 1 §7.6). */
  check(definition: DesugaredDefinition, names: Resolution): boolean {
    this.names = names;
    switch (definition.kind) {
      case 'type':
        return this.checkType(definition);
      case 'annotation':
        return this.checkAnnotationDefinition(definition);
      case 'external':
        return this.checkExternal(definition);
      case 'const':
        return this.checkConst(definition);
      case 'func':
        return this.checkFunc(definition);
    }
  }

  /** One annotation (specification 1 §3.6). */
  annotation(annotation: Core, names: Resolution): CheckedAnnotation | undefined {
    this.names = names;
    const { span } = annotation;
    const callee = annotation.kind === 'call' ? annotation.callee : annotation;
    if (callee.kind !== 'path') {
      this.diagnostics.push(diagnosticAt('invalid-annotation', span, 'invalid annotation'));
      return undefined;
    }
    const { target } = callee;
    const declared = target?.kind === 'annotation' && this.definitions.annotations.get(target.path);
    if (!declared) {
      this.diagnostics.push(diagnosticAt('expected-annotation', span, 'expected annotation'));
      return undefined;
    }
    const { region, inferrer } = this.open('', span, new Map());
    const args = annotation.kind === 'call' ? annotation.args : [];
    const typed = inferArgs(inferrer, { args, span }, declared.params, undefined);
    // What solving finds in arguments of annotations does not end the run either (specification 1 §3.6, §7.6).
    const solved = this.close(region, span) !== undefined;
    return { path: declared.path, args: solved ? typed.map((arg) => arg.value) : [] };
  }

  /** An expression outside of all definitions, such as a program's text. */
  freeExpression(core: Core, names: Resolution): TypedExpr | undefined {
    this.names = names;
    const { region, inferrer } = this.open('', core.span, new Map());
    const typed = inferrer.infer(core);
    return typed && this.close(region, core.span) ? typed : undefined;
  }

  private open(
    owner: string,
    span: Span,
    domains: Map<string, Domain>,
  ): { region: Region; inferrer: Inferrer } {
    const region = new Region(this.definitions, this.diagnostics, domains, owner);
    region.tolerant = this.settings.tolerant !== undefined;
    return { region, inferrer: new Inferrer(region, this.settings, this.names, span) };
  }

  /** Ends a region: solves it and puts the solved types into what was made in it. */
  private close(region: Region, definition: Span): Finisher | undefined {
    if (!solveRegion(region, definition)) return undefined;
    const finisher = new Finisher(region);
    const finished = finisher.finishNodes(definition);
    this.settings.tolerant?.onTyped(region.unfinished);
    return finished ? finisher : undefined;
  }

  private common({ node }: DesugaredDefinition): {
    path: string;
    doc?: string;
    annotations: CheckedAnnotation[];
    nameSpan: Span;
    span: Span;
  } {
    // Filled in as the annotations are checked, some of them only after all definitions.
    const annotations: CheckedAnnotation[] = [];
    this.annotationLists.set(node.path, annotations);
    const { doc, span } = node.syntax;
    return { path: node.path, doc: doc?.text, annotations, nameSpan: node.name.span, span };
  }

  private checkType(definition: DesugaredOf<'type'>): boolean {
    const common = this.common(definition);
    const { region, inferrer } = this.open(common.path, common.span, new Map());
    const type = inferrer.types.read(definition.type);
    const finisher = type && this.close(region, common.span);
    if (!type || !finisher) return false;
    const { frame } = definition;
    this.definitions.types.set(common.path, {
      ...common,
      kind: frame ? 'frame' : 'alias',
      label: frame?.label,
      type: finisher.type(type),
    });
    return true;
  }

  private checkAnnotationDefinition(definition: DesugaredOf<'annotation'>): boolean {
    const common = this.common(definition);
    const { region, inferrer } = this.open(common.path, common.span, new Map());
    const params = inferSignature(inferrer, definition.params, undefined, false)?.params;
    const finisher = params && this.close(region, common.span);
    if (!params || !finisher) return false;
    this.definitions.annotations.set(common.path, {
      ...common,
      params: params.map((param) => ({ ...param, type: finisher.type(param.type), const: true })),
    });
    return true;
  }

  private checkExternal(definition: DesugaredOf<'external'>): boolean {
    const common = this.common(definition);
    const scope = new Map<string, Domain>();
    const { region, inferrer } = this.open(common.path, common.span, scope);
    const typeParams = this.typeParams(inferrer, definition.where, scope);
    const signature = typeParams && inferSignature(inferrer, definition.params, definition.result, true);
    const finisher = signature && this.close(region, common.span);
    if (!typeParams || !signature?.result || !finisher) return false;
    const { params, result } = signature;
    const type = finisher.type({ kind: 'function', params, result }) as FunctionType;
    this.definitions.values.set(common.path, { ...common, kind: 'external', typeParams, type });
    return true;
  }

  private checkConst(definition: DesugaredOf<'const'>): boolean {
    const common = this.common(definition);
    const { region, inferrer } = this.open(common.path, common.span, new Map());
    const core = definition.value;
    const declared = definition.type && inferrer.types.read(definition.type);
    if (definition.type && !declared) return false;
    const value = inferrer.infer(core);
    if (!value) return false;
    if (declared) {
      const who = displayName(definition.node.name.name);
      const wrong = compareTypes(region, value.type, declared, who, core.span);
      if (wrong) region.report(wrong, core.span);
    }
    const part = nonConstantPart(core, this.definitions, true);
    if (part) {
      const notes = [{ message: 'use `func` instead of `const`' }];
      this.diagnostics.push(diagnosticAt('not-constant', part, 'non-constant expression', notes));
    }
    const finisher = this.close(region, common.span);
    if (!finisher) return false;
    const type = declared ?? value.type;
    this.definitions.values.set(common.path, {
      ...common,
      kind: 'const',
      typeParams: [],
      type: finisher.type(type),
      value,
    });
    return true;
  }

  private checkFunc(definition: DesugaredOf<'func'>): boolean {
    const common = this.common(definition);
    const scope = new Map<string, Domain>();
    const { region, inferrer } = this.open(common.path, common.span, scope);
    const typeParams = this.typeParams(inferrer, definition.where, scope);
    if (!typeParams) return false;
    const { params, result, body } = definition;
    const typed = inferrer.function(
      { kind: 'function', params, result, body },
      common.span,
      definition.where.length > 0,
    );
    const finisher = typed && this.close(region, common.span);
    if (!typed || !finisher) return false;
    this.definitions.values.set(common.path, {
      ...common,
      kind: 'func',
      typeParams,
      type: finisher.type(typed.type) as FunctionType,
      params: typed.params,
      body: typed.body,
    });
    return true;
  }

  private typeParams(
    inferrer: Inferrer,
    where: readonly WhereParam[],
    scope: Map<string, Domain>,
  ): TypeParameter[] | undefined {
    const params: TypeParameter[] = [];
    for (const { name, domain } of where) {
      const read = inferrer.types.readDomain(domain);
      if (!read) return undefined;
      scope.set(name.name, read);
      params.push({ name: name.name, domain: read });
    }
    return params;
  }
}
