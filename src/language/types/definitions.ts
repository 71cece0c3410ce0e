import type {
  AnnotationDefinition,
  CheckedProject,
  TypeDefinition,
  ValueDefinition,
} from '../project/checked-project';
import { maxNesting } from '../syntax/parser';
import type { Type } from './type';

/** The definitions known so far: those of the standard library and the project's own, by absolute path. */
export class Definitions {
  /** Of each comprehension that was asked about, whether it is endless. */
  private readonly endless = new WeakMap<Type, boolean>();

  private constructor(
    readonly types: Map<string, TypeDefinition>,
    readonly values: Map<string, ValueDefinition>,
    readonly annotations: Map<string, AnnotationDefinition>,
  ) {}

  /** A table of its own that starts with the definitions of `base` and of its dependencies. */
  static extending(
    base: CheckedProject | undefined,
    dependencies: Iterable<CheckedProject> = [],
  ): Definitions {
    const made = new Definitions(
      new Map(base?.types),
      new Map(base?.values),
      new Map(base?.annotationDefinitions),
    );
    for (const { types, values, annotationDefinitions } of dependencies) {
      for (const [path, type] of types) made.types.set(path, type);
      for (const [path, value] of values) made.values.set(path, value);
      for (const [path, annotation] of annotationDefinitions) made.annotations.set(path, annotation);
    }
    return made;
  }

  /** The type behind aliases; the type itself when it is no alias, or one that only leads back to itself. */
  expand(type: Type): Type {
    let at = type;
    for (let hops = 0; at.kind === 'named'; hops++) {
      const definition = this.types.get(at.path);
      if (definition?.kind !== 'alias') break;
      // Aliases that lead back to themselves are refused, but only after everything else has been checked.
      if (hops > this.types.size) return type;
      at = definition.type;
    }
    return at;
  }

  /** The path of the last alias that `expand` looks through: messages call the type by it (specification 1 §11.3). */
  innermostAlias(type: Type): string | undefined {
    let innermost: string | undefined;
    let at = type;
    for (let hops = 0; at.kind === 'named'; hops++) {
      const definition = this.types.get(at.path);
      if (definition?.kind !== 'alias') break;
      if (hops > this.types.size) return undefined;
      innermost = at.path;
      at = definition.type;
    }
    return innermost;
  }

  /**
   * Whether looking for the fields of a comprehension would come back to it, because its source is, or spreads,
   * itself: such a type has no fields to speak of.
   */
  isEndless(type: Extract<Type, { kind: 'comprehension' }>): boolean {
    const chain: Type[] = [];
    let at: Type = type;
    let known = this.endless.get(at);
    while (at.kind === 'comprehension' && known === undefined) {
      chain.push(at);
      at = this.expand(at.source);
      known = chain.length > this.types.size + maxNesting ? true : this.endless.get(at);
    }
    // A name may still be waiting for its definition; then the answer is not final.
    if (known === undefined && at.kind === 'named') return false;
    for (const link of chain) this.endless.set(link, known === true);
    return known === true;
  }

  /** Carrier and label of a frame; undefined for anything else. Looks through aliases. */
  frame(type: Type): { carrier: Type; label?: string } | undefined {
    const inner = this.expand(type);
    if (inner.kind !== 'named') return undefined;
    const definition = this.types.get(inner.path);
    return definition?.kind === 'frame' ? { carrier: definition.type, label: definition.label } : undefined;
  }
}
