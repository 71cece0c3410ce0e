import { type Cells, Cells8, Cells16, Cells32, Cells64 } from '../../value';
import { integerValue, integerWidth } from './scalar-value';
import type { Scalar } from './shape';

/**
 * Cells of an integer scalar from numbers of any width. Throws `IntegerOverflow` for one that the scalar cannot
 * hold; numbers where `present` is 0 are not looked at.
 */
export function integerCells(
  scalar: Scalar,
  numbers: ArrayLike<number | bigint>,
  present: ArrayLike<number> | undefined,
): Cells {
  const width = integerWidth(scalar);
  const raw = (cell: number) => (present?.[cell] === 0 ? undefined : integerValue(scalar, numbers[cell]!));
  const count = numbers.length;
  if (width === 64) {
    const bits = BigUint64Array.from({ length: count }, (_, cell) => (raw(cell) as bigint | undefined) ?? 0n);
    return new Cells64(new Uint32Array(bits.buffer));
  }
  const bits = Uint32Array.from({ length: count }, (_, cell) => (raw(cell) as number | undefined) ?? 0);
  if (width === 32) return new Cells32(bits);
  return width === 16 ? new Cells16(bits) : new Cells8(bits);
}
