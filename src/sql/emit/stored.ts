import { type Steps, withSteps } from '../relational/steps';
import { bare, string } from '../tree/build';
import type { SqlExpr } from '../tree/expr';

/** The stored value that one was made of without losing anything, and how others are brought to its side. */
export interface Stored {
  readonly stored: SqlExpr;
  /** Only being equal is the same on both sides, not the order. */
  readonly unordered?: true;
  toStored(value: SqlExpr): SqlExpr;
}

const known = new WeakMap<SqlExpr, Stored>();

/** The tag of an enum that is stored as the name of its variant. */
export function namedTag(tag: SqlExpr, stored: SqlExpr, names: readonly string[]): SqlExpr {
  const toStored = (value: SqlExpr) => {
    const constant = bare(value);
    const name = constant.kind === 'number' ? names[Number(constant.text)] : undefined;
    return name === undefined ? value : string(name);
  };
  return imported(tag, { stored, unordered: true, toStored });
}

/** Remembers where an imported value comes from; for conversions that lose nothing. */
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

/** The stored value where there is one, for what is the same of both: the order, and being NULL. */
export function storedForm(value: SqlExpr): SqlExpr {
  const from = known.get(value);
  return from === undefined || from.unordered ? value : withSteps(from.stored, value.steps);
}

/** The stored value behind an imported one, so that sorting and comparing can use the column itself (rule O26). */
export function storedBehind(value: SqlExpr): Stored | undefined {
  return known.get(value);
}
