import type { Region } from './region';
import { mapSame, replaceType } from './substitute';
import { fieldsOf } from './tuple-fields';
import type { Type } from './type';

/**
 * Puts the solved types in the place of variables in everything the region made (specification 1 §7.1), and
 * expands spreads of known tuples. Call it once, after the region was solved.
 */
export class Finisher {
  private readonly solved = new Map<number, Type>();

  constructor(private readonly region: Region) {}

  finishNodes(): void {
    for (const node of this.region.unfinished) node.type = this.type(node.type);
    for (const list of this.region.unfinishedLists) {
      for (const [i, type] of list.entries()) list[i] = this.type(type);
    }
  }

  /** The type without variables. */
  type(type: Type): Type {
    switch (type.kind) {
      case 'primitive':
      case 'named':
      case 'parameter':
        return type;
      case 'variable': {
        let known = this.solved.get(type.id);
        if (!known) {
          const found = this.region.variables[type.id]?.known;
          if (!found) return type;
          known = this.type(found);
          this.solved.set(type.id, known);
        }
        return type.from ? { ...known, from: type.from } : known;
      }
      case 'array':
        return { ...type, item: this.type(type.item) };
      case 'tuple': {
        const fields = type.fields.flatMap((field) => {
          const inner = replaceType(field, this.type(field.type));
          return inner.unpack ? (fieldsOf(this.region, inner.type) ?? [inner]) : [inner];
        });
        return { ...type, fields };
      }
      case 'enum':
        return { ...type, variants: mapSame(type.variants, (v) => replaceType(v, this.type(v.type))) };
      case 'function':
        return {
          ...type,
          params: mapSame(type.params, (param) => replaceType(param, this.type(param.type))),
          result: this.type(type.result),
        };
      case 'comprehension':
        return { ...type, source: this.type(type.source), body: this.type(type.body) };
    }
  }
}
