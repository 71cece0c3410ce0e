import type { Diagnostic, Span } from '../../base';
import type { Definitions } from './definitions';
import { printType } from './print-type';
import { type Problem, problemAt } from './problem';
import type { Domain, Type, VariableType } from './type';
import type { Typed } from './typed-tree';

/** How a field is looked for. */
export type FieldKey = { readonly name: string } | { readonly position: number };

/** What a variable must fulfil besides being some type (specification 1 §7.2). */
export type Requirement =
  | { readonly kind: 'oneOf'; readonly alternatives: readonly Type[] }
  | { readonly kind: 'tuple' }
  /** Reported at `span` when the field is missing. */
  | { readonly kind: 'field'; readonly key: FieldKey; readonly type: Type; readonly span: Span }
  | { readonly kind: 'length'; readonly length: number }
  | { readonly kind: 'variant'; readonly name: string; readonly type: Type };

export interface Variable {
  readonly id: number;
  /** Of an instantiated type parameter. */
  readonly name?: string;
  /** Its creation point. */
  readonly span: Span;
  /** In recording order; those checked are taken out. */
  requirements: Requirement[];
  /** Once solving has found it. */
  known?: Type;
}

/** What most variables have; never added to. */
export const noRequirements: Requirement[] = [];

/** The list with one more at its end: the same list, unless it is the empty one. */
export function withRequirement(list: Requirement[], requirement: Requirement): Requirement[] {
  if (list === noRequirements) return [requirement];
  list.push(requirement);
  return list;
}

export type Constraint =
  | { readonly kind: 'is'; readonly variable: number; readonly type: Type }
  | { readonly kind: 'same'; readonly a: number; readonly b: number }
  /** Tuples that hold spreads of unknown types, to be compared once these are known. */
  | { readonly kind: 'tuples'; readonly found: Type; readonly expected: Type; readonly at: Span };

/**
 * An inference region (specification 1 §7.1): one definition, or one list of annotation arguments. While the
 * expressions are walked constraints are only recorded; nothing is known before the region is solved.
 */
export class Region {
  readonly variables: Variable[] = [];
  constraints: Constraint[] = [];
  /** True while the constraints are being solved: only then does a known variable count as known. */
  solving = false;
  /** Typed nodes, patterns and locals whose types still mention variables. */
  readonly unfinished: { type: Type }[] = [];
  readonly unfinishedLists: Type[][] = [];
  /**
   * For an editor, in a text that may be wrong: mistakes change nothing, and what cannot be known becomes
   * `unknownType`.
   */
  tolerant = false;
  /** A tuple with more fields than anything can handle has come up; nothing after it can be trusted. */
  tooLarge = false;

  constructor(
    readonly definitions: Definitions,
    readonly diagnostics: Diagnostic[],
    /** Domains of the type parameters in scope, by name; `owner` is the function that declares them. */
    readonly domains: ReadonlyMap<string, Domain> = new Map(),
    readonly owner = '',
  ) {}

  variable(span: Span, name?: string): VariableType {
    const id = this.variables.length;
    this.variables.push({ id, name, span, requirements: noRequirements, known: undefined });
    return { kind: 'variable', id, from: undefined };
  }

  require(variable: VariableType, requirement: Requirement): void {
    const required = this.variables[variable.id]!;
    required.requirements = withRequirement(required.requirements, requirement);
  }

  /** Records what a declared domain asks of a variable; `at` is the mention of the generic function. */
  requireDomain(variable: VariableType, domain: Domain, at: Span): void {
    if (domain.kind === 'any') return;
    if (domain.kind === 'oneOf') {
      this.require(variable, domain);
      return;
    }
    if (domain.fields.length === 0) this.require(variable, { kind: 'tuple' });
    domain.fields.forEach((field, position) => {
      const key = field.name === undefined ? { position } : { name: field.name };
      this.require(variable, { kind: 'field', key, type: field.type, span: at });
    });
  }

  /** The domain of a type parameter in scope. */
  domainOf(parameter: { readonly owner: string; readonly name: string }): Domain {
    return (parameter.owner === this.owner && this.domains.get(parameter.name)) || { kind: 'any' };
  }

  /** Looks through aliases and, while solving, through known variables. */
  expand(type: Type): Type {
    let at = this.definitions.expand(type);
    if (at.kind === 'comprehension' && this.definitions.isEndless(at)) return type;
    while (this.solving && at.kind === 'variable') {
      const known: Type | undefined = this.variables[at.id]?.known;
      if (!known) break;
      at = this.definitions.expand(known);
    }
    return at;
  }

  print(type: Type): string {
    return printType(type, { variable: (id) => this.variables[id]?.name });
  }

  /** The expression a type came from: what it remembers itself, or where its variable was made. */
  originOf(type: Type): Span | undefined {
    return type.from ?? (type.kind === 'variable' ? this.variables[type.id]?.span : undefined);
  }

  report(problem: Problem, fallback: Span): void {
    this.diagnostics.push(problemAt(problem, fallback));
  }

  /** Registers a node whose type is replaced by the solved one when the region ends. */
  keep<T extends Typed | { readonly type: Type }>(node: T): T {
    this.unfinished.push(node as { type: Type });
    return node;
  }
}
