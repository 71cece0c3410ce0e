import type { Scalar, SortKey } from '../relational/scalar';
import { ascending } from './value';

/** Negating these turns their order round and nothing else. */
const exactlyNegated = new Set(['Int8', 'Int16', 'Int32', 'Int64', 'Duration']);

/** Sorting by `-x` of a whole number is sorting by `x` downwards (rule O19). */
export function sortKey(key: Scalar): SortKey {
  if (key.kind !== 'call' || key.name !== 'std::ops::neg' || key.shape.kind !== 'leaf') return ascending(key);
  return exactlyNegated.has(key.shape.name) ? { value: key.args[0]!, descending: true } : ascending(key);
}
