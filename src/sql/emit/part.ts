import type { Column } from '../relational/column';
import type { Steps } from '../relational/steps';
import type { OrderItem, SqlExpr } from '../tree/expr';
import type { Source } from '../tree/query';

/** Where a column is to be found while a select is put together. */
export interface Place {
  readonly expr: SqlExpr;
  /** Holds an aggregate or window of this very select, so that nothing but the select list may use it. */
  readonly late: boolean;
}

/** Columns in reach: of this select, then of the selects around it. */
export class Env {
  private readonly places = new Map<number, Place>();

  constructor(private readonly outer?: Env) {}

  set(column: Column, expr: SqlExpr, late = false): void {
    this.places.set(column.id, { expr, late });
  }

  setAll(columns: readonly Column[], expr: (position: number, column: Column) => SqlExpr): void {
    for (const [position, column] of columns.entries()) this.set(column, expr(position, column));
  }

  copyFrom(other: Env): void {
    for (const [id, place] of other.places) this.places.set(id, place);
  }

  /** Only what this select itself offers. */
  own(id: number): Place | undefined {
    return this.places.get(id);
  }

  /** From here on the column is found in the selects around. */
  forget(id: number): void {
    this.places.delete(id);
  }

  ownIds(): readonly number[] {
    return [...this.places.keys()];
  }

  find(id: number): Place {
    const place = this.places.get(id) ?? this.outer?.lookup(id);
    if (place === undefined) throw new Error(`column ${id} is out of reach`);
    return place;
  }

  lookup(id: number): Place | undefined {
    return this.places.get(id) ?? this.outer?.lookup(id);
  }
}

/**
 * A select under construction (specification 4 §6): what can still be added to it depends on what is there
 * already. `env` says what each column is within it.
 */
export interface Part {
  from: Source[];
  where: SqlExpr[];
  group: SqlExpr[];
  having: SqlExpr[];
  order: OrderItem[];
  limit: number | undefined;
  offset: number;
  /** The steps that the limit comes from, and those that the grouping does. */
  limitSteps: Steps | undefined;
  groupSteps: Steps | undefined;
  /** One row of aggregates, or one a group. */
  aggregated: boolean;
  windowed: boolean;
  /** How many selects below compute what is read more than once, with nothing that keeps PostgreSQL from merging them. */
  mergeable: number;
  readonly env: Env;
}

export function emptyPart(outer: Env | undefined): Part {
  return {
    from: [],
    where: [],
    group: [],
    having: [],
    order: [],
    limit: undefined,
    offset: 0,
    limitSteps: undefined,
    groupSteps: undefined,
    aggregated: false,
    windowed: false,
    mergeable: 0,
    env: new Env(outer),
  };
}

export function isLimited(part: Part): boolean {
  return part.limit !== undefined || part.offset > 0;
}

/** Whether it is only sources and conditions, so that it can be merged into another select. */
export function isPlain(part: Part): boolean {
  return !part.aggregated && !part.windowed && !isLimited(part);
}
