import type { Span } from '../../base';
import { problem } from './problem';
import type { Region } from './region';
import { fieldWith, mapSame, paramWith, variantWith } from './substitute';
import { fieldsOf, maxFields } from './tuple-fields';
import {
  type ComprehensionType,
  type EnumType,
  type FunctionType,
  remembering,
  type TupleField,
  type TupleType,
  type Type,
  unknownType,
  type VariableType,
} from './type';

/** How many parts a type may have, written out in full. Shared parts make it easy to reach millions. */
const maxParts = 20_000;
/** Few enough to be looked at more than once. */
const smallParts = 8;
/** How deeply they may be nested: types are walked by recursion. */
const maxDepth = 500;

/** A type without variables, and how large it is, written out in full. */
interface Finished {
  readonly type: Type;
  readonly parts: number;
  readonly depth: number;
}

/**
 * Puts the solved types in the place of variables in everything a region made (specification 1 §7.1), and
 * expands spreads of known tuples. Used once, after the region was solved. Types in which nothing changes stay
 * the same objects.
 */
export class Finisher {
  private readonly composed = new Map<Type, Finished>();
  /** By the variable's id. */
  private readonly solved: Finished[] = [];
  /** The size of the type that was finished last. */
  private parts = 1;
  private depth = 1;

  constructor(private readonly region: Region) {}

  /** False when a type turned out too large; that has been reported then, at `definition` for want of better. */
  finishNodes(definition: Span): boolean {
    const { region } = this;
    for (const node of region.unfinished) {
      node.type = this.type(node.type);
      if (region.tooLarge || this.parts > maxParts || this.depth > maxDepth) {
        const span = 'span' in node ? (node.span as Span) : definition;
        region.report(problem('type-too-large', 'type has too many parts'), span);
        return false;
      }
    }
    for (const list of region.unfinishedLists) {
      for (let i = 0; i < list.length; i++) list[i] = this.type(list[i]!);
    }
    return true;
  }

  /** The type without variables. */
  type(type: Type): Type {
    this.parts = 1;
    this.depth = 1;
    switch (type.kind) {
      case 'primitive':
      case 'named':
      case 'parameter':
        return type;
      case 'variable':
        return this.variable(type);
      default:
        return this.recall(this.composed.get(type)) ?? this.compose(type);
    }
  }

  private recall(finished: Finished | undefined): Type | undefined {
    if (!finished) return undefined;
    this.parts = finished.parts;
    this.depth = finished.depth;
    return finished.type;
  }

  private variable(variable: VariableType): Type {
    let known = this.recall(this.solved[variable.id]);
    if (!known) {
      const found = this.region.variables[variable.id]?.known;
      if (!found) return this.region.tolerant ? unknownType : variable;
      known = this.type(found);
      this.solved[variable.id] = { type: known, parts: this.parts, depth: this.depth };
    }
    return variable.from ? remembering(known, variable.from) : known;
  }

  private compose(type: Exclude<Type, { kind: 'primitive' | 'named' | 'parameter' | 'variable' }>): Type {
    const finished = this.composition(type);
    // A small type that stays as it is costs less to look at again than to remember; that of a function is met once.
    if (this.parts <= smallParts && (finished === type || type.kind === 'function')) return finished;
    this.composed.set(type, { type: finished, parts: this.parts, depth: this.depth });
    return finished;
  }

  private composition(type: Exclude<Type, { kind: 'primitive' | 'named' | 'parameter' | 'variable' }>): Type {
    switch (type.kind) {
      case 'array': {
        const item = this.type(type.item);
        this.parts += 1;
        this.depth += 1;
        return item === type.item ? type : { kind: 'array', item, from: type.from };
      }
      case 'tuple':
        return this.tuple(type);
      case 'enum':
        return this.enum(type);
      case 'function':
        return this.function(type);
      case 'comprehension':
        return this.comprehension(type);
    }
  }

  private tuple(type: TupleType): Type {
    const { region } = this;
    const { fields } = type;
    /** Made when the first field changes. */
    let changed: TupleField[] | undefined;
    let parts = 1;
    let depth = 1;
    for (let i = 0; i < fields.length && !region.tooLarge; i++) {
      const field = fields[i]!;
      const inner = this.type(field.type);
      const spread = field.unpack ? fieldsOf(region, inner) : undefined;
      if (!spread) {
        parts += this.parts;
        depth = Math.max(depth, this.depth + 1);
        if (inner !== field.type) changed ??= fields.slice(0, i);
        changed?.push(fieldWith(field, inner));
        continue;
      }
      changed ??= fields.slice(0, i);
      for (const one of spread) {
        this.type(one.type);
        parts += this.parts;
        depth = Math.max(depth, this.depth + 1);
        changed.push(one);
      }
    }
    if ((changed ?? fields).length > maxFields) region.tooLarge = true;
    this.parts = parts;
    this.depth = depth;
    return changed ? { kind: 'tuple', fields: changed, from: type.from } : type;
  }

  private enum(type: EnumType): Type {
    let parts = 1;
    let depth = 1;
    const variants = mapSame(type.variants, (variant) => {
      const inner = this.type(variant.type);
      parts += this.parts;
      depth = Math.max(depth, this.depth + 1);
      return variantWith(variant, inner);
    });
    this.parts = parts;
    this.depth = depth;
    if (variants === type.variants) return type;
    const { from, recursive } = type;
    return recursive ? { kind: 'enum', variants, from, recursive } : { kind: 'enum', variants, from };
  }

  private function(type: FunctionType): Type {
    let parts = 1;
    let depth = 1;
    const params = mapSame(type.params, (param) => {
      const inner = this.type(param.type);
      parts += this.parts;
      depth = Math.max(depth, this.depth + 1);
      return paramWith(param, inner);
    });
    const result = this.type(type.result);
    this.parts += parts;
    this.depth = Math.max(depth, this.depth + 1);
    if (params === type.params && result === type.result) return type;
    return { kind: 'function', params, result, from: type.from };
  }

  private comprehension(type: ComprehensionType): Type {
    const source = this.type(type.source);
    const { parts, depth } = this;
    const body = this.type(type.body);
    this.parts = parts * this.parts + 1;
    this.depth = depth + this.depth + 1;
    return source === type.source && body === type.body ? type : { ...type, source, body };
  }
}
