import type { Definitions } from './definitions';
import { comprehensionBody, mapSame, paramWith, variantWith } from './substitute';
import type { TupleField, Type } from './type';

/**
 * A type as programs show it: comprehensions and spreads become plain tuples, named types stay (specification 1
 * §10.2). Type parameters must be gone.
 */
export function expandType(definitions: Definitions, type: Type): Type {
  const inner = (t: Type): Type => expandType(definitions, t);
  switch (type.kind) {
    case 'primitive':
    case 'parameter':
    case 'variable':
      return type;
    case 'named':
      return { kind: 'named', path: type.path };
    case 'array':
      return { kind: 'array', item: inner(type.item) };
    case 'tuple':
      return { kind: 'tuple', fields: plainFields(definitions, type) ?? type.fields };
    case 'comprehension': {
      const fields = plainFields(definitions, type);
      return fields ? { kind: 'tuple', fields } : type;
    }
    case 'enum':
      return {
        kind: 'enum',
        variants: mapSame(type.variants, (variant) => variantWith(variant, inner(variant.type))),
        ...(type.recursive && { recursive: type.recursive }),
      };
    case 'function':
      return {
        kind: 'function',
        params: mapSame(type.params, (param) => paramWith(param, inner(param.type))),
        result: inner(type.result),
      };
  }
}

function plainFields(definitions: Definitions, type: Type): TupleField[] | undefined {
  const known = definitions.expand(type);
  if (known.kind === 'comprehension' && definitions.isEndless(known)) return undefined;
  if (known.kind === 'tuple') {
    return known.fields.flatMap((field): TupleField[] => {
      const spread = field.unpack ? plainFields(definitions, field.type) : undefined;
      return spread ?? [{ ...field, type: expandType(definitions, field.type) }];
    });
  }
  if (known.kind !== 'comprehension') return undefined;
  return plainFields(definitions, known.source)?.map((field) => ({
    ...(known.named && field.name !== undefined && { name: field.name }),
    type: expandType(definitions, comprehensionBody(known, field.type)),
  }));
}
