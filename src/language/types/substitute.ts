import type { Domain, FunctionParam, ParameterType, TupleField, Type, Variant } from './type';

/** The type with its parameters replaced; `replace` gives nothing for those that stay. */
export function substitute(type: Type, replace: (parameter: ParameterType) => Type | undefined): Type {
  switch (type.kind) {
    case 'primitive':
    case 'named':
    case 'variable':
      return type;
    case 'parameter':
      return replace(type) ?? type;
    case 'array': {
      const item = substitute(type.item, replace);
      return item === type.item ? type : { kind: 'array', item, from: type.from };
    }
    case 'tuple': {
      const fields = mapSame(type.fields, (field) => fieldWith(field, substitute(field.type, replace)));
      return fields === type.fields ? type : { kind: 'tuple', fields, from: type.from };
    }
    case 'enum': {
      const variants = mapSame(type.variants, (variant) =>
        variantWith(variant, substitute(variant.type, replace)),
      );
      return variants === type.variants ? type : { ...type, variants };
    }
    case 'function': {
      const params = mapSame(type.params, (param) => paramWith(param, substitute(param.type, replace)));
      const result = substitute(type.result, replace);
      if (params === type.params && result === type.result) return type;
      return { kind: 'function', params, result, from: type.from };
    }
    case 'comprehension': {
      const source = substitute(type.source, replace);
      const body = substitute(type.body, replace);
      return source === type.source && body === type.body ? type : { ...type, source, body };
    }
  }
}

/** Names of the type parameters of `owner` whose fields a comprehension inside the type goes over. */
export function comprehensionSources(type: Type, owner: string): readonly string[] {
  let known = sourcesOfTypes.get(type);
  if (!known) {
    known = findComprehensionSources(type, owner);
    sourcesOfTypes.set(type, known);
  }
  return known;
}

/** A definition's type is asked about at every mention; it has one owner. */
const sourcesOfTypes = new WeakMap<Type, readonly string[]>();

function findComprehensionSources(type: Type, owner: string): string[] {
  const inside = (inner: Type): string[] => findComprehensionSources(inner, owner);
  switch (type.kind) {
    case 'primitive':
    case 'named':
    case 'variable':
    case 'parameter':
      return [];
    case 'array':
      return inside(type.item);
    case 'tuple':
      return type.fields.flatMap((field) => inside(field.type));
    case 'enum':
      return type.variants.flatMap((variant) => inside(variant.type));
    case 'function':
      return [...type.params.flatMap((param) => inside(param.type)), ...inside(type.result)];
    case 'comprehension': {
      const { source, body } = type;
      const own = source.kind === 'parameter' && source.owner === owner ? [source.name] : inside(source);
      return [...own, ...inside(body)];
    }
  }
}

/** The body of a comprehension for a field of type `field`. */
export function comprehensionBody(type: Extract<Type, { kind: 'comprehension' }>, field: Type): Type {
  return substitute(type.body, (parameter) => (parameter.owner === type.loop ? field : undefined));
}

export function substituteDomain(
  domain: Domain,
  replace: (parameter: ParameterType) => Type | undefined,
): Domain {
  switch (domain.kind) {
    case 'any':
      return domain;
    case 'oneOf':
      return withAlternatives(
        domain,
        mapSame(domain.alternatives, (type) => substitute(type, replace)),
      );
    case 'tuple':
      return domain.fields.length === 0
        ? domain
        : {
            kind: 'tuple',
            fields: domain.fields.map((field) => fieldWith(field, substitute(field.type, replace))),
          };
  }
}

function withAlternatives(domain: Extract<Domain, { kind: 'oneOf' }>, alternatives: readonly Type[]): Domain {
  return alternatives === domain.alternatives ? domain : { kind: 'oneOf', alternatives };
}

/** The same object when nothing changed, so that types share structure. */
export function fieldWith(field: TupleField, type: Type): TupleField {
  if (field.type === type) return field;
  const { name, unpack } = field;
  return unpack ? { name, type, unpack } : { name, type };
}

export function variantWith(variant: Variant, type: Type): Variant {
  return variant.type === type ? variant : { name: variant.name, type };
}

export function paramWith(param: FunctionParam, type: Type): FunctionParam {
  if (param.type === type) return param;
  if (param.default) return { ...param, type };
  return { label: param.label, type, const: param.const };
}

/** Maps items; gives back the same array when no item changed. */
export function mapSame<T>(items: readonly T[], map: (item: T) => T): readonly T[] {
  let mapped: T[] | undefined;
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!;
    const next = map(item);
    if (next !== item) mapped ??= items.slice();
    if (mapped) mapped[i] = next;
  }
  return mapped ?? items;
}

/** Structural equality to the letter, field names included, aliases not looked through (specification 1 §5.6). */
export function sameType(a: Type, b: Type): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case 'primitive':
      return b.kind === 'primitive' && a.width === b.width;
    case 'named':
      return b.kind === 'named' && a.path === b.path;
    case 'parameter':
      return b.kind === 'parameter' && a.owner === b.owner && a.name === b.name;
    case 'variable':
      return b.kind === 'variable' && a.id === b.id;
    case 'array':
      return b.kind === 'array' && sameType(a.item, b.item);
    case 'tuple':
      return (
        b.kind === 'tuple' &&
        allPairs(
          a.fields,
          b.fields,
          (x, y) => x.name === y.name && !x.unpack === !y.unpack && sameType(x.type, y.type),
        )
      );
    case 'enum':
      return (
        b.kind === 'enum' &&
        allPairs(a.variants, b.variants, (x, y) => x.name === y.name && sameType(x.type, y.type))
      );
    case 'function':
      return (
        b.kind === 'function' &&
        allPairs(a.params, b.params, (x, y) => x.label === y.label && sameType(x.type, y.type)) &&
        sameType(a.result, b.result)
      );
    case 'comprehension':
      return b.kind === 'comprehension' && a.loop === b.loop && sameType(a.source, b.source);
  }
}

function allPairs<T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): boolean {
  return a.length === b.length && a.every((item, i) => same(item, b[i]!));
}
