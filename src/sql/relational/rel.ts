import type { Shape, TupleShape } from '../shape';
import type { Column } from './column';
import type { Scalar, SortKey } from './scalar';
import type { Steps } from './steps';

/** A column and what it holds. */
export interface Definition {
  readonly column: Column;
  readonly value: Scalar;
}

/** `schema` undefined means the connection's own. */
export interface TableName {
  readonly schema: string | undefined;
  readonly table: string;
}

/** Rows and the values they give, for places where columns get new identities. */
export interface Selected {
  readonly rel: Rel;
  readonly values: readonly Scalar[];
}

/**
 * A relation (specification 4 §3), free of dialects: a bag of rows of identified columns. The order of an array
 * is not here but with the value that reads it (§5, symbolic order). Columns of enclosing relations may be read
 * anywhere inside: a row of `join`'s left side, or of a query around a sub-query.
 */
export type Rel = { readonly steps?: Steps } & (
  | {
      /** One row without columns. */
      readonly kind: 'unit';
    }
  | {
      readonly kind: 'values';
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Scalar[])[];
    }
  /** Rows of a table in the query representation: `columns` are `columnsOf(row)`, in order. */
  | {
      readonly kind: 'table';
      readonly name: TableName;
      readonly row: TupleShape;
      readonly columns: readonly Column[];
      /** Where the engine's own address of a row goes, when it is asked for. */
      readonly rowId: Column | undefined;
    }
  /** The user's own select, its columns imported like a table's. */
  | { readonly kind: 'raw'; readonly text: string; readonly row: Shape; readonly columns: readonly Column[] }
  /** Rows of a file the runner loads beforehand under a private name; columns by position in query form. */
  | { readonly kind: 'file'; readonly name: string; readonly columns: readonly Column[] }
  /** Items of a packed array, in packed form, with their positions from 0. */
  | { readonly kind: 'unnest'; readonly of: Scalar; readonly item: Column; readonly position: Column }
  /** Whole numbers `from`, … , `to` (both included); none when `to < from`. Everything in Int64 or wider. */
  | { readonly kind: 'series'; readonly from: Scalar; readonly to: Scalar; readonly value: Column }
  /** Rows that a function of the standard library gives, with their positions from 0. */
  | {
      readonly kind: 'function';
      readonly name: string;
      readonly args: readonly Scalar[];
      readonly item: Column;
      readonly position: Column;
    }
  | {
      readonly kind: 'project';
      readonly input: Rel;
      readonly definitions: readonly Definition[];
      /** They may as well be computed where they are read, as long as each is read only once. */
      readonly held?: true;
    }
  | { readonly kind: 'where'; readonly input: Rel; readonly condition: Scalar }
  /** All pairs; `right` may read columns of `left`. */
  | { readonly kind: 'join'; readonly left: Rel; readonly right: Rel }
  /** At most one row of `right` for each of `left`; without it the row is kept, with NULL in their columns. */
  | {
      readonly kind: 'left_join';
      readonly left: Rel;
      readonly right: Rel;
      /** What the right side computes may fail, and must not be computed for rows without a partner. */
      readonly guarded: boolean;
    }
  | {
      readonly kind: 'limit';
      readonly input: Rel;
      readonly order: readonly SortKey[];
      readonly offset: number;
      /** Undefined: all that follow. */
      readonly count: number | undefined;
    }
  /** One row of aggregates over all rows. */
  | { readonly kind: 'aggregate'; readonly input: Rel; readonly definitions: readonly Definition[] }
  /** One row a distinct combination of keys. */
  | {
      readonly kind: 'group';
      readonly id: number;
      readonly input: Rel;
      readonly keys: readonly Definition[];
      readonly definitions: readonly Definition[];
    }
  /** Concatenation; no parts is the empty relation. */
  | { readonly kind: 'union'; readonly columns: readonly Column[]; readonly parts: readonly Selected[] }
  /** Rows of `init`, then of `step` over the rows of the round before (`self`), until a round is empty. */
  | {
      readonly kind: 'iterate';
      readonly id: number;
      readonly columns: readonly Column[];
      readonly init: Selected;
      readonly step: Selected;
    }
  /** Inside the step of `iterate`: the rows of the round before. */
  | { readonly kind: 'round'; readonly iterate: number; readonly columns: readonly Column[] }
  /** A relation computed once for all references with this id (a CTE). */
  | {
      readonly kind: 'shared';
      readonly id: number;
      readonly body: Selected;
      readonly columns: readonly Column[];
    }
);

export type RelKind = Rel['kind'];
export type RelOf<K extends RelKind> = Extract<Rel, { kind: K }>;

export const unitRel: Rel = { kind: 'unit' };

export function where(input: Rel, condition: Scalar): Rel {
  return condition.kind === 'literal' && condition.value === true
    ? input
    : { kind: 'where', input, condition };
}

export function join(left: Rel, right: Rel): Rel {
  if (left.kind === 'unit') return right;
  return right.kind === 'unit' ? left : { kind: 'join', left, right };
}

export function project(input: Rel, definitions: readonly Definition[]): Rel {
  return definitions.length === 0 ? input : { kind: 'project', input, definitions };
}
