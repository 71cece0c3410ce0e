import type { Span } from '../../base';
import { closeNames } from '../names/suggest';
import { displayName } from '../syntax/identifier';
import { type Problem, problem } from './problem';
import type { FieldKey, Region } from './region';
import { comprehensionBody } from './substitute';
import { fieldsOf, isOfParameter } from './tuple-fields';
import type { ParameterType, Type } from './type';

export type LookupResult =
  | { readonly kind: 'found'; readonly type: Type }
  | { readonly kind: 'problem'; readonly problem: Problem }
  /** Behind a spread whose type is not known yet; only while solving. */
  | { readonly kind: 'pending' };

/**
 * The type of a field (specification 1 §6.4). On a type that is still unknown nothing fails: the requirement is
 * recorded with `at`, the place to blame, and the field's type is a new variable.
 */
export function lookupField(region: Region, base: Type, key: FieldKey, at: Span): LookupResult {
  const type = region.expand(base);
  switch (type.kind) {
    case 'variable': {
      const field = region.variable(at);
      region.require(type, { kind: 'field', key, type: field, span: at });
      return { kind: 'found', type: field };
    }
    case 'tuple':
      return lookupInTuple(region, type, key, at);
    case 'named': {
      const frame = region.definitions.frame(type);
      if (!frame) return failed(expectedTuple(region, type, at));
      if ('name' in key ? key.name === frame.label : key.position === 0) {
        return { kind: 'found', type: frame.carrier };
      }
      const name = region.print(type);
      const ways = frame.label === undefined ? '`.0`' : `\`.${displayName(frame.label)}\` or \`.0\``;
      return failed(
        missingField(region, type, key, at, [
          `${name} is a framed type. Inner value can be accessed with ${ways}`,
        ]),
      );
    }
    case 'comprehension': {
      if ('name' in key && !type.named) return failed(missingField(region, type, key, at));
      const found = lookupField(region, type.source, key, at);
      return found.kind === 'found' ? { kind: 'found', type: comprehensionBody(type, found.type) } : found;
    }
    case 'parameter':
      return lookupInParameter(region, type, key, at);
    default:
      return failed(expectedTuple(region, type, at));
  }
}

function lookupInTuple(
  region: Region,
  tuple: Extract<Type, { kind: 'tuple' }>,
  key: FieldKey,
  at: Span,
): LookupResult {
  let position = 0;
  for (const field of tuple.fields) {
    if (!field.unpack) {
      if ('name' in key ? field.name === key.name : position === key.position) {
        return { kind: 'found', type: field.type };
      }
      position += 1;
      continue;
    }
    const inner = fieldsOf(region, field.type);
    if (inner && !inner.some((f) => f.unpack)) {
      const found = 'name' in key ? inner.find((f) => f.name === key.name) : inner[key.position - position];
      if (found) return { kind: 'found', type: found.type };
      position += inner.length;
      continue;
    }
    if (inner) {
      // A known tuple that itself spreads something unknown: the search ends inside of it.
      const rest: FieldKey = 'name' in key ? key : { position: key.position - position };
      return lookupInTuple(region, { kind: 'tuple', fields: inner }, rest, at);
    }
    if (!isOfParameter(region, field.type)) {
      if (region.solving) return { kind: 'pending' };
      return failed(
        problem('ambiguous-lookup', 'ambiguous lookup into unpack of an unknown type', at, [
          'consider annotating the unpacked expression',
        ]),
      );
    }
    return lookupInSpread(region, field.type, key, position, at);
  }
  return failed(missingField(region, tuple, key, at));
}

/** In a spread of a type parameter, or of a comprehension over one; the search ends here. */
function lookupInSpread(region: Region, spread: Type, key: FieldKey, start: number, at: Span): LookupResult {
  const inner = region.expand(spread);
  const rest: FieldKey = 'name' in key ? key : { position: key.position - start };
  const found = lookupField(region, inner, rest, at);
  if (found.kind !== 'problem' || 'name' in key) return found;
  return failed(
    problem(
      'positional-lookup-into-unpack',
      'cannot do positional lookup into unpack of this type param',
      at,
    ),
  );
}

function lookupInParameter(region: Region, parameter: ParameterType, key: FieldKey, at: Span): LookupResult {
  const domain = region.domainOf(parameter);
  if (domain.kind !== 'tuple') return failed(parameterIsNoTuple(parameter, at));
  const field =
    'name' in key
      ? domain.fields.find((f) => f.name === key.name)
      : domain.fields.filter((f) => f.name === undefined)[key.position];
  if (field) return { kind: 'found', type: field.type };
  return failed(problem('domain-lacks-field', `field ${printKey(key)} does not exist`, at));
}

/** For lookups into and spreads of type parameters that may be no tuples. */
export function parameterIsNoTuple(parameter: ParameterType, at: Span | undefined): Problem {
  const name = displayName(parameter.name);
  return problem('lookup-into-type-param', `lookup expected a tuple, found type parameter ${name}`, at, [
    `${name} is not constrained to tuples only`,
    `add \`${name}: {}\` to constrain it to tuples`,
  ]);
}

export function expectedTuple(region: Region, type: Type, at?: Span): Problem {
  return problem('lookup-expects-tuple', `lookup expected a tuple, found ${region.print(type)}`, at);
}

export function missingField(
  region: Region,
  type: Type,
  key: FieldKey,
  at: Span,
  notes: readonly string[] = [],
): Problem {
  const message = `field ${printKey(key)} does not exist in type ${region.print(type)}`;
  const made = problem('field-does-not-exist', message, at, notes);
  if (!('name' in key)) return made;
  const names = (fieldsOf(region, type) ?? []).flatMap((field) => field.name ?? []);
  return { ...made, suggestions: closeNames(key.name, names) };
}

/** `.name` or `.0`. */
export function printKey(key: FieldKey): string {
  return 'name' in key ? `.${displayName(key.name)}` : `.${key.position}`;
}

function failed(problem: Problem): LookupResult {
  return { kind: 'problem', problem };
}
