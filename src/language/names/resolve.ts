import type { Diagnostic, Span } from '../../base';
import { diagnosticAt } from '../diagnostics';
import { displayName } from '../syntax/identifier';
import type { Expr, PathNode, Pattern, TypeNode, WhereParam } from '../syntax/tree';
import type { Core, CoreFunction, CoreParam } from './core';
import type { DesugaredDefinition } from './desugared-definition';
import { globalTarget, pathDiagnostic } from './imports';
import type { ModuleScope, Reference } from './module-scope';
import type { PathResult, PathWalker } from './path';
import { closeNames } from './suggest';
import type { Binder, Target } from './target';

/** What name resolution found out, keyed by the nodes of the text. */
export interface Names {
  readonly targets: ReadonlyMap<PathNode, Target>;
  /** The names that parameters, `let`s and patterns introduce. */
  readonly binders: ReadonlyMap<object, Binder>;
  /** A distinct owner for the variable of each comprehension. */
  readonly loops: ReadonlyMap<TypeNode, string>;
}

type Scope = Map<string, Target>;

/**
 * Gives every path in expressions and types its target (specification 1 §4.2), in the order of §4.6. It goes on
 * after a mistake but keeps only the first: nothing after it counts.
 */
export class Resolver implements Names {
  readonly targets = new Map<PathNode, Target>();
  readonly binders = new Map<object, Binder>();
  readonly loops = new Map<TypeNode, string>();
  readonly references: Reference[] = [];
  /** Definitions mentioned by each definition, in the order of mention. */
  readonly dependencies = new Map<string, string[]>();
  /** Definitions mentioned by each annotation of a definition. */
  readonly annotationMentions = new Map<Core, string[]>();
  readonly used = new Set<Binder>();
  /** Names that later alternatives of a pattern bind once more. */
  readonly alternatives = new Set<Binder>();
  error: Diagnostic | undefined;

  private scopes: Scope[] = [];
  private module: ModuleScope;
  private definition: { path: string; span: Span; mentions: string[] } | undefined;

  constructor(
    private readonly walker: PathWalker,
    /** Defaults of parameters in function types, without sugar. */
    private readonly defaults: ReadonlyMap<Expr, Core>,
    root: ModuleScope,
  ) {
    this.module = root;
  }

  resolveDefinition(definition: DesugaredDefinition): void {
    const { node } = definition;
    this.module = node.module;
    this.scopes = [];
    const mentions: string[] = [];
    this.definition = { path: node.path, span: node.syntax.span, mentions };
    this.dependencies.set(node.path, mentions);
    switch (definition.kind) {
      case 'type':
        this.type(definition.type);
        break;
      case 'const':
        this.expression(definition.value);
        if (definition.type) this.type(definition.type);
        break;
      case 'func': {
        const { params, result, body } = definition;
        this.function({ kind: 'function', params, result, body }, definition.where);
        break;
      }
      case 'external':
        this.signature(definition.params, definition.result, definition.where);
        break;
      case 'annotation':
        this.signature(definition.params, undefined, []);
        break;
    }
    this.definition = undefined;
    for (const annotation of definition.annotations) {
      const mentions: string[] = [];
      this.definition = { path: '', span: annotation.span, mentions };
      this.annotationMentions.set(annotation, mentions);
      this.freeExpression(annotation, node.module);
      this.definition = undefined;
    }
  }

  /** An expression outside of all definitions: an annotation, or the text of a program. */
  freeExpression(expr: Core, module: ModuleScope): void {
    this.module = module;
    this.scopes = [];
    this.expression(expr);
  }

  private fail(diagnostic: Diagnostic): void {
    this.error ??= diagnostic;
  }

  private expression(expr: Core): void {
    switch (expr.kind) {
      case 'path':
        this.path(expr.path, expr.span);
        break;
      case 'literal':
        break;
      case 'tuple':
        for (const field of expr.fields) this.expression(field.value);
        break;
      case 'array':
        for (const item of expr.items) this.expression(item);
        break;
      case 'variant':
        if (expr.payload) this.expression(expr.payload);
        break;
      case 'let': {
        this.expression(expr.value);
        const scope: Scope = new Map();
        this.bind(scope, expr.name, { ...expr.name, kind: 'let' });
        this.within(scope, () => this.expression(expr.body));
        break;
      }
      case 'function':
        this.function(expr, []);
        break;
      case 'call':
        this.expression(expr.callee);
        for (const arg of expr.args) this.expression(arg.value);
        break;
      case 'match':
        this.expression(expr.subject);
        for (const branch of expr.branches) {
          const scope: Scope = new Map();
          this.pattern(branch.pattern, scope);
          this.within(scope, () => this.expression(branch.value));
        }
        break;
      case 'if':
        this.expression(expr.condition);
        this.expression(expr.consequent);
        this.expression(expr.alternative);
        break;
      case 'lookup':
        this.expression(expr.base);
        break;
      case 'ascription':
        this.type(expr.type);
        this.expression(expr.value);
        break;
    }
  }

  private within(scope: Scope, walk: () => void): void {
    this.scopes.push(scope);
    walk();
    this.scopes.pop();
  }

  private bind(scope: Scope, at: object, { name, kind, span }: Binder): void {
    const binder: Binder = { name, kind, span };
    this.binders.set(at, binder);
    scope.set(name, { kind: 'local', binder });
  }

  private function({ params, result, body }: CoreFunction, where: readonly WhereParam[]): void {
    const scope: Scope = new Map();
    this.typeParams(where, scope);
    for (const param of params) {
      if (param.name) this.bind(scope, param, { ...param.name, kind: 'param' });
    }
    this.within(scope, () => {
      this.expression(body);
      if (result) this.type(result);
      this.params(params);
      this.domains(where);
    });
  }

  private signature(
    params: readonly CoreParam[],
    result: TypeNode | undefined,
    where: readonly WhereParam[],
  ): void {
    const scope: Scope = new Map();
    this.typeParams(where, scope);
    this.within(scope, () => {
      if (result) this.type(result);
      this.params(params);
      this.domains(where);
    });
  }

  private params(params: readonly CoreParam[]): void {
    for (const param of params) {
      if (param.type) this.type(param.type);
      if (param.default) this.expression(param.default);
    }
  }

  private typeParams(where: readonly WhereParam[], scope: Scope): void {
    const owner = this.definition?.path ?? '';
    for (const { name } of where) {
      scope.set(name.name, { kind: 'type-parameter', owner, name: name.name, span: name.span });
    }
  }

  private domains(where: readonly WhereParam[]): void {
    for (const { domain } of where) {
      if (!domain) continue;
      if (domain.kind === 'tuple') {
        for (const field of domain.fields) this.type(field.type);
      } else {
        for (const alternative of domain.alternatives) {
          if (!isAnyNumber(alternative)) this.type(alternative);
        }
      }
    }
  }

  /** Adds what the pattern binds to `scope`; alternatives must all bind the same names. */
  private pattern(pattern: Pattern, scope: Scope): Binder[] {
    switch (pattern.kind) {
      case 'literal':
        return [];
      case 'variant':
        return pattern.payload ? this.pattern(pattern.payload, scope) : [];
      case 'bind': {
        this.bind(scope, pattern, { name: pattern.name.name, kind: 'pattern', span: pattern.name.span });
        return [this.binders.get(pattern)!];
      }
      case 'or': {
        let first: Binder[] | undefined;
        for (const alternative of pattern.alternatives) {
          const names = this.pattern(alternative, first ? new Map() : scope);
          if (first) for (const binder of names) this.alternatives.add(binder);
          if (!first) {
            first = names;
          } else if (names.length !== first.length || names.some((b, i) => b.name !== first?.[i]?.name)) {
            this.fail(
              diagnosticAt(
                'different-pattern-names',
                alternative.span,
                'patterns introduce different variable names',
              ),
            );
          }
        }
        return first ?? [];
      }
    }
  }

  private type(node: TypeNode): void {
    switch (node.kind) {
      case 'primitive':
      case 'missing':
        break;
      case 'path':
        this.path(node.path, node.span);
        break;
      case 'function':
        for (const param of node.params) {
          this.type(param.type);
          const fallback = param.default && this.defaults.get(param.default);
          if (fallback) this.expression(fallback);
        }
        this.type(node.result);
        break;
      case 'tuple':
        for (const field of node.fields) this.type(field.type);
        break;
      case 'comprehension': {
        this.type(node.source);
        const { bodyName, field, variable } = node;
        if (bodyName && bodyName.name !== field.name) {
          this.fail(
            diagnosticAt(
              'comprehension-field-name',
              this.definition?.span ?? node.span,
              `expected field to be named ${displayName(field.name)}`,
            ),
          );
        }
        const owner = `for ${node.span.file}:${node.span.start}`;
        this.loops.set(node, owner);
        const target: Target = { kind: 'type-parameter', owner, name: variable.name, span: variable.span };
        this.within(new Map([[variable.name, target]]), () => this.type(node.body));
        break;
      }
      case 'array':
        this.type(node.item);
        break;
      case 'enum':
        for (const variant of node.variants) if (variant.payload) this.type(variant.payload);
        break;
      case 'option':
        this.type(node.inner);
        break;
    }
  }

  private withSuggestions(
    diagnostic: Diagnostic,
    path: PathNode,
    { fault, within, segment }: Extract<PathResult, { ok: false }>,
  ): Diagnostic {
    if (fault !== 'name does not exist' || !within || !segment) return diagnostic;
    const names = new Set(this.walker.memberNames(within));
    if (path.segments.length === 1) {
      for (const scope of this.scopes) for (const name of scope.keys()) names.add(name);
    }
    const suggestions = closeNames(segment.name, names);
    return suggestions.length > 0 ? { ...diagnostic, suggestions } : diagnostic;
  }

  private path(path: PathNode, span: Span): void {
    const head = path.segments[0]!;
    for (let i = this.scopes.length - 1; i >= 0; i--) {
      const local = this.scopes[i]?.get(head.name);
      if (!local) continue;
      if (path.segments.length > 1) {
        const text = `${displayName(head.name)} is a param, not a module`;
        this.fail(diagnosticAt('param-is-not-a-module', span, text));
        return;
      }
      this.targets.set(path, local);
      if (local.kind === 'local') {
        this.used.add(local.binder);
        this.references.push({ span, target: { kind: 'local', span: local.binder.span } });
      } else if (local.kind === 'type-parameter') {
        this.references.push({ span, target: { kind: 'local', span: local.span } });
      }
      return;
    }
    const found = this.walker.resolve(this.module, path.segments, this.definition?.path);
    if (!found.ok) {
      this.fail(this.withSuggestions(pathDiagnostic(found.fault, span), path, found));
      return;
    }
    const target = globalTarget(found.member);
    if (target.kind === 'local') return;
    this.targets.set(path, target);
    this.references.push({ span, target });
    this.definition?.mentions.push(target.path);
  }
}

/** The word that stands for ten number types in a one-of domain (specification 1 §4.5). */
export function isAnyNumber(node: TypeNode): boolean {
  if (node.kind !== 'path') return false;
  const [head, more] = node.path.segments;
  return head?.name === 'AnyNumber' && !more;
}
