import { displayName } from '../syntax';
import { printType } from '../types/print-type';
import type { EnumType, Type } from '../types/type';

/** Types of at most this many characters are printed whole. */
const shortEnough = 60;
/** How many levels of a larger type are shown. */
const levels = 2;

/** A type at two levels (EDT-15); what lies deeper is three dots. Names of types stand for themselves. */
export function printShort(type: Type): string {
  const whole = printReadable(type);
  return whole.length <= shortEnough ? whole : print(type, levels);
}

/** A type as a person would write it: like in messages, but with `T?` for what may be missing. */
export function printReadable(type: Type): string {
  return print(type, Number.POSITIVE_INFINITY);
}

function print(type: Type, depth: number): string {
  const inner = (part: Type): string => print(part, depth - 1);
  const named = (name: string | undefined, text: string): string =>
    name === undefined ? text : `${displayName(name)}: ${text}`;
  switch (type.kind) {
    case 'array':
      return `[${print(type.item, depth)}]`;
    case 'tuple': {
      if (depth === 0 && type.fields.length > 0) return '{…}';
      const fields = type.fields.map((field) =>
        field.unpack ? `..${inner(field.type)}` : named(field.name, inner(field.type)),
      );
      return `{${fields.join(', ')}}`;
    }
    case 'enum': {
      const present = optional(type);
      if (present) return `${print(present, depth)}?`;
      if (depth === 0) return 'enum {…}';
      const variants = type.variants.map((variant) =>
        isUnit(variant.type) ? displayName(variant.name) : named(variant.name, inner(variant.type)),
      );
      return `enum {${variants.join(', ')}}`;
    }
    case 'function': {
      if (depth === 0) return 'func (…)';
      const params = type.params.map((param) => {
        const text = `${param.const ? 'const ' : ''}${named(param.label, inner(param.type))}`;
        return param.defaultText === undefined ? text : `${text} = ${param.defaultText}`;
      });
      return `func (${params.join(', ')}): ${inner(type.result)}`;
    }
    case 'comprehension': {
      const body = named(type.named ? type.field : undefined, inner(type.body));
      const loop = `${displayName(type.field)}: ${displayName(type.variable)}`;
      return `{for ${loop} in ${inner(type.source)} do ${body}}`;
    }
    default:
      return printType(type);
  }
}

/** What may be missing, of a type that can be written with `?`; options of options cannot. */
function optional({ variants }: EnumType): Type | undefined {
  const [none, some, more] = variants;
  if (more || none?.name !== 'none' || !isUnit(none.type) || some?.name !== 'some') return undefined;
  const inner = some.type;
  const twice = inner.kind === 'enum' && optional(inner) !== undefined;
  // The `?` behind a function type belongs to its result.
  return twice || inner.kind === 'function' ? undefined : inner;
}

function isUnit(type: Type): boolean {
  return type.kind === 'tuple' && type.fields.length === 0;
}
