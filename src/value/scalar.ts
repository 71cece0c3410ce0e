import type { Path } from './ty';

/** The standard scalars (specification 3 C2) and the width in bits of their primitive; `Text` is `[Prim8]`. */
const WIDTHS = {
  Bool: 8,
  Int8: 8,
  Int16: 16,
  Int32: 32,
  Int64: 64,
  Uint8: 8,
  Uint16: 16,
  Uint32: 32,
  Uint64: 64,
  Float32: 32,
  Float64: 64,
  Text: 0,
  Date: 32,
  Time: 64,
  Duration: 64,
  Timestamp: 64,
  Decimal: 64,
} as const;

export type ScalarName = keyof typeof WIDTHS;
/** Every standard scalar but `Text`: those whose whole value is one primitive. */
export type FixedScalarName = Exclude<ScalarName, 'Text'>;

export const SCALAR_NAMES = Object.keys(WIDTHS) as readonly ScalarName[];

/** The standard scalar that `path` names: exactly `std::X` (specification 3 C2, the strict rule). */
export function standardScalar(path: Path): ScalarName | undefined {
  if (path.length !== 2 || path[0] !== 'std') return undefined;
  const name = path[1]!;
  return Object.hasOwn(WIDTHS, name) ? (name as ScalarName) : undefined;
}

/** Width in bits of the primitive below a standard scalar. */
export function scalarWidth(name: FixedScalarName): 8 | 16 | 32 | 64 {
  return WIDTHS[name];
}
