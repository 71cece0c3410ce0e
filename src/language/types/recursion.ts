import type { Diagnostic } from '../../base';
import { diagnosticAt } from '../diagnostics';
import { alongCycle, dependencyGroups } from '../names/dependency-order';
import type { Definitions } from './definitions';
import type { ComprehensionType, Type } from './type';

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
 * Types that contain themselves without an array, enum or function in between (specification 1 §3.4), the fields
 * that comprehensions make included: such a type has no finite layout. `order` holds the type definitions in the
 * order in which the dependency walk reaches them.
 */
export function infiniteTypes(order: readonly string[], definitions: Definitions): Diagnostic[] {
  const { types } = definitions;
  const references = new DirectReferences(definitions);
  const direct = new Map(order.map((path) => [path, references.of(types.get(path)!.type)] as const));
  const referencesOf = (path: string): readonly string[] => direct.get(path) ?? [];
  const found: Diagnostic[] = [];
  const reached = new Map(order.map((path, i) => [path, i] as const));
  for (const members of dependencyGroups(order, referencesOf)) {
    const group = members.toSorted((a, b) => reached.get(a)! - reached.get(b)!);
    if (group.length > 1) {
      const culprit = types.get(alongCycle(group, referencesOf, 2))!;
      found.push(
        diagnosticAt('infinite-size', culprit.span, 'type has infinite size', [
          { message: 'recursive references are allowed only from within arrays or enums' },
        ]),
      );
    } else if (referencesOf(group[0]!).includes(group[0]!)) {
      found.push(
        diagnosticAt('infinite-size', types.get(group[0]!)!.span, 'type has infinite size', [
          { message: 'self references are allowed only from within arrays or enums' },
        ]),
      );
    }
  }
  return found;
}

/** The definitions that a type holds without an array, enum or function in between. */
class DirectReferences {
  /** What the variable of each comprehension may hold. */
  private readonly loops = new Map<string, readonly string[]>();
  /** Comprehensions go over each other: each is looked at once. */
  private readonly known = new Map<Type, readonly string[]>();

  constructor(private readonly definitions: Definitions) {}

  of(type: Type): readonly string[] {
    switch (type.kind) {
      case 'named':
        return [type.path];
      case 'parameter':
        return this.loops.get(type.owner) ?? [];
      case 'tuple':
        return [...new Set(type.fields.flatMap((field) => this.of(field.type)))];
      case 'comprehension':
        return this.ofComprehension(type);
      default:
        return [];
    }
  }

  private ofComprehension(type: ComprehensionType): readonly string[] {
    // Made of its own fields it would have none.
    if (this.definitions.isEndless(type)) return this.of(type.source);
    // One over the other may be many; from the last source on no walk goes deep.
    const chain: ComprehensionType[] = [];
    let source: Type = type;
    for (; source.kind === 'comprehension' && !this.known.has(source); source = this.sourceOf(source)) {
      chain.push(source);
    }
    for (const link of chain.reverse()) {
      const fields = this.sourceOf(link);
      const empty = fields.kind === 'tuple' && fields.fields.length === 0;
      this.loops.set(link.loop, this.of(fields));
      this.known.set(link, empty ? [] : this.of(link.body));
    }
    return this.known.get(type) ?? [];
  }

  private sourceOf(type: ComprehensionType): Type {
    return this.definitions.expand(type.source);
  }
}
