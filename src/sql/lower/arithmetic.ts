import { constantOf, literal, type Scalar } from '../relational/scalar';
import type { LeafName, LeafShape } from '../shape';
import type { CallSite, Form } from './lowering';
import { leaf } from './value';

const bits: Readonly<Partial<Record<LeafName, number>>> = {
  Int8: 8,
  Int16: 16,
  Int32: 32,
  Int64: 64,
  Duration: 64,
  Decimal: 64,
};

const unsignedBits: Readonly<Partial<Record<LeafName, number>>> = {
  Uint8: 8,
  Uint16: 16,
  Uint32: 32,
  Uint64: 64,
};

/** The exact value in the type, or the failure that computing it is. */
function checked(value: bigint, shape: LeafShape): Scalar | undefined {
  const signed = bits[shape.name];
  const unsigned = unsignedBits[shape.name];
  if (signed !== undefined && BigInt.asIntN(signed, value) === value) return literal(shape, value);
  if (unsigned !== undefined && BigInt.asUintN(unsigned, value) === value) return literal(shape, value);
  if (signed === undefined && unsigned === undefined) return undefined;
  return { kind: 'failure', message: 'integer overflow', shape };
}

type Exact = (a: bigint, b: bigint) => bigint;

const exact: Readonly<Record<string, Exact>> = {
  'std::ops::add': (a, b) => a + b,
  'std::ops::sub': (a, b) => a - b,
  'std::ops::mul': (a, b) => a * b,
  'std::ops::div': (a, b) => a / b,
  'std::ops::mod': (a, b) => a % b,
};

/**
 * Arithmetic on whole constants is done here (rule O21): engines fold constants too, and would fail even where
 * the expression stands in a branch that is never taken.
 */
function folded(site: CallSite, args: readonly Scalar[]): Scalar | undefined {
  const { shape } = site;
  if (shape.kind !== 'leaf') return undefined;
  const [a, b] = args.map(constantOf);
  if (site.name === 'std::ops::neg') return typeof a === 'bigint' ? checked(-a, shape) : undefined;
  const divides = site.name === 'std::ops::div' || site.name === 'std::ops::mod';
  if (divides && b === 0n) return { kind: 'failure', message: 'division by zero', shape };
  if (typeof a !== 'bigint' || typeof b !== 'bigint') return undefined;
  return checked(exact[site.name]!(a, b), shape);
}

const arithmetic: Form = (site) => {
  const { shape } = site;
  if (shape.kind !== 'leaf') throw site.refuse('BAD_PROGRAM', 'gives a number');
  const args = site.operands();
  return leaf(shape, folded(site, args) ?? { kind: 'call', name: site.name, args, shape });
};

export const arithmeticForms: Readonly<Record<string, Form>> = {
  'std::ops::neg': arithmetic,
  'std::ops::add': arithmetic,
  'std::ops::sub': arithmetic,
  'std::ops::mul': arithmetic,
  'std::ops::div': arithmetic,
  'std::ops::mod': arithmetic,
};
