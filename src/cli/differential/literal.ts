import type { Expression } from './expression';
import type { Random } from './random';
import { name, type ScalarName, type Type, typeText } from './type';

/** How floats behave in a program, so that it stays clear of what runners may do differently (specification 2 §14.3). */
export type FloatMode =
  /** Floats are compared, sorted and grouped, so there is no -0.0, and no arithmetic that makes one. */
  | 'ordered'
  /** Floats are computed with and never compared. */
  | 'computed';

const integerEdges: Partial<Record<ScalarName, readonly string[]>> = {
  Int8: ['-128', '127'],
  Int16: ['-32768', '32767'],
  Int32: ['-2147483648', '2147483647'],
  Int64: ['-9223372036854775808', '9223372036854775807', '9007199254740993', '-9007199254740993'],
  Uint8: ['255', '128'],
  Uint16: ['65535', '32768'],
  Uint32: ['4294967295', '2147483648'],
  Uint64: ['18446744073709551615', '9223372036854775808'],
};

const texts = [
  '',
  'a',
  'b',
  'ab',
  'aab',
  "it's",
  '"',
  '\\',
  "\\'",
  'é',
  '𝄞x',
  '%',
  '_',
  'a,b,,c',
  ',',
  '\n',
  '$1',
  '?1',
  '--',
  'Z',
  'z ',
  '\u{10ffff}',
  'e\u0301',
  '{x}',
  '🦦🦦',
  '\t\u0001\u007f',
  "''",
  'NULL',
  'true',
  '12',
];
const dates = [
  '@1970-01-01',
  '@2024-02-29',
  '@1969-12-31',
  '@-0100-03-01',
  '@0000-12-31',
  '@9999-12-31',
  '@2099-07-01',
  '@2011-12-30',
  '@1900-03-01',
];
const durations = ['@0:00:00', '@1:00:00', '@-0:00:00.000001', '@-50:00:00', '@0:90:00.5', '@876000:00:00'];
const timestamps = [
  '@1970-01-01T00:00:00',
  '@1969-12-31T23:59:59.999999',
  '@2024-03-10T04:59:59.5',
  '@2024-07-01T22:30:00',
  '@-0001-01-01T00:00:00',
  '@2024-01-01T25:00:00',
];
const times = ['0', '86399999999', '3600000000', '45296000001'];
const decimals = ['0.00', '1.5', '-0.05', '10.25', '-2.5', '3', '92233720368547758.07'];

/** The simplest value of a type. */
export function simplestValue(type: Type): Expression {
  return { type, operator: 'literal', parts: [simplest(type)] };
}

function simplest(type: Type): string {
  switch (type.kind) {
    case 'scalar':
      if (type.name === 'Bool') return 'false';
      if (type.name === 'Text') return '""';
      if (type.name === 'Date') return '@1970-01-01';
      if (type.name === 'Timestamp') return '@1970-01-01T00:00:00';
      if (type.name === 'Duration') return '@0:00:00';
      if (type.name === 'Time') return 'Time(0)';
      return `(${type.name.startsWith('Float') ? '1.0' : '1'}: ${type.name})`;
    case 'array':
      return `([]: ${typeText(type)})`;
    case 'tuple':
      return `({${type.fields.map((field) => simplest(field.type)).join(', ')}}: ${typeText(type)})`;
    case 'frame':
      return `${type.name}(${simplest(type.carrier)})`;
    case 'enum': {
      const first = type.variants[0]!;
      return `(.${name(first.name)}${first.type ? `(${simplest(first.type)})` : ''}: ${typeText(type)})`;
    }
  }
}

/** A literal in the source, biased to edges. */
export function literal(random: Random, type: Type, mode: FloatMode, depth = 2): Expression {
  return { type, operator: 'literal', parts: [literalText(random, type, mode, depth)] };
}

function literalText(random: Random, type: Type, mode: FloatMode, depth: number): string {
  const inner = (part: Type) => literalText(random, part, mode, depth - 1);
  switch (type.kind) {
    case 'scalar':
      return scalarText(random, type.name, mode);
    case 'frame':
      return `${type.name}(${inner(type.carrier)})`;
    case 'tuple': {
      const fields = type.fields.map(
        (field) => `${field.name === undefined ? '' : `${name(field.name)} = `}${inner(field.type)}`,
      );
      return `({${fields.join(', ')}}: ${typeText(type)})`;
    }
    case 'enum': {
      const variant = random.pick(type.variants);
      return `(.${name(variant.name)}${variant.type ? `(${inner(variant.type)})` : ''}: ${typeText(type)})`;
    }
    case 'array': {
      const most = depth > 0 ? 4 : 2;
      const items: string[] = [];
      const count = random.chance(0.15) ? 0 : 1 + random.below(most);
      while (items.length < count) {
        items.push(items.length > 0 && random.chance(0.25) ? random.pick(items) : inner(type.item));
      }
      return `([${items.join(', ')}]: ${typeText(type)})`;
    }
  }
}

function scalarText(random: Random, scalar: ScalarName, mode: FloatMode): string {
  switch (scalar) {
    case 'Bool':
      return random.chance(0.5) ? 'true' : 'false';
    case 'Text':
      return quoted(random.pick(texts));
    case 'Date':
      return random.pick(dates);
    case 'Duration':
      return random.pick(durations);
    case 'Timestamp':
      return random.pick(timestamps);
    case 'Time':
      return `Time(${random.pick(times)})`;
    case 'Decimal':
      return `(${random.pick(decimals)}: Decimal)`;
    case 'Float32':
      return `(${random.pick(mode === 'ordered' ? ['0.0', '0.5', '1.1', '-2.25', '16777216.0', '3.0'] : ['0.0', '-0.0', '0.1', '1.1', '2.2', '-3.5', '16777217.0', '3.4028235e38', '1e-40', '100.0', '0.0 / 0.0'])}: Float32)`;
    case 'Float64':
      return `(${random.pick(mode === 'ordered' ? ['0.0', '0.5', '0.1', '0.7', '-2.25', '1234567.75', '3.0', '1e16'] : ['0.0', '-0.0', '0.1', '0.7', '-7.5', '1e15', '1e16', '1e21', '1e-5', '5e-324', '1.7976931348623157e308', '2.0', '100.0', '0.0 / 0.0'])}: Float64)`;
    default: {
      const edge = random.chance(0.12);
      const signed = scalar.startsWith('Int');
      const text = edge
        ? random.pick(integerEdges[scalar]!)
        : random.pick(signed ? ['0', '1', '2', '3', '5', '-1', '-3', '7'] : ['0', '1', '2', '3', '5', '9']);
      return `(${text}: ${scalar})`;
    }
  }
}

/** A text literal; characters that must be escaped are. */
export function quoted(text: string): string {
  const escapes: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\t': '\\t' };
  const content = [...text].map((character) => {
    const code = character.codePointAt(0)!;
    return escapes[character] ?? (code < 32 || code === 127 ? `\\u{${code.toString(16)}}` : character);
  });
  return `"${content.join('')}"`;
}
