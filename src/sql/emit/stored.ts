import type { SqlExpr } from '../tree/expr';

/** A temporal value computed from a stored one: order is kept, and a value can be brought to the stored side. */
export interface Stored {
  readonly stored: SqlExpr;
  toStored(value: SqlExpr): SqlExpr;
}

const known = new WeakMap<SqlExpr, Stored>();

/** Remembers where an imported value comes from; for conversions that keep order and lose nothing. */
export function imported(value: SqlExpr, from: Stored): SqlExpr {
  known.set(value, from);
  return value;
}

/** The stored value behind an imported one, so that sorting and comparing can use the column itself (rule O26). */
export function storedBehind(value: SqlExpr): Stored | undefined {
  return known.get(value);
}
