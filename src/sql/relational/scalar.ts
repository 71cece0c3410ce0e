import {
  type ArrayShape,
  boolShape,
  type EnumShape,
  int64Shape,
  type Shape,
  type TupleShape,
  tagShape,
} from '../shape';
import type { Column } from './column';
import type { Rel } from './rel';
import { type Steps, withSteps } from './steps';

/** A constant: integers (also temporal values) are bigint, floats are number. */
export type Constant = bigint | number | string | boolean;

export interface SortKey {
  readonly value: Scalar;
  readonly descending: boolean;
}

/** Operators of the relational form itself, apart from those of the standard library. */
export type Operator =
  | 'and'
  | 'or'
  | 'not'
  | '='
  | '<'
  | '<='
  | '<>'
  | '+'
  | '-'
  | 'greatest'
  | 'least'
  | 'coalesce'
  | 'same';

/**
 * One column's worth of value (specification 4 §3), free of dialects. `shape` says what it is; for leaves and
 * options the node kind says whether the form is the query form or the packed form (§2.4).
 */
export type Scalar = { readonly shape: Shape; readonly steps?: Steps } & (
  | { readonly kind: 'column'; readonly column: Column }
  | { readonly kind: 'literal'; readonly value: Constant }
  | { readonly kind: 'null' }
  | { readonly kind: 'parameter'; readonly index: number }
  /** A function of the standard library by its path; its SQL comes from the function table. */
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Scalar[] }
  | { readonly kind: 'operator'; readonly operator: Operator; readonly args: readonly Scalar[] }
  | { readonly kind: 'is_null'; readonly of: Scalar; readonly negated: boolean }
  | { readonly kind: 'case'; readonly branches: readonly CaseBranch[]; readonly otherwise: Scalar }
  | { readonly kind: 'cast'; readonly of: Scalar }
  /** Evaluating it is the given failure. */
  | { readonly kind: 'failure'; readonly message: string }
  /** The value in the only row of `rel`; no row is NULL. */
  | { readonly kind: 'subquery'; readonly rel: Rel; readonly value: Scalar }
  | { readonly kind: 'exists'; readonly rel: Rel }
  /** Over all rows of an `aggregate` or `group` relation's input. Stands only in their definitions. */
  | AggregateScalar
  /** Over the rows of one group; a rule turns it into a column of that group relation. */
  | { readonly kind: 'in_group'; readonly group: number; readonly aggregate: AggregateScalar }
  /** Stands only in definitions of `project`. */
  | {
      readonly kind: 'window';
      readonly name: string;
      readonly args: readonly Scalar[];
      readonly order: readonly SortKey[];
    }
  // Into the packed form.
  | { readonly kind: 'pack_leaf' | 'pack_option'; readonly of: Scalar }
  | { readonly kind: 'pack_tuple'; readonly fields: readonly Scalar[] }
  /** Payloads of unit variants are absent. */
  | { readonly kind: 'pack_enum'; readonly tag: Scalar; readonly payloads: readonly (Scalar | undefined)[] }
  | { readonly kind: 'pack_list'; readonly items: readonly Scalar[] }
  // Out of the packed form.
  | { readonly kind: 'unpack_leaf' | 'unpack_option'; readonly of: Scalar }
  | { readonly kind: 'field'; readonly of: Scalar; readonly position: number }
  | { readonly kind: 'tag'; readonly of: Scalar }
  | { readonly kind: 'payload'; readonly of: Scalar; readonly variant: number }
  /** Item of a packed array, in packed form; NULL outside of it. */
  | { readonly kind: 'element'; readonly of: Scalar; readonly position: Scalar }
  | { readonly kind: 'length'; readonly of: Scalar }
);

export type AggregateScalar = { readonly shape: Shape; readonly steps?: Steps } & {
  readonly kind: 'aggregate';
  /** A path of the standard library, or one of the internal aggregates. */
  readonly name: string;
  readonly args: readonly Scalar[];
  readonly order: readonly SortKey[];
  readonly filter: Scalar | undefined;
};

/** Aggregates of the relational form itself. */
export const COUNT_ROWS = 'count_rows';
export const PACK_ROWS = 'pack_rows';
export const LEAST = 'least_value';
export const GREATEST = 'greatest_value';
export const ROW_NUMBER = 'row_number';

export interface CaseBranch {
  readonly when: Scalar;
  readonly result: Scalar;
}

export function column(column: Column): Scalar {
  return { kind: 'column', column, shape: column.shape };
}

export function literal(shape: Shape, value: Constant): Scalar {
  return { kind: 'literal', value, shape };
}

export function nullOf(shape: Shape): Scalar {
  return { kind: 'null', shape };
}

export const TRUE: Scalar = literal(boolShape, true);
export const FALSE: Scalar = literal(boolShape, false);

export function int64(value: bigint | number): Scalar {
  return literal(int64Shape, BigInt(value));
}

export function tagLiteral(tag: number): Scalar {
  return literal(tagShape, BigInt(tag));
}

export function constantOf(scalar: Scalar): Constant | undefined {
  return scalar.kind === 'literal' ? scalar.value : undefined;
}

export function isTrue(scalar: Scalar): boolean {
  return constantOf(scalar) === true;
}

export function isFalse(scalar: Scalar): boolean {
  return constantOf(scalar) === false;
}

export function and(left: Scalar, right: Scalar): Scalar {
  if (isTrue(left) || isFalse(right)) return right;
  if (isTrue(right) || isFalse(left)) return left;
  return { kind: 'operator', operator: 'and', args: [left, right], shape: boolShape };
}

/** What must all be true for the condition to be. */
export function partsOf(condition: Scalar): readonly Scalar[] {
  if (condition.kind !== 'operator' || condition.operator !== 'and') return [condition];
  return condition.args.flatMap(partsOf).map((part) => withSteps(part, condition.steps));
}

export function or(left: Scalar, right: Scalar): Scalar {
  if (isFalse(left) || isTrue(right)) return right;
  if (isFalse(right) || isTrue(left)) return left;
  return { kind: 'operator', operator: 'or', args: [left, right], shape: boolShape };
}

export function not(of: Scalar): Scalar {
  if (of.kind === 'literal') return of.value === true ? FALSE : TRUE;
  if (of.kind === 'is_null') return { ...of, negated: !of.negated };
  return { kind: 'operator', operator: 'not', args: [of], shape: boolShape };
}

export function isNull(of: Scalar): Scalar {
  if (of.kind === 'null') return TRUE;
  if (of.kind === 'literal') return FALSE;
  return { kind: 'is_null', of, negated: false, shape: boolShape };
}

export function operator(operator: Operator, shape: Shape, ...args: Scalar[]): Scalar {
  return { kind: 'operator', operator, args, shape };
}

/** Plain equality of two query-form leaves of one type. */
export function equals(left: Scalar, right: Scalar): Scalar {
  const a = constantOf(left);
  const b = constantOf(right);
  if (a !== undefined && b !== undefined && typeof a !== 'number') return a === b ? TRUE : FALSE;
  return operator('=', boolShape, left, right);
}

/** First true branch wins; constant conditions are decided here. */
export function caseOf(branches: readonly CaseBranch[], otherwise: Scalar): Scalar {
  const kept: CaseBranch[] = [];
  let last = otherwise;
  for (const branch of branches) {
    if (isFalse(branch.when)) continue;
    if (isTrue(branch.when)) {
      last = branch.result;
      break;
    }
    kept.push(branch);
  }
  if (last.kind === 'case' && kept.length > 0) {
    kept.push(...last.branches);
    last = last.otherwise;
  }
  if (kept.length === 0) return last;
  if (kept.every((branch) => sameScalar(branch.result, last))) return last;
  const only = kept.length === 1 ? kept[0]! : undefined;
  if (only !== undefined && isTrue(only.result) && isFalse(last)) return only.when;
  return { kind: 'case', branches: kept, otherwise: last, shape: last.shape };
}

/** Whether two scalars are plainly the same: columns, constants and accesses of those. */
export function sameScalar(a: Scalar, b: Scalar): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case 'column':
      return b.kind === 'column' && a.column.id === b.column.id;
    case 'literal':
      return b.kind === 'literal' && Object.is(a.value, b.value) && sameLeaf(a.shape, b.shape);
    case 'null':
      return b.kind === 'null' && (a.shape === b.shape || sameLeaf(a.shape, b.shape));
    case 'parameter':
      return b.kind === 'parameter' && a.index === b.index;
    case 'subquery':
      return b.kind === 'subquery' && a.rel === b.rel && sameScalar(a.value, b.value);
    case 'unpack_leaf':
    case 'unpack_option':
      return b.kind === a.kind && sameScalar(a.of, b.of);
    case 'field':
      return b.kind === 'field' && a.position === b.position && sameScalar(a.of, b.of);
    case 'tag':
      return b.kind === 'tag' && sameScalar(a.of, b.of);
    case 'payload':
      return b.kind === 'payload' && a.variant === b.variant && sameScalar(a.of, b.of);
    default:
      return false;
  }
}

/** Whether two orders are plainly the same, key by key. */
export function sameOrder(a: readonly SortKey[], b: readonly SortKey[]): boolean {
  return (
    a.length === b.length &&
    a.every((key, i) => key.descending === b[i]!.descending && sameScalar(key.value, b[i]!.value))
  );
}

function sameLeaf(a: Shape, b: Shape): boolean {
  const left = a.kind === 'option' ? a.payload : a;
  const right = b.kind === 'option' ? b.payload : b;
  return left.kind === 'leaf' && right.kind === 'leaf' && left.name === right.name;
}

/** Costs no more than reading a column, so that writing it twice is fine. */
export function isCheap(scalar: Scalar): boolean {
  switch (scalar.kind) {
    case 'column':
    case 'literal':
    case 'null':
    case 'parameter':
      return true;
    case 'unpack_leaf':
    case 'unpack_option':
    case 'field':
    case 'tag':
    case 'payload':
    case 'is_null':
      return isCheap(scalar.of);
    case 'case':
      // The tag of an option.
      return (
        scalar.otherwise.kind === 'literal' &&
        scalar.branches.every(({ when, result }) => isCheap(when) && result.kind === 'literal')
      );
    case 'subquery':
      return scalar.rel.kind === 'shared';
    default:
      return false;
  }
}

export function fieldOf(of: Scalar, shape: TupleShape, position: number): Scalar {
  if (of.kind === 'pack_tuple') return of.fields[position]!;
  return { kind: 'field', of, position, shape: shape.fields[position]!.shape };
}

export function payloadOf(of: Scalar, shape: EnumShape, variant: number): Scalar {
  return { kind: 'payload', of, variant, shape: shape.variants[variant]!.shape };
}

export function elementOf(of: Scalar, position: Scalar): Scalar {
  return { kind: 'element', of, position, shape: (of.shape as ArrayShape).item };
}

export function lengthOf(of: Scalar): Scalar {
  if (of.kind === 'pack_list') return int64(of.items.length);
  return { kind: 'length', of, shape: int64Shape };
}
