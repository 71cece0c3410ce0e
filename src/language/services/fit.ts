import type { Diagnostic, Span } from '../../base';
import { compareTypes } from '../types/compare';
import { Finisher } from '../types/finish';
import { Region } from '../types/region';
import { solveRegion } from '../types/solve';
import { substitute, substituteDomain } from '../types/substitute';
import type { FunctionType, Type, TypeParameter } from '../types/type';
import type { LanguageSnapshot } from './snapshot';

/** A function as it would be at this place: type parameters replaced as far as the place decides them. */
export interface Fit {
  readonly type: FunctionType;
  /** How closely the parameter describes the argument; more is closer. */
  readonly closeness: number;
}

const nowhere: Span = { file: '', start: 0, end: 0 };

/**
 * Whether the function takes `argument` in the place of its first parameter (EDT-6), and what it then is.
 * `within` is the definition around, whose type parameters may occur in the argument.
 */
export function fitFirst(
  snapshot: LanguageSnapshot,
  callee: {
    readonly path: string;
    readonly type: FunctionType;
    readonly typeParams: readonly TypeParameter[];
  },
  argument: Type,
  within: string,
): Fit | undefined {
  const [first] = callee.type.params;
  if (!first) return undefined;
  const { region, type, variables } = instantiate(snapshot, callee, within);
  const wrong = compareTypes(region, argument, type.params[0]!.type, undefined, nowhere);
  if (wrong || !solved(region)) return undefined;
  const finisher = new Finisher(region);
  // What stays open keeps the name of its type parameter.
  const decided = substitute(callee.type, (parameter) => {
    const variable = parameter.owner === callee.path && variables.get(parameter.name);
    const known = variable ? finisher.type(variable) : undefined;
    return known?.kind === 'variable' ? undefined : known;
  }) as FunctionType;
  return { type: decided, closeness: closeness(first.type, callee.typeParams) };
}

/** How well a value of type `found` suits a place for `expected`: undefined when it does not. */
export function fitValue(
  snapshot: LanguageSnapshot,
  found: { readonly path: string; readonly type: Type; readonly typeParams: readonly TypeParameter[] },
  expected: Type,
  within: string,
): number | undefined {
  const { region, type } = instantiate(snapshot, found, within);
  const wrong = compareTypes(region, type, expected, undefined, nowhere);
  if (wrong || !solved(region)) return undefined;
  return closeness(found.type, found.typeParams);
}

function instantiate<T extends Type>(
  snapshot: LanguageSnapshot,
  { path, type, typeParams }: { path: string; type: T; typeParams: readonly TypeParameter[] },
  within: string,
): { region: Region; type: T; variables: ReadonlyMap<string, Type> } {
  const outer = snapshot.value(within)?.typeParams ?? [];
  const domains = new Map(outer.map(({ name, domain }) => [name, domain]));
  const region = new Region(snapshot.tolerant.definitions, [], domains, within);
  const variables = new Map(typeParams.map(({ name }) => [name, region.variable(nowhere, name)]));
  const replace = (parameter: Extract<Type, { kind: 'parameter' }>): Type | undefined =>
    parameter.owner === path ? variables.get(parameter.name) : undefined;
  for (const { name, domain } of typeParams) {
    region.requireDomain(variables.get(name)!, substituteDomain(domain, replace), nowhere);
  }
  return { region, type: substitute(type, replace) as T, variables };
}

/** Whether nothing contradicts; that something stays open does not matter. */
function solved(region: Region): boolean {
  if (solveRegion(region, nowhere)) return true;
  const diagnostics: readonly Diagnostic[] = region.diagnostics;
  return diagnostics.every(({ slug }) => slug === 'cannot-infer-type');
}

/** Concrete types count most, then type parameters whose domain says something, then the others. */
function closeness(type: Type, params: readonly TypeParameter[]): number {
  switch (type.kind) {
    case 'parameter': {
      const domain = params.find(({ name }) => name === type.name)?.domain;
      const restricts = domain?.kind === 'oneOf' || (domain?.kind === 'tuple' && domain.fields.length > 0);
      return restricts ? 2 : 0;
    }
    case 'array':
      return 3 + closeness(type.item, params);
    case 'named':
    case 'primitive':
      return 8;
    case 'tuple':
      return 4 + Math.max(0, ...type.fields.map((field) => closeness(field.type, params)));
    case 'enum':
      return 3 + Math.max(0, ...type.variants.map((variant) => closeness(variant.type, params) / 2));
    case 'function':
    case 'comprehension':
      return 3;
    case 'variable':
      return 0;
  }
}
