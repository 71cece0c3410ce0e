import { refreshing } from '../relational/refresh';
import type { Rel } from '../relational/rel';
import { type Rewrite, rewriteOrder } from '../relational/traverse';
import type { Order, Val } from './value';

/**
 * Gives out values of variables. A relation may stand in a program only once, since its columns have identities;
 * the first use of a variable gets the relation itself, every later one a copy.
 */
export class Handout {
  private readonly given = new WeakSet<Rel>();
  private readonly originals = new WeakMap<Rel, Rel>();

  /** The relation this one is a copy of; their columns match by position. */
  originalOf(rel: Rel): Rel | undefined {
    return this.originals.get(rel);
  }

  of(val: Val): Val {
    switch (val.kind) {
      case 'leaf':
      case 'option':
      case 'boxed':
        return val;
      case 'tuple':
        return { ...val, fields: val.fields.map((field) => this.of(field)) };
      case 'enum':
        return { ...val, payloads: val.payloads.map((payload) => payload && this.of(payload)) };
      case 'array': {
        if (val.form !== 'rows') return val;
        if (!this.given.has(val.rel)) {
          this.given.add(val.rel);
          return val;
        }
        const copy = rewriteVal(val, refreshing(val.rel));
        if (copy.kind === 'array' && copy.form === 'rows') {
          this.originals.set(copy.rel, this.originals.get(val.rel) ?? val.rel);
        }
        return copy;
      }
    }
  }
}

/** The value with every scalar and relation in it rewritten. */
export function rewriteVal(val: Val, rewrite: Rewrite): Val {
  switch (val.kind) {
    case 'leaf':
      return { ...val, scalar: rewrite.scalar(val.scalar) };
    case 'option':
      return { ...val, scalar: rewrite.scalar(val.scalar) };
    case 'boxed':
      return { ...val, scalar: rewrite.scalar(val.scalar) };
    case 'tuple':
      return { ...val, fields: val.fields.map((field) => rewriteVal(field, rewrite)) };
    case 'enum':
      return {
        ...val,
        tag: rewrite.scalar(val.tag),
        payloads: val.payloads.map((payload) => payload && rewriteVal(payload, rewrite)),
      };
    case 'array':
      switch (val.form) {
        case 'packed':
          return { ...val, scalar: rewrite.scalar(val.scalar) };
        case 'rows':
          return {
            ...val,
            rel: rewrite.rel(val.rel),
            item: rewriteVal(val.item, rewrite),
            order: rewritePlace(val.order, rewrite),
          };
        case 'grouped':
          return {
            ...val,
            group: rewrite.id?.(val.group) ?? val.group,
            input: rewrite.rel(val.input),
            item: rewriteVal(val.item, rewrite),
            order: rewritePlace(val.order, rewrite),
            filter: val.filter && rewrite.scalar(val.filter),
          };
      }
  }
}

export function rewritePlace(order: Order, rewrite: Rewrite): Order {
  return {
    ...order,
    keys: rewriteOrder(order.keys, rewrite),
    dense: order.dense && rewrite.scalar(order.dense),
  };
}
