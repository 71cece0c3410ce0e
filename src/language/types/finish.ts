import type { Span } from '../../base';
import { problem } from './problem';
import type { Region } from './region';
import { mapSame, replaceType } from './substitute';
import { fieldsOf } from './tuple-fields';
import type { Type } from './type';

/** How many parts a type may have, written out in full. Shared parts make it easy to reach millions. */
const maxParts = 20_000;

/**
 * Puts the solved types in the place of variables in everything a region made (specification 1 §7.1), and
 * expands spreads of known tuples. Used once, after the region was solved.
 */
export class Finisher {
  private readonly finished = new Map<Type, Type>();
  private readonly solved = new Map<number, Type>();
  /** The number of parts of each composed type that was finished. */
  private readonly parts = new Map<Type, number>();

  constructor(private readonly region: Region) {}

  /** False when a type turned out too large; that has been reported then, at `definition` for want of better. */
  finishNodes(definition: Span): boolean {
    const { region } = this;
    for (const node of region.unfinished) {
      node.type = this.type(node.type);
      if (region.tooLarge || (this.parts.get(node.type) ?? 1) > maxParts) {
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
      if (!found) return variable;
      known = this.type(found);
      this.solved.set(variable.id, known);
    }
    return variable.from ? this.weighed({ ...known, from: variable.from }, this.weight(known)) : known;
  }

  private composed(type: Type): Type {
    switch (type.kind) {
      case 'array': {
        const item = this.type(type.item);
        return this.weighed({ ...type, item }, this.weight(item));
      }
      case 'tuple': {
        const fields = type.fields.flatMap((field) => {
          const inner = replaceType(field, this.type(field.type));
          return inner.unpack ? (fieldsOf(this.region, inner.type) ?? [inner]) : [inner];
        });
        return this.weighed({ ...type, fields }, this.sum(fields));
      }
      case 'enum': {
        const variants = mapSame(type.variants, (v) => replaceType(v, this.type(v.type)));
        return this.weighed({ ...type, variants }, this.sum(variants));
      }
      case 'function': {
        const params = mapSame(type.params, (param) => replaceType(param, this.type(param.type)));
        const result = this.type(type.result);
        return this.weighed({ ...type, params, result }, this.sum(params) + this.weight(result));
      }
      case 'comprehension': {
        const source = this.type(type.source);
        const body = this.type(type.body);
        return this.weighed({ ...type, source, body }, this.weight(source) * this.weight(body));
      }
      default:
        return type;
    }
  }

  private weighed(type: Type, parts: number): Type {
    this.parts.set(type, parts + 1);
    return type;
  }

  private weight(type: Type): number {
    return this.parts.get(type) ?? 1;
  }

  private sum(parts: readonly { readonly type: Type }[]): number {
    return parts.reduce((sum, part) => sum + this.weight(part.type), 0);
  }
}
