import {
  and,
  caseOf,
  constantOf,
  equals,
  FALSE,
  isNull,
  literal,
  not,
  operator,
  or,
  type Scalar,
  TRUE,
  tagLiteral,
} from '../relational/scalar';
import { holdsQuery } from '../relational/weight';
import { boolShape, type EnumShape, tagShape } from '../shape';
import { equalityOf } from './comparison-chain';
import type { CallSite, Form } from './lowering';
import { optionTest } from './option-test';
import { pack } from './pack';
import { unpack, type Val } from './value';

/** `==` of two values of one type. */
function equalVals(a: Val, b: Val): Scalar {
  switch (a.kind) {
    case 'leaf':
      return b.kind === 'leaf' ? equalLeaves(a.scalar, b.scalar) : FALSE;
    case 'option': {
      if (b.kind !== 'option') return FALSE;
      const both = and(not(isNull(a.scalar)), not(isNull(b.scalar)));
      const none = and(isNull(a.scalar), isNull(b.scalar));
      const same =
        a.shape.payload.kind === 'leaf'
          ? equalLeaves({ ...a.scalar, shape: a.shape.payload }, { ...b.scalar, shape: a.shape.payload })
          : samePacked(a.scalar, b.scalar);
      return caseOf([{ when: both, result: same }], none);
    }
    case 'tuple':
      return b.kind === 'tuple'
        ? a.fields.map((field, position) => equalVals(field, b.fields[position]!)).reduce(and, TRUE)
        : FALSE;
    default:
      return samePacked(pack(a), pack(b));
  }
}

function equalLeaves(a: Scalar, b: Scalar): Scalar {
  const left = constantOf(a);
  const right = constantOf(b);
  if (left !== undefined && right !== undefined && typeof left !== 'number') return equals(a, b);
  return { kind: 'call', name: 'std::ops::eq', args: [a, b], shape: boolShape };
}

function samePacked(a: Scalar, b: Scalar): Scalar {
  return { kind: 'operator', operator: 'same', args: [a, b], shape: boolShape };
}

/** `std::ops::eq`, `lt`, `lte`: direct on leaves; a frame around something compound compares its parts. */
export const eq: Form = (site) => {
  const [a, b] = [site.val(0), site.val(1)];
  const known =
    a.kind === 'leaf' && b.kind === 'leaf'
      ? (chainTest(a.scalar, b.scalar) ?? optionTest(a.scalar, b.scalar))
      : undefined;
  if (known !== undefined || a.kind !== 'leaf' || b.kind !== 'leaf') {
    return { kind: 'leaf', shape: boolShape, scalar: known ?? equalVals(a, b) };
  }
  // Where one side is surely a number, nothing is asked of the other: no number equals NaN.
  const left = mayBeNan(b.scalar) ? withoutNan(site, a.scalar) : onlyOnce(a.scalar);
  return { kind: 'leaf', shape: boolShape, scalar: and(equalLeaves(left.scalar, b.scalar), left.test) };
};

interface Compared {
  readonly scalar: Scalar;
  /** What must hold beside the engine's comparison. */
  readonly test: Scalar;
}

function onlyOnce(scalar: Scalar): Compared {
  return { scalar, test: TRUE };
}

/**
 * A float of a comparison that is false for NaN, as IEEE 754 has it: engines take NaN to be equal to itself and above
 * all numbers. Asked for by the flag `strictNan` alone (specification 4 §8.2).
 */
function withoutNan(site: CallSite, scalar: Scalar): Compared {
  if (!site.lowering.strictNan || !mayBeNan(scalar)) return onlyOnce(scalar);
  const read = holdsQuery(scalar) ? site.scope.keep(scalar) : scalar;
  return { scalar: read, test: operator('<>', boolShape, read, literal(read.shape, Number.NaN)) };
}

/** Not literals, nor whole numbers made floats. */
function mayBeNan(scalar: Scalar): boolean {
  if (!isFloat(scalar)) return false;
  const constant = constantOf(scalar);
  if (constant !== undefined) return Number.isNaN(constant);
  return scalar.kind !== 'call' || !casts.has(scalar.name) || isFloat(scalar.args[0]!);
}

const casts: ReadonlySet<string> = new Set(['std::convert::to_float32', 'std::convert::to_float64']);

function isFloat({ shape }: Scalar): boolean {
  return shape.kind === 'leaf' && (shape.name === 'Float32' || shape.name === 'Float64');
}

/** Whether compared tuples are equal. */
function chainTest(order: Scalar, wanted: Scalar): Scalar | undefined {
  return constantOf(wanted) === 1n ? equalityOf(order) : undefined;
}

export function ordered(name: 'std::ops::lt' | 'std::ops::lte'): Form {
  return (site) => {
    const [a, b] = [site.val(0), site.val(1)];
    if (a.kind === 'leaf' && b.kind === 'leaf') {
      const right = withoutNan(site, b.scalar);
      const test: Scalar = { kind: 'call', name, args: [a.scalar, right.scalar], shape: boolShape };
      return { kind: 'leaf', shape: boolShape, scalar: and(test, right.test) };
    }
    const order = compareVals(a, b);
    const less = equals(order, tagLiteral(0));
    const scalar = name === 'std::ops::lt' ? less : or(less, equals(order, tagLiteral(1)));
    return { kind: 'leaf', shape: boolShape, scalar };
  };
}

/** `std::ops::cmp` gives the tag of an `Ordering`. */
export const cmp: Form = (site: CallSite) => {
  const shape = site.shape as EnumShape;
  const tag = compareVals(site.val(0), site.val(1));
  return { kind: 'enum', shape, tag, payloads: shape.variants.map((v) => unpack(TRUE, v.shape)) };
};

/** 0, 1 or 2: less, equal, greater (specification 2 §5.1). */
function compareVals(a: Val, b: Val): Scalar {
  if (a.kind === 'leaf' && b.kind === 'leaf') {
    return { kind: 'call', name: 'std::ops::cmp', args: [a.scalar, b.scalar], shape: tagShape };
  }
  if (a.kind === 'tuple' && b.kind === 'tuple') {
    return chain(a.fields.map((field, position) => compareVals(field, b.fields[position]!)));
  }
  if (a.kind === 'option' && b.kind === 'option' && a.shape.payload.kind === 'leaf') {
    const shape = a.shape.payload;
    const [x, y] = [
      { ...a.scalar, shape },
      { ...b.scalar, shape },
    ];
    return caseOf(
      [
        { when: and(isNull(x), isNull(y)), result: tagLiteral(1) },
        { when: isNull(x), result: tagLiteral(0) },
        { when: isNull(y), result: tagLiteral(2) },
      ],
      { kind: 'call', name: 'std::ops::cmp', args: [x, y], shape: tagShape },
    );
  }
  if (a.kind === 'enum' && b.kind === 'enum') {
    const tags: Scalar = { kind: 'call', name: 'std::ops::cmp', args: [a.tag, b.tag], shape: tagShape };
    const payloads = a.payloads.flatMap((payload, position) => {
      const other = b.payloads[position];
      const variant = a.shape.variants[position]!;
      if (payload === undefined || other === undefined || variant.recursive) return [];
      return [{ when: equals(a.tag, tagLiteral(position)), result: compareVals(payload, other) }];
    });
    return chain([tags, caseOf(payloads, tagLiteral(1))]);
  }
  throw new Error('the lowerer expands comparisons of arrays');
}

/** The first that is not equal. */
function chain(orders: readonly Scalar[]): Scalar {
  const last = orders.at(-1);
  if (last === undefined) return tagLiteral(1);
  return caseOf(
    orders.slice(0, -1).map((order) => ({ when: not(equals(order, tagLiteral(1))), result: order })),
    last,
  );
}
