import type { Span } from '../../base';
import { problem } from './problem';
import type { Region } from './region';
import { mapSame, replaceType } from './substitute';
import { fieldsOf, maxFields } from './tuple-fields';
import { type Type, unknownType } from './type';

/** How many parts a type may have, written out in full. Shared parts make it easy to reach millions. */
const maxParts = 20_000;
/** How deeply they may be nested: types are walked by recursion. */
const maxDepth = 500;

/** How large a type is, written out in full. */
interface Size {
  readonly parts: number;
  readonly depth: number;
}

const single: Size = { parts: 1, depth: 1 };

/**
 * Puts the solved types in the place of variables in everything a region made (specification 1 §7.1), and
 * expands spreads of known tuples. Used once, after the region was solved.
 */
export class Finisher {
  private readonly finished = new Map<Type, Type>();
  private readonly solved = new Map<number, Type>();
  /** The size of each composed type that was finished. */
  private readonly sizes = new Map<Type, Size>();

  constructor(private readonly region: Region) {}

  /** False when a type turned out too large; that has been reported then, at `definition` for want of better. */
  finishNodes(definition: Span): boolean {
    const { region } = this;
    for (const node of region.unfinished) {
      node.type = this.type(node.type);
      const { parts, depth } = this.size(node.type);
      if (region.tooLarge || parts > maxParts || depth > maxDepth) {
        const span = 'span' in node ? (node.span as Span) : definition;
        region.report(problem('type-too-large', 'type has too many parts'), span);
        return false;
      }
    }
    for (const list of region.unfinishedLists) {
      for (const [i, type] of list.entries()) list[i] = this.type(type);
    }
    return true;
  }

  /** The type without variables. */
  type(type: Type): Type {
    switch (type.kind) {
      case 'primitive':
      case 'named':
      case 'parameter':
        return type;
      case 'variable':
        return this.variable(type);
      default: {
        let finished = this.finished.get(type);
        if (!finished) {
          finished = this.composed(type);
          this.finished.set(type, finished);
        }
        return finished;
      }
    }
  }

  private variable(variable: Extract<Type, { kind: 'variable' }>): Type {
    let known = this.solved.get(variable.id);
    if (!known) {
      const found = this.region.variables[variable.id]?.known;
      if (!found) return this.region.tolerant ? unknownType : variable;
      known = this.type(found);
      this.solved.set(variable.id, known);
    }
    return variable.from ? this.sized({ ...known, from: variable.from }, this.size(known)) : known;
  }

  private composed(type: Type): Type {
    switch (type.kind) {
      case 'array': {
        const item = this.type(type.item);
        return this.sized({ ...type, item }, this.around([item]));
      }
      case 'tuple': {
        const { region } = this;
        const fields = type.fields.flatMap((field) => {
          if (region.tooLarge) return [];
          const inner = replaceType(field, this.type(field.type));
          return inner.unpack ? (fieldsOf(region, inner.type) ?? [inner]) : [inner];
        });
        if (fields.length > maxFields) region.tooLarge = true;
        return this.sized({ ...type, fields }, this.around(fields.map((field) => field.type)));
      }
      case 'enum': {
        const variants = mapSame(type.variants, (v) => replaceType(v, this.type(v.type)));
        return this.sized({ ...type, variants }, this.around(variants.map((variant) => variant.type)));
      }
      case 'function': {
        const params = mapSame(type.params, (param) => replaceType(param, this.type(param.type)));
        const result = this.type(type.result);
        return this.sized(
          { ...type, params, result },
          this.around([...params.map((param) => param.type), result]),
        );
      }
      case 'comprehension': {
        const source = this.type(type.source);
        const body = this.type(type.body);
        return this.sized(
          { ...type, source, body },
          {
            parts: this.size(source).parts * this.size(body).parts + 1,
            depth: this.size(source).depth + this.size(body).depth + 1,
          },
        );
      }
      default:
        return type;
    }
  }

  private sized(type: Type, size: Size): Type {
    this.sizes.set(type, size);
    return type;
  }

  private size(type: Type): Size {
    return this.sizes.get(type) ?? single;
  }

  /** The size of a type that is made of these. */
  private around(types: readonly Type[]): Size {
    let { parts, depth } = single;
    for (const type of types) {
      const size = this.size(type);
      parts += size.parts;
      depth = Math.max(depth, size.depth + 1);
    }
    return { parts, depth };
  }
}
