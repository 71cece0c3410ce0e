import type { Diagnostic, Span } from '../../base';
import { diagnosticAt } from '../diagnostics';
import { displayName } from '../syntax/identifier';
import type { Expr, PathNode, Pattern, TypeNode, WhereParam } from '../syntax/tree';
import type { LocalKind } from '../types/typed-tree';
import type { Core, CoreFunction, CoreParam } from './core';
import type { DesugaredDefinition } from './desugared-definition';
import { globalTarget, pathDiagnostic } from './imports';
import type { ModuleScope, Reference } from './module-scope';
import type { PathResult, PathWalker } from './path';
import { Resolution } from './resolution';
import { closeNames } from './suggest';
import type { Binder, Target } from './target';

/** A name that may be mentioned, from the innermost scope outwards. */
interface Visible {
  readonly name: string;
  readonly target: Target;
}

/**
 * Gives every path in expressions and types its target (specification 1 §4.2), in the order of §4.6. It goes on
 * after a mistake but keeps only the first: nothing after it counts.
 */
export class Resolver {
  error: Diagnostic | undefined;

  /** All names in scope, the innermost last. */
  private readonly scope: Visible[] = [];
  private module: ModuleScope;
  private definition: { path: string; span: Span } | undefined;
  private found = new Resolution(new Map());
  private mentions = this.found.mentions;

  constructor(
    private readonly walker: PathWalker,
    root: ModuleScope,
    /** Collects every resolved name, for an editor. */
    private readonly references?: Reference[],
  ) {
    this.module = root;
  }

  resolveDefinition(definition: DesugaredDefinition): Resolution {
    const { node } = definition;
    this.open(node.module, definition.defaults);
    this.definition = { path: node.path, span: node.syntax.span };
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
    for (const annotation of definition.annotations) {
      this.mentions = new Set();
      this.definition = { path: '', span: annotation.span };
      this.expression(annotation);
      this.found.annotationMentions.push([...this.mentions]);
    }
    this.definition = undefined;
    return this.found;
  }

  /** An expression outside of all definitions: an annotation of the root, or the text of a program. */
  freeExpression(expr: Core, module: ModuleScope, defaults: ReadonlyMap<Expr, Core>): Resolution {
    this.open(module, defaults);
    this.expression(expr);
    return this.found;
  }

  private open(module: ModuleScope, defaults: ReadonlyMap<Expr, Core>): void {
    this.module = module;
    this.found = new Resolution(defaults);
    this.mentions = this.found.mentions;
  }

  private fail(diagnostic: Diagnostic): void {
    this.found.complete = false;
    this.error ??= diagnostic;
  }

  private expression(expr: Core): void {
    switch (expr.kind) {
      case 'path':
        expr.target = this.path(expr.path, expr.span);
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
        const outside = this.scope.length;
        expr.binder = this.bind(expr.name.name, 'let', expr.name.span);
        this.expression(expr.body);
        this.leave(outside);
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
          const outside = this.scope.length;
          this.pattern(branch.pattern);
          this.expression(branch.value);
          this.leave(outside);
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

  /** Ends all scopes that began since there were `outside` names. */
  private leave(outside: number): void {
    this.scope.length = outside;
  }

  private bind(name: string, kind: LocalKind, span: Span): Binder {
    const binder: Binder = { name, kind, span, used: false, again: false };
    this.found.introduced.push(binder);
    this.scope.push({ name, target: { kind: 'local', binder } });
    return binder;
  }

  private function({ params, result, body }: CoreFunction, where: readonly WhereParam[]): void {
    const outside = this.scope.length;
    this.typeParams(where);
    for (const param of params) {
      if (param.name) param.binder = this.bind(param.name.name, 'param', param.name.span);
    }
    this.expression(body);
    if (result) this.type(result);
    this.params(params);
    this.domains(where);
    this.leave(outside);
  }

  private signature(
    params: readonly CoreParam[],
    result: TypeNode | undefined,
    where: readonly WhereParam[],
  ): void {
    const outside = this.scope.length;
    this.typeParams(where);
    if (result) this.type(result);
    this.params(params);
    this.domains(where);
    this.leave(outside);
  }

  private params(params: readonly CoreParam[]): void {
    for (const param of params) {
      if (param.type) this.type(param.type);
      if (param.default) this.expression(param.default);
    }
  }

  private typeParams(where: readonly WhereParam[]): void {
    const owner = this.definition?.path ?? '';
    for (const { name: ident } of where) {
      const { name, span } = ident;
      this.scope.push({ name, target: { kind: 'type-parameter', owner, name, span } });
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

  /** Brings what the pattern binds into scope; alternatives must all bind the same names. */
  private pattern(pattern: Pattern): Binder[] {
    switch (pattern.kind) {
      case 'literal':
        return [];
      case 'variant':
        return pattern.payload ? this.pattern(pattern.payload) : [];
      case 'bind': {
        const binder = this.bind(pattern.name.name, 'pattern', pattern.name.span);
        this.found.binders.set(pattern, binder);
        return [binder];
      }
      case 'or': {
        let first: Binder[] | undefined;
        for (const alternative of pattern.alternatives) {
          const inScope = this.scope.length;
          const names = this.pattern(alternative);
          if (!first) {
            first = names;
            continue;
          }
          this.leave(inScope);
          for (const binder of names) binder.again = true;
          if (names.length !== first.length || names.some((b, i) => b.name !== first?.[i]?.name)) {
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
      case 'path': {
        const target = this.path(node.path, node.span);
        if (target) this.found.targets.set(node.path, target);
        break;
      }
      case 'function':
        for (const param of node.params) {
          this.type(param.type);
          const fallback = param.default && this.found.defaults.get(param.default);
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
        // No place in it: the text above a definition may change and leave its types as they are.
        const owner = `for ${this.definition?.path ?? ''} ${this.found.loops.size}`;
        this.found.loops.set(node, owner);
        const { name, span } = variable;
        const outside = this.scope.length;
        this.scope.push({ name, target: { kind: 'type-parameter', owner, name, span } });
        this.type(node.body);
        this.leave(outside);
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
      for (const { name } of this.scope) names.add(name);
    }
    const suggestions = closeNames(segment.name, names);
    return suggestions.length > 0 ? { ...diagnostic, suggestions } : diagnostic;
  }

  private path(path: PathNode, span: Span): Target | undefined {
    const head = path.segments[0]!;
    for (let i = this.scope.length - 1; i >= 0; i--) {
      const visible = this.scope[i]!;
      if (visible.name !== head.name) continue;
      if (path.segments.length > 1) {
        const text = `${displayName(head.name)} is a param, not a module`;
        this.fail(diagnosticAt('param-is-not-a-module', span, text));
        return undefined;
      }
      const { target } = visible;
      if (target.kind === 'local') {
        target.binder.used = true;
        this.references?.push({ span, target: { kind: 'local', span: target.binder.span } });
      } else if (target.kind === 'type-parameter') {
        this.references?.push({ span, target: { kind: 'local', span: target.span } });
      }
      return target;
    }
    const found = this.walker.resolve(this.module, path.segments, this.definition?.path);
    if (!found.ok) {
      this.fail(this.withSuggestions(pathDiagnostic(found.fault, span), path, found));
      return undefined;
    }
    const target = globalTarget(found.member);
    if (target.kind === 'local') return undefined;
    this.references?.push({ span, target });
    this.mentions.add(target.path);
    return target;
  }
}

/** The word that stands for ten number types in a one-of domain (specification 1 §4.5). */
export function isAnyNumber(node: TypeNode): boolean {
  if (node.kind !== 'path') return false;
  const [head, more] = node.path.segments;
  return head?.name === 'AnyNumber' && !more;
}
