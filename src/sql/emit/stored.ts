import { type Steps, withSteps } from '../relational/steps';
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

/** The expression as a part of steps of the program. */
export function ofSteps(value: SqlExpr, steps: Steps | undefined): SqlExpr {
  const made = withSteps(value, steps);
  const from = known.get(value);
  return made === value || from === undefined ? made : imported(made, from);
}

/** What a value is ordered by: its stored value where it has one. */
export function orderedBy(value: SqlExpr): SqlExpr {
  const from = known.get(value);
  return from === undefined ? value : withSteps(from.stored, value.steps);
}

/** The stored value behind an imported one, so that sorting and comparing can use the column itself (rule O26). */
export function storedBehind(value: SqlExpr): Stored | undefined {
  return known.get(value);
}
