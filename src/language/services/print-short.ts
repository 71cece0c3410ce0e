import { displayName } from '../syntax';
import { printType } from '../types/print-type';
import type { Type } from '../types/type';

/** Types of at most this many characters are printed whole. */
const shortEnough = 100;
/** How many levels of a larger type are shown. */
const levels = 2;

/** A type at two levels (EDT-15); what lies deeper is three dots. Names of types stand for themselves. */
export function printShort(type: Type): string {
  const whole = printType(type);
  return whole.length <= shortEnough ? whole : print(type, levels);
}

function print(type: Type, depth: number): string {
  const inner = (t: Type): string => print(t, depth - 1);
  const named = (name: string | undefined, text: string): string =>
    name === undefined ? text : `${displayName(name)}: ${text}`;
  switch (type.kind) {
    case 'array':
      return `[${print(type.item, depth)}]`;
    case 'tuple':
      if (depth === 0) return '{…}';
      return `{${type.fields.map((f) => (f.unpack ? `..${inner(f.type)}` : named(f.name, inner(f.type)))).join(', ')}}`;
    case 'enum':
      if (depth === 0) return 'enum {…}';
      return `enum {${type.variants
        .map((v) =>
          v.type.kind === 'tuple' && v.type.fields.length === 0
            ? displayName(v.name)
            : named(v.name, inner(v.type)),
        )
        .join(', ')}}`;
    case 'function':
      if (depth === 0) return 'func (…)';
      return `func (${type.params.map((p) => named(p.label, inner(p.type))).join(', ')}): ${inner(type.result)}`;
    default:
      return printType(type);
  }
}
