/**
 * The dynamic value (specification 3 A7), for callers without static types. The type decides which case is
 * right; the value only carries the data:
 *
 * - `Prim8`, `Prim16`, `Prim32`: a number holding the raw bits, unsigned. Floats are their IEEE bits.
 * - `Prim64`: a bigint holding the raw bits, unsigned.
 * - `Text`: a string (its UTF-8 form is on the wire). A bare `[Prim8]` is an array of numbers; both encode alike.
 * - tuple, array: an array of values.
 * - enum: tag and payload; a unit payload is the empty tuple.
 */
export type Value = number | bigint | string | readonly Value[] | EnumValue;

export interface EnumValue {
  readonly tag: number;
  readonly payload: Value;
}
