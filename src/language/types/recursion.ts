import type { Diagnostic } from '../../base';
import { diagnosticAt } from '../diagnostics';
import { alongCycle, dependencyGroups } from '../names/dependency-order';
import type { Definitions } from './definitions';
import type { Type } from './type';

/**
 * The type with its enums marked: `recursive` lists the variants whose layout depends on a definition of `group`
 * (specification 3 B3).
 */
export function markRecursive(type: Type, group: ReadonlySet<string>): Type {
  return mark(type, group).type;
}

function mark(type: Type, group: ReadonlySet<string>): { type: Type; depends: boolean } {
  switch (type.kind) {
    case 'named':
      return { type, depends: group.has(type.path) };
    case 'tuple': {
      const marked = type.fields.map((field) => ({ field, ...mark(field.type, group) }));
      return {
        type: { ...type, fields: marked.map(({ field, type }) => ({ ...field, type })) },
        depends: marked.some((field) => field.depends),
      };
    }
    case 'enum': {
      const marked = type.variants.map((variant) => ({ variant, ...mark(variant.type, group) }));
      const recursive = marked.flatMap(({ depends }, i) => (depends ? [i] : []));
      const variants = marked.map(({ variant, type }) => ({ ...variant, type }));
      return {
        type: recursive.length > 0 ? { ...type, variants, recursive } : { ...type, variants },
        depends: false,
      };
    }
    case 'comprehension': {
      const body = mark(type.body, group);
      return { type: { ...type, body: body.type }, depends: body.depends };
    }
    default:
      return { type, depends: false };
  }
}

/**
 * Types that contain themselves without an array, enum, function or comprehension in between (specification 1
 * §3.4). `order` holds the type definitions in the order in which the dependency walk reaches them.
 */
export function infiniteTypes(order: readonly string[], definitions: Definitions): Diagnostic[] {
  const { types } = definitions;
  const direct = new Map(
    order.map((path) => [path, directReferences(types.get(path)!.type, definitions)] as const),
  );
  const references = (path: string): readonly string[] => direct.get(path) ?? [];
  const found: Diagnostic[] = [];
  const reached = new Map(order.map((path, i) => [path, i] as const));
  for (const members of dependencyGroups(order, references)) {
    const group = members.toSorted((a, b) => reached.get(a)! - reached.get(b)!);
    if (group.length > 1) {
      const culprit = types.get(alongCycle(group, references, 2))!;
      found.push(
        diagnosticAt('infinite-size', culprit.span, 'type has infinite size', [
          { message: 'recursive references are allowed only from within arrays or enums' },
        ]),
      );
    } else if (references(group[0]!).includes(group[0]!)) {
      found.push(
        diagnosticAt('infinite-size', types.get(group[0]!)!.span, 'type has infinite size', [
          { message: 'self references are allowed only from within arrays or enums' },
        ]),
      );
    }
  }
  return found;
}

/** The definitions that a type holds without an array, enum, function or comprehension in between. */
function directReferences(type: Type, definitions: Definitions): readonly string[] {
  switch (type.kind) {
    case 'named':
      return [type.path];
    case 'tuple':
      return type.fields.flatMap((field) => directReferences(field.type, definitions));
    case 'comprehension':
      // A comprehension over itself has no fields to speak of.
      return definitions.isEndless(type) ? directReferences(type.source, definitions) : [];
    default:
      return [];
  }
}
