import type { Region } from './region';
import { comprehensionBody } from './substitute';
import type { TupleField, Type } from './type';

/** Spreads can double a tuple with every line; beyond this many fields a type is refused. */
export const maxFields = 10_000;

/**
 * The fields of a tuple type with all spreads expanded that can be: those of known tuples, and of comprehensions
 * over them. What remains marked `unpack` is a type parameter, an unknown type, or built on one.
 */
export function flatFields(region: Region, fields: readonly TupleField[]): TupleField[] {
  const flat: TupleField[] = [];
  for (const field of fields) {
    if (!field.unpack) {
      flat.push(field);
      continue;
    }
    const inner = fieldsOf(region, field.type);
    if (inner) for (const one of inner) flat.push(one);
    else flat.push(field);
    if (flat.length > maxFields) region.tooLarge = true;
    if (region.tooLarge) return [];
  }
  return flat;
}

/** The fields of a tuple, or of a comprehension over one; nothing for other types. */
export function fieldsOf(region: Region, type: Type): TupleField[] | undefined {
  const inner = region.expand(type);
  if (inner.kind === 'tuple') return flatFields(region, inner.fields);
  if (inner.kind !== 'comprehension') return undefined;
  const source = fieldsOf(region, inner.source);
  if (!source || source.some((field) => field.unpack)) return undefined;
  return source.map((field) => ({
    name: inner.named ? field.name : undefined,
    type: comprehensionBody(inner, field.type),
  }));
}

/** Whether `type` is still a variable, or a comprehension over one: its fields cannot be told yet. */
export function isUnknown(region: Region, type: Type): boolean {
  const inner = region.expand(type);
  return inner.kind === 'variable' || (inner.kind === 'comprehension' && isUnknown(region, inner.source));
}

/**
 * Whether the type is a tuple with a spread whose fields cannot be told yet. A spread of what has turned out to be no
 * tuple counts as well: that is told where the variable is checked.
 */
export function hasUnknownSpread(region: Region, type: Type): boolean {
  const inner = region.expand(type);
  return (
    inner.kind === 'tuple' &&
    flatFields(region, inner.fields).some((field) => field.unpack && !isOfParameter(region, field.type))
  );
}

/** Whether `type` is a type parameter, or a comprehension over one. */
export function isOfParameter(region: Region, type: Type): boolean {
  const inner = region.expand(type);
  return (
    inner.kind === 'parameter' || (inner.kind === 'comprehension' && isOfParameter(region, inner.source))
  );
}
