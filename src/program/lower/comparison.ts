import type { Ty } from '../../value';
import type { Expr } from '../ir';
import type { Make } from './make';

/** The six operators of `std::ops` that ask how two values compare. */
export type ComparisonOperator = 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte';

const LESS = 0;
const EQUAL = 1;
const GREATER = 2;

/** Our external: how two values of a recursive type compare; its bytecode form carries the type (see external-symbol.ts). */
export const typedComparison = 'std::ops::cmp_typed';

/** What comparison needs of the lowering around it. */
export interface ComparisonHost {
  readonly make: Make;
  /** A pointer to the one function that compares values of this tuple, array or enum type. */
  generated(carrier: Ty, functionTy: Ty): Expr;
  /** Reports that values holding functions do not compare, and gives something to go on with. */
  notComparable(ty: Ty): void;
}

/**
 * Comparison by type (specification 3 D5, 2 §5.1). Scalars, and frames around them, stay externals; tuples,
 * arrays and enums are expanded into one generated function a type; recursive types are compared by an
 * external that knows the type.
 */
export class Comparison {
  private readonly host: ComparisonHost;
  private readonly make: Make;

  constructor(host: ComparisonHost) {
    this.host = host;
    this.make = host.make;
  }

  /** `left <operator> right` in the form that inlining would give it: `eq`, `lt`, `lte` and `not` on scalars. */
  operator(operator: ComparisonOperator, left: Expr, right: Expr): Expr {
    const { make } = this;
    if (this.isDirect(left.ty)) {
      switch (operator) {
        case 'eq':
          return make.equal(left, right);
        case 'ne':
          return make.not(make.equal(left, right));
        case 'lt':
          return make.external('std::ops::lt', [left, right], make.bool);
        case 'gt':
          return make.external('std::ops::lt', [right, left], make.bool);
        case 'lte':
          return make.external('std::ops::lte', [left, right], make.bool);
        case 'gte':
          return make.external('std::ops::lte', [right, left], make.bool);
      }
    }
    const order = this.compare(left, right);
    switch (operator) {
      case 'eq':
        return this.is(order, EQUAL);
      case 'ne':
        return make.not(this.is(order, EQUAL));
      case 'lt':
        return this.is(order, LESS);
      case 'gt':
        return this.is(order, GREATER);
      case 'lte':
        return make.not(this.is(order, GREATER));
      case 'gte':
        return make.not(this.is(order, LESS));
    }
  }

  /** `cmp(left, right)` */
  compare(left: Expr, right: Expr): Expr {
    const callee = this.comparer(left.ty);
    return { kind: 'call', callee, args: [left, right], ty: this.make.ordering };
  }

  /** The function that compares two values of `ty`. */
  comparer(ty: Ty): Expr {
    const { make } = this;
    const { types } = make;
    if (this.isDirect(ty)) return this.external('std::ops::cmp', ty);
    let carrier = ty;
    while (carrier.kind.kind === 'ident') {
      if (types.isRecursive(carrier.kind.path.join('::'))) return this.external(typedComparison, ty);
      carrier = types.step(carrier);
    }
    if (carrier.kind.kind === 'function') this.host.notComparable(ty);
    const functionTy = types.function([carrier, carrier], make.ordering);
    return this.host.generated(carrier, functionTy);
  }

  /** The function that compares values of a tuple, array or enum type field by field. */
  function(carrier: Ty, functionTy: Ty): Expr {
    const { make } = this;
    const id = make.functionId();
    const order = this.structure(carrier, make.parameter(id, 0, carrier), make.parameter(id, 1, carrier));
    const body = this.keptTotal(order ?? this.equalOrder());
    return { kind: 'function', id, body, ty: functionTy };
  }

  /**
   * A bare `cmp` of floats would be shortened to `eq` or `lt` by its caller, which order NaN and zeros in another
   * way than compound values do (specification 2 §5.2); hidden behind a choice it stays as it is.
   */
  private keptTotal(order: Expr): Expr {
    if (order.kind !== 'call' || !this.isFloat(order.args[0]!.ty)) return order;
    const { make } = this;
    const id = make.bindingId();
    const ref = make.bindingRef(id, make.ordering);
    return make.binding(id, order, make.choose(this.is(ref, EQUAL), this.equalOrder(), ref));
  }

  private isFloat(ty: Ty): boolean {
    const { kind } = this.make.types.materialiseOrStd(ty);
    return kind.kind === 'ident' && (kind.path[1] === 'Float32' || kind.path[1] === 'Float64');
  }

  private external(id: string, ty: Ty): Expr {
    return { kind: 'external', id, ty: this.make.types.function([ty, ty], this.make.ordering) };
  }

  private isDirect(ty: Ty): boolean {
    const { kind } = this.make.types.materialiseOrStd(ty);
    return kind.kind === 'primitive' || kind.kind === 'ident';
  }

  /** The comparison of two values; undefined when all values of the type are equal. */
  private order(left: Expr, right: Expr): Expr | undefined {
    return this.isAlwaysEqual(left.ty) ? undefined : this.compare(left, right);
  }

  private structure(ty: Ty, left: Expr, right: Expr): Expr | undefined {
    const { kind } = ty;
    switch (kind.kind) {
      case 'tuple': {
        let rest: Expr | undefined;
        for (let i = kind.fields.length - 1; i >= 0; i--) {
          const field = kind.fields[i]!.ty;
          rest = this.chain(
            this.order(this.make.field(left, i, field), this.make.field(right, i, field)),
            rest,
          );
        }
        return rest;
      }
      case 'array':
        return this.arrays(kind.item, left, right);
      case 'enum':
        return this.enums(ty, left, right);
      default:
        return undefined;
    }
  }

  private arrays(item: Ty, left: Expr, right: Expr): Expr | undefined {
    const { make } = this;
    const { types } = make;
    const lengths = this.compare(
      make.external('std::array::count', [left], make.int64),
      make.external('std::array::count', [right], make.int64),
    );
    if (this.isAlwaysEqual(item)) return lengths;
    const pair = types.tuple([{ ty: item }, { ty: item }]);
    const pairs = make.external('std::array::zip', [left, right], types.array(pair));
    const compareId = make.functionId();
    const p = make.parameter(compareId, 0, pair);
    const comparePair: Expr = {
      kind: 'function',
      id: compareId,
      body: this.compare(make.field(p, 0, item), make.field(p, 1, item)),
      ty: types.function([pair], make.ordering),
    };
    const orders = make.external('std::array::map', [pairs, comparePair], types.array(make.ordering));
    const foldId = make.functionId();
    const sofar = make.parameter(foldId, 0, make.ordering);
    const firstDifference: Expr = {
      kind: 'function',
      id: foldId,
      body: make.choose(this.is(sofar, EQUAL), make.parameter(foldId, 1, make.ordering), sofar),
      ty: types.function([make.ordering, make.ordering], make.ordering),
    };
    const prefix = make.external(
      'std::array::fold',
      [orders, this.equalOrder(), firstDifference],
      make.ordering,
    );
    return this.chain(prefix, lengths);
  }

  private enums(ty: Ty, left: Expr, right: Expr): Expr | undefined {
    const { make } = this;
    const variants = make.types.variants(ty);
    if (variants.length < 2) {
      const payload = variants[0]?.ty;
      if (payload === undefined) return undefined;
      return this.order(make.unwrap(left, 0, payload), make.unwrap(right, 0, payload));
    }
    const branches: { condition: Expr; value: Expr }[] = [];
    variants.forEach((variant, tag) => {
      const value = this.order(make.unwrap(left, tag, variant.ty), make.unwrap(right, tag, variant.ty));
      if (value) branches.push({ condition: make.hasTag(left, tag, variants.length)!, value });
    });
    const tags = this.compare(make.tag(left, variants.length), make.tag(right, variants.length));
    if (branches.length === 0) return tags;
    branches.push({ condition: make.truth(true), value: this.equalOrder() });
    return this.chain(tags, { kind: 'switch', branches, ty: make.ordering });
  }

  /** `first`, or `rest` where it is equal; undefined stands for equal. */
  private chain(first: Expr | undefined, rest: Expr | undefined): Expr | undefined {
    if (first === undefined) return rest;
    if (rest === undefined) return first;
    const { make } = this;
    const id = make.bindingId();
    const ref = make.bindingRef(id, make.ordering);
    return make.binding(id, first, make.choose(this.is(ref, EQUAL), rest, ref));
  }

  private is(order: Expr, tag: number): Expr {
    return this.make.hasTag(order, tag, 3)!;
  }

  private equalOrder(): Expr {
    return this.make.variant(EQUAL, this.make.unit(), this.make.ordering);
  }

  private isAlwaysEqual(ty: Ty): boolean {
    const { types } = this.make;
    if (ty.kind.kind === 'ident' && types.isRecursive(ty.kind.path.join('::'))) return false;
    const { kind } = types.materialise(ty);
    if (kind.kind === 'tuple') return kind.fields.every((field) => this.isAlwaysEqual(field.ty));
    if (kind.kind === 'enum') {
      return kind.variants.length < 2 && kind.variants.every((variant) => this.isAlwaysEqual(variant.ty));
    }
    return false;
  }
}
