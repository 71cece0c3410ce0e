import type { Random } from './random';

export const integers = ['Int8', 'Int16', 'Int32', 'Int64', 'Uint8', 'Uint16', 'Uint32', 'Uint64'] as const;
export const floats = ['Float32', 'Float64'] as const;
export const others = ['Bool', 'Text', 'Date', 'Time', 'Timestamp', 'Duration', 'Decimal'] as const;
export const scalars = [...integers, ...floats, ...others];
export type ScalarName = (typeof scalars)[number];

/** A type of a generated program. */
export type Type =
  | { readonly kind: 'scalar'; readonly name: ScalarName }
  | { readonly kind: 'array'; readonly item: Type }
  | { readonly kind: 'tuple'; readonly fields: readonly Field[] }
  | { readonly kind: 'enum'; readonly variants: readonly Variant[] }
  | { readonly kind: 'frame'; readonly name: string; readonly carrier: Type };

export interface Field {
  readonly name?: string;
  readonly type: Type;
}

/** A variant without a type carries `{}`. */
export interface Variant {
  readonly name: string;
  readonly type?: Type;
}

export const scalar = (name: ScalarName): Type => ({ kind: 'scalar', name });
export const array = (item: Type): Type => ({ kind: 'array', item });
export const tuple = (...fields: Field[]): Type => ({ kind: 'tuple', fields });
export const option = (type: Type): Type => ({
  kind: 'enum',
  variants: [{ name: 'none' }, { name: 'some', type }],
});
export const ordering: Type = {
  kind: 'enum',
  variants: [{ name: 'less' }, { name: 'equal' }, { name: 'greater' }],
};

/** Frames that every generated program declares. */
export const frames: readonly (Type & { kind: 'frame' })[] = [
  { kind: 'frame', name: 'Cents', carrier: scalar('Int64') },
  { kind: 'frame', name: 'Label', carrier: scalar('Text') },
  {
    kind: 'frame',
    name: 'Spot',
    carrier: tuple({ name: 'x', type: scalar('Int16') }, { type: scalar('Text') }),
  },
  { kind: 'frame', name: 'Bag', carrier: array(scalar('Int8')) },
];

export function declarations(): string {
  return frames.map((frame) => `type ${frame.name}(${typeText(frame.carrier)})\n`).join('');
}

export function name(text: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text) && !keywords.has(text) ? text : `\`${text}\``;
}

const keywords = new Set(['match', 'type', 'else', 'true', 'func']);

export function typeText(type: Type): string {
  switch (type.kind) {
    case 'scalar':
    case 'frame':
      return type.name;
    case 'array':
      return `[${typeText(type.item)}]`;
    case 'tuple':
      return `{${type.fields.map((field) => `${field.name === undefined ? '' : `${name(field.name)}: `}${typeText(field.type)}`).join(', ')}}`;
    case 'enum':
      return `enum {${type.variants.map((variant) => `${name(variant.name)}${variant.type ? `: ${typeText(variant.type)}` : ''}`).join(', ')}}`;
  }
}

export function sameType(left: Type, right: Type): boolean {
  return typeText(left) === typeText(right);
}

/** Whether a value of the type holds something that passes the test. */
export function holds(type: Type, test: (part: Type) => boolean): boolean {
  if (test(type)) return true;
  switch (type.kind) {
    case 'scalar':
      return false;
    case 'array':
      return holds(type.item, test);
    case 'frame':
      return holds(type.carrier, test);
    case 'tuple':
      return type.fields.some((field) => holds(field.type, test));
    case 'enum':
      return type.variants.some((variant) => variant.type !== undefined && holds(variant.type, test));
  }
}

export const isFloat = (type: Type): boolean =>
  type.kind === 'scalar' && (floats as readonly string[]).includes(type.name);
export const isInteger = (type: Type): boolean =>
  type.kind === 'scalar' && (integers as readonly string[]).includes(type.name);
export const hasFloat = (type: Type): boolean => holds(type, isFloat);

/** Names that SQL engines and our own generated names might trip over. */
const fieldNames = [
  'a',
  'b',
  'index',
  'value',
  '_0',
  't',
  'r0',
  'select',
  'order',
  'key',
  'a b',
  'A',
  'it"s',
  "o'k",
  '_t',
];
const variantNames = ['none', 'some', 'red', 'index', 'value', '_0', 'x"y', 'Z', 'end'];

/** A random type, at most `depth` levels deep. */
export function randomType(random: Random, depth: number): Type {
  if (depth <= 0 || random.chance(0.4)) return randomScalar(random);
  switch (random.below(8)) {
    case 0:
    case 1:
      return array(randomType(random, depth - 1));
    case 2:
    case 3:
    case 4: {
      const count = random.pick([0, 1, 1, 2, 2, 2, 3, 3, 4]);
      const start = random.below(fieldNames.length);
      return tuple(
        ...Array.from({ length: count }, (_, i) => ({
          ...(random.chance(0.6) ? { name: fieldNames[(start + i * 2) % fieldNames.length]! } : {}),
          type: randomType(random, depth - 1),
        })),
      );
    }
    case 5:
      return option(randomType(random, depth - 1));
    case 6: {
      const count = 1 + random.below(4);
      const start = random.below(variantNames.length);
      return {
        kind: 'enum',
        variants: Array.from({ length: count }, (_, i) => ({
          name: variantNames[(start + i) % variantNames.length]!,
          ...(random.chance(0.6) ? { type: randomType(random, depth - 1) } : {}),
        })),
      };
    }
    default:
      return random.pick(frames);
  }
}

export function randomScalar(random: Random): Type {
  return scalar(
    random.chance(0.5) ? random.pick(['Int64', 'Int32', 'Text', 'Bool', 'Int8']) : random.pick(scalars),
  );
}
