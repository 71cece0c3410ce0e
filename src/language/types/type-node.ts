import type { Span } from '../../base';
import { diagnosticAt } from '../diagnostics';
import type { CoreParam } from '../names/core';
import type { Resolution } from '../names/resolution';
import { isAnyNumber } from '../names/resolve';
import { displayName } from '../syntax/identifier';
import type { DomainNode, PathNode, TypeNode } from '../syntax/tree';
import { expectedTuple } from './lookup';
import type { Region } from './region';
import { type Domain, type FunctionParam, type Type, unitType } from './type';

/** The ten types that `AnyNumber` stands for. */
const anyNumber = 'Int8 Int16 Int32 Int64 Uint8 Uint16 Uint32 Uint64 Float32 Float64'.split(' ');

export interface TypeReaderSettings {
  /** Whether types remember their place in the text; those of the standard library do not. */
  readonly remember: boolean;
}

/**
 * Turns written types into types. A module or value in the place of a type is reported, and the answer is then
 * undefined.
 */
export class TypeReader {
  constructor(
    private readonly settings: TypeReaderSettings,
    private readonly names: Resolution,
    private readonly region: Region,
    /** Checks parameters and result of a function type. */
    private readonly signature: (
      params: readonly CoreParam[],
      result: TypeNode,
    ) => { readonly params: readonly FunctionParam[]; readonly result?: Type } | undefined,
  ) {}

  /** What a type that was written at `span` remembers. */
  from(span: Span): Span | undefined {
    return this.settings.remember ? span : undefined;
  }

  read(node: TypeNode): Type | undefined {
    const type = this.readNode(node);
    if (this.region.tolerant && (!type || node.kind === 'missing')) return this.region.variable(node.span);
    return type;
  }

  private readNode(node: TypeNode): Type | undefined {
    const from = this.from(node.span);
    switch (node.kind) {
      case 'primitive':
        return { kind: 'primitive', width: node.width, from };
      case 'missing':
        return { ...unitType, from };
      case 'path':
        return this.readPath(node.path, node.span);
      case 'array': {
        const item = this.read(node.item);
        return item && { kind: 'array', item, from };
      }
      case 'tuple': {
        const fields = readAll(node.fields, (field) => {
          const type = this.read(field.type);
          return type && { name: field.name?.name, type };
        });
        return fields && { kind: 'tuple', fields, from };
      }
      case 'enum': {
        const variants = readAll(node.variants, (variant) => {
          const type = variant.payload ? this.read(variant.payload) : unitType;
          return type && { name: variant.name.name, type };
        });
        return variants && { kind: 'enum', variants, from };
      }
      case 'option': {
        const type = this.read(node.inner);
        return type && { ...optionOf(type), from };
      }
      case 'function': {
        const params = node.params.map((param) => ({
          const: param.const,
          label: param.label?.name,
          type: param.type,
          default: param.default && this.names.defaults.get(param.default),
          span: param.span,
        }));
        const signature = this.signature(params, node.result);
        return (
          signature?.result && { kind: 'function', params: signature.params, result: signature.result, from }
        );
      }
      case 'comprehension': {
        const source = this.read(node.source);
        if (source && !this.mayBeTuple(source)) {
          this.region.report(expectedTuple(this.region, this.region.expand(source)), node.source.span);
          return undefined;
        }
        const body = source && this.read(node.body);
        return (
          source &&
          body && {
            kind: 'comprehension',
            field: node.field.name,
            variable: node.variable.name,
            loop: this.names.loops.get(node) ?? '',
            source,
            body,
            named: node.bodyName !== undefined,
            from,
          }
        );
      }
    }
  }

  readDomain(node: DomainNode | undefined): Domain | undefined {
    if (!node) return { kind: 'any' };
    if (node.kind === 'tuple') {
      const fields = readAll(node.fields, (field) => {
        const type = this.read(field.type);
        return type && { name: field.name?.name, type };
      });
      return fields && { kind: 'tuple', fields };
    }
    const alternatives = readAll(node.alternatives, (alternative): readonly Type[] | undefined => {
      if (isAnyNumber(alternative)) {
        return anyNumber.map((name) => ({ kind: 'named', path: `std::${name}` }));
      }
      const type = this.read(alternative);
      return type && [type];
    });
    return alternatives && { kind: 'oneOf', alternatives: alternatives.flat() };
  }

  /** Whether a comprehension may go over the type: definitions of its own group are not known yet. */
  private mayBeTuple(type: Type): boolean {
    const known = this.region.expand(type);
    switch (known.kind) {
      case 'tuple':
      case 'comprehension':
      case 'parameter':
      case 'variable':
        return true;
      case 'named':
        return !this.region.definitions.types.has(known.path);
      default:
        return false;
    }
  }

  private readPath(path: PathNode, span: Span): Type | undefined {
    const target = this.names.targets.get(path);
    const from = this.from(span);
    if (target?.kind === 'type')
      return { kind: 'named', path: target.path, written: writtenPath(path), from };
    if (target?.kind === 'type-parameter') {
      return { kind: 'parameter', owner: target.owner, name: target.name, from };
    }
    const found =
      target?.kind === 'module' ? 'a module' : target?.kind === 'annotation' ? 'an annotation' : 'a value';
    this.region.diagnostics.push(diagnosticAt('expected-type', span, `expected a type, found ${found}`));
    return undefined;
  }
}

/** `T?` is an enum of `none` and `some` (specification 1 §5.1). */
export function optionOf(type: Type): Type {
  return {
    kind: 'enum',
    variants: [
      { name: 'none', type: unitType },
      { name: 'some', type },
    ],
  };
}

/** A path as it was written, minus a leading `std::`. */
export function writtenPath(path: PathNode): string {
  const [head, ...rest] = path.segments;
  const shown = head?.name === 'std' && rest.length > 0 ? rest : path.segments;
  return shown.map((segment) => displayName(segment.name)).join('::');
}

/** Every item read, or nothing if one fails: a mistake in a type is the last one told (specification 1 §7.6). */
function readAll<T, R>(items: readonly T[], read: (item: T) => R | undefined): R[] | undefined {
  const all: R[] = [];
  for (const item of items) {
    const one = read(item);
    if (one === undefined) return undefined;
    all.push(one);
  }
  return all;
}
