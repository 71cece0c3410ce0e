import type { Steps } from '../relational/steps';
import type { OrderItem, SqlExpr } from './expr';

/** A whole statement or sub-select (specification 4 §7). */
export interface Query {
  readonly with: readonly CommonTable[];
  readonly recursive: boolean;
  readonly body: SetExpr;
  readonly order: readonly OrderItem[];
  readonly limit: number | undefined;
  readonly offset: number;
  /** The steps that limit and offset come from. */
  readonly limitSteps?: Steps;
  /** Keeps PostgreSQL from merging the sub-select into the query around it. */
  readonly fenced?: boolean;
}

export interface CommonTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly query: Query;
  readonly steps?: Steps;
}

export type SetExpr =
  | Select
  | { readonly kind: 'union_all'; readonly parts: readonly Query[] }
  | { readonly kind: 'values'; readonly rows: readonly (readonly SqlExpr[])[] }
  | {
      readonly kind: 'insert';
      readonly table: readonly string[];
      readonly columns: readonly string[];
      readonly source: Query;
      readonly steps?: Steps;
    }
  | {
      readonly kind: 'update';
      readonly steps?: Steps;
      readonly table: readonly string[];
      readonly alias: string;
      readonly set: readonly { readonly column: string; readonly value: SqlExpr }[];
      readonly from: readonly Source[];
      readonly where: readonly SqlExpr[];
    }
  | {
      readonly kind: 'delete';
      readonly steps?: Steps;
      readonly table: readonly string[];
      readonly alias: string;
      readonly using: readonly Source[];
      readonly where: readonly SqlExpr[];
    };

export interface Select {
  readonly kind: 'select';
  readonly projection: readonly { readonly expr: SqlExpr; readonly name: string | undefined }[];
  readonly from: readonly Source[];
  /** All of them hold. */
  readonly where: readonly SqlExpr[];
  readonly group: readonly SqlExpr[];
  /** The steps that the grouping comes from. */
  readonly groupSteps?: Steps;
  readonly having: readonly SqlExpr[];
}

/** One entry of FROM. `join` says how it hangs on the entries before it. */
export interface Source {
  readonly item:
    | { readonly kind: 'table'; readonly path: readonly string[] }
    | { readonly kind: 'query'; readonly query: Query; readonly lateral: boolean }
    | { readonly kind: 'raw'; readonly text: string }
    | { readonly kind: 'function'; readonly call: SqlExpr; readonly ordinality: boolean };
  readonly alias: string;
  readonly columns: readonly string[];
  readonly join: 'comma' | 'left';
  readonly steps?: Steps;
}

export function query(body: SetExpr): Query {
  return { with: [], recursive: false, body, order: [], limit: undefined, offset: 0 };
}

export function select(parts: Partial<Omit<Select, 'kind'>>): Select {
  return { kind: 'select', projection: [], from: [], where: [], group: [], having: [], ...parts };
}
