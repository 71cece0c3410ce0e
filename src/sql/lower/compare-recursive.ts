import { literal, type Scalar } from '../relational/scalar';
import { type EnumShape, type Shape, tagShape } from '../shape';
import type { Form } from './lowering';
import { pack } from './pack';
import { unpack } from './value';

/**
 * Values of recursive types, which only PostgreSQL has, are compared in packed form by a function of the runner
 * (specification 4 §17.2) that is told what they are made of.
 */
export const compareRecursive: Form = (site) => {
  const shape = site.shape as EnumShape;
  const [a, b] = [site.val(0), site.val(1)];
  const types = literal({ kind: 'leaf', name: 'Text' }, description(a.shape));
  const tag: Scalar = { kind: 'call', name: site.name, args: [pack(a), pack(b), types], shape: tagShape };
  return { kind: 'enum', shape, tag, payloads: shape.variants.map((variant) => unpack(tag, variant.shape)) };
};

/** The shapes that a value is made of, numbered; the value's own comes first, a whole number last. */
function description(shape: Shape): string {
  const numbers = new Map<Shape, number>();
  const types: (readonly (string | number)[])[] = [];
  const numberOf = (part: Shape): number => {
    const known = numbers.get(part);
    if (known !== undefined) return known;
    const number = types.length;
    numbers.set(part, number);
    types.push([]);
    types[number] = describe(part);
    return number;
  };
  const describe = (part: Shape): readonly (string | number)[] => {
    switch (part.kind) {
      case 'leaf':
        return [leafKinds[part.name] ?? 'n'];
      case 'array':
        return ['a', numberOf(part.item)];
      case 'tuple':
        return ['t', ...part.fields.map((field) => numberOf(field.shape))];
      case 'option':
        return ['e', numberOf(nothing), numberOf(part.payload)];
      case 'enum':
        return ['e', ...part.variants.map((variant) => numberOf(variant.shape))];
    }
  };
  numberOf(shape);
  return JSON.stringify([...types, ['n']]);
}

const nothing: Shape = { kind: 'tuple', fields: [] };
const leafKinds: Readonly<Record<string, string>> = { Text: 'x', Bool: 'b', Float32: 'f', Float64: 'f' };
