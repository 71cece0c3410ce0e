import type { Steps } from '../relational/steps';
import type { Query } from './query';

/** A type as the printer writes it. */
export type SqlType =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'list'; readonly item: SqlType }
  | { readonly kind: 'struct'; readonly fields: readonly StructField[] }
  | { readonly kind: 'union'; readonly members: readonly StructField[] };

export interface StructField {
  readonly name: string;
  readonly type: SqlType;
}

export interface OrderItem {
  readonly expr: SqlExpr;
  readonly descending: boolean;
}

export interface Frame {
  /** A bound of `undefined` is unbounded. */
  readonly preceding: SqlExpr | undefined;
  readonly following: SqlExpr | undefined;
}

export interface Over {
  readonly order: readonly OrderItem[];
  readonly frame?: Frame;
}

/** An SQL expression (specification 4 §7). `raw` is only for text a program brings itself. */
export type SqlExpr = { readonly steps?: Steps } & (
  | { readonly kind: 'name'; readonly path: readonly string[] }
  /** Digits, perhaps with a sign. */
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string }
  /** `TRUE`, `FALSE`, `NULL`. */
  | { readonly kind: 'word'; readonly word: 'TRUE' | 'FALSE' | 'NULL' }
  | { readonly kind: 'parameter'; readonly index: number }
  | { readonly kind: 'prefix'; readonly operator: '-' | 'NOT'; readonly operand: SqlExpr }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: SqlExpr; readonly right: SqlExpr }
  | { readonly kind: 'is'; readonly operand: SqlExpr; readonly negated: boolean }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly SqlExpr[];
      /** `name := value` (DuckDB's struct_pack, union_value). */
      readonly names?: readonly string[];
      readonly order?: readonly OrderItem[];
      readonly filter?: SqlExpr;
      readonly over?: Over;
    }
  | {
      readonly kind: 'case';
      readonly operand?: SqlExpr;
      readonly branches: readonly { readonly when: SqlExpr; readonly result: SqlExpr }[];
      readonly otherwise: SqlExpr | undefined;
    }
  | { readonly kind: 'cast'; readonly operand: SqlExpr; readonly type: SqlType }
  | { readonly kind: 'query'; readonly query: Query }
  | { readonly kind: 'exists'; readonly query: Query; readonly negated: boolean }
  /** `[a, b]` on DuckDB, `array[a, b]` on PostgreSQL. */
  | { readonly kind: 'list'; readonly items: readonly SqlExpr[] }
  | { readonly kind: 'lambda'; readonly params: readonly string[]; readonly body: SqlExpr }
  | { readonly kind: 'field'; readonly operand: SqlExpr; readonly name: string }
  | { readonly kind: 'subscript'; readonly operand: SqlExpr; readonly index: SqlExpr }
  | { readonly kind: 'star' }
);
