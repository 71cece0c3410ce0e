import type { Scalar } from '../relational/scalar';
import { visitScalarParts } from '../relational/traverse';
import type { LeafName } from '../shape';

/**
 * Whether a call reads no rows and may be a failure: PostgreSQL works out such an expression when it plans the
 * statement, parameters included, and fails although nothing asks for it. Sums and products of parameters, which leave
 * their type only at its very ends, do not count.
 */
export function failsWhenPlanned(call: Extract<Scalar, { kind: 'call' }>): boolean {
  if (!isConstant(call)) return false;
  if (hasParameter(call)) return dividing.has(call.name);
  return knownValue(call) === undefined;
}

const dividing = new Set(['std::ops::div', 'std::ops::mod', 'std::math::pow']);

function isConstant(scalar: Scalar): boolean {
  switch (scalar.kind) {
    case 'literal':
    case 'parameter':
      return true;
    case 'call':
      return scalar.args.every(isConstant);
    default:
      return false;
  }
}

function hasParameter(scalar: Scalar): boolean {
  if (scalar.kind === 'parameter') return true;
  let found = false;
  visitScalarParts(
    scalar,
    (part) => {
      found ||= hasParameter(part);
    },
    () => undefined,
  );
  return found;
}

/** The value of whole-number arithmetic on literals; undefined where there is none, or it is not known here. */
function knownValue(scalar: Scalar): bigint | undefined {
  if (scalar.kind === 'literal') return typeof scalar.value === 'bigint' ? scalar.value : undefined;
  if (scalar.kind !== 'call' || scalar.shape.kind !== 'leaf') return undefined;
  const [a, b] = scalar.args.map(knownValue);
  const range = ranges[scalar.shape.name];
  if (a === undefined || range === undefined) return undefined;
  const value = computed(scalar.name, a, b);
  return value !== undefined && range[0] <= value && value <= range[1] ? value : undefined;
}

function computed(name: string, a: bigint, b: bigint | undefined): bigint | undefined {
  if (name === 'std::ops::neg') return -a;
  if (b === undefined) return undefined;
  switch (name) {
    case 'std::ops::add':
      return a + b;
    case 'std::ops::sub':
      return a - b;
    case 'std::ops::mul':
      return a * b;
    case 'std::ops::div':
      return b === 0n ? undefined : a / b;
    case 'std::ops::mod':
      return b === 0n ? undefined : a % b;
    default:
      return undefined;
  }
}

const signed = (bits: bigint) => [-(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n] as const;
const unsigned = (bits: bigint) => [0n, 2n ** bits - 1n] as const;
const ranges: Readonly<Partial<Record<LeafName, readonly [bigint, bigint]>>> = {
  Int8: signed(8n),
  Int16: signed(16n),
  Int32: signed(32n),
  Int64: signed(64n),
  Duration: signed(64n),
  Decimal: signed(64n),
  Uint8: unsigned(8n),
  Uint16: unsigned(16n),
  Uint32: unsigned(32n),
  Uint64: unsigned(64n),
};
