import {
  type Callback,
  type Cell,
  loader,
  type Native,
  type NativeSite,
  type Scalar,
  storer,
} from '../../program';
import { LayoutArguments } from '../layout-arguments';
import { type NativeEntries, plain } from '../native-table';
import { compareFloats, compareNumbers, compareTexts } from '../ops/comparison';
import { SCALAR_OF_SUFFIX } from '../scalars';
import { itemLayout } from './loops';
import { type Order, stableOrder } from './stable-order';

/**
 * How the comparator argument of a site compares: by a scalar kind, by text, or by calling it. The comparators that
 * compilers append are the externals `std::ops::cmp_…`, recognised so that no call is needed for a comparison.
 */
function comparedKind(site: NativeSite, argument: number): Scalar | 'text' | 'called' {
  const id = site.callbacks[argument]?.external ?? '';
  const suffix = id.startsWith('std::ops::cmp_') ? id.slice('std::ops::cmp_'.length) : '';
  if (suffix === 'text') return 'text';
  return SCALAR_OF_SUFFIX[suffix] ?? 'called';
}

/** Scalar keys by position: numbers side by side, until one comes that takes a bigint. */
class Keys {
  private readonly numbers: Float64Array;
  private mixed: (number | bigint)[] | undefined;

  constructor(count: number) {
    this.numbers = new Float64Array(count);
  }

  set(i: number, key: Cell): void {
    if (typeof key === 'bigint' && this.mixed === undefined) this.mixed = Array.from(this.numbers);
    if (this.mixed !== undefined) this.mixed[i] = typeof key === 'bigint' ? key : Number(key);
    else this.numbers[i] = Number(key);
  }

  /** The order of keys of a kind, by position. */
  order(kind: Scalar): Order {
    const { numbers, mixed } = this;
    if (mixed !== undefined) return (i, j) => compareNumbers(mixed[i]!, mixed[j]!);
    if (kind === 'float32' || kind === 'float64') return (i, j) => compareFloats(numbers[i]!, numbers[j]!);
    return (i, j) => numbers[i]! - numbers[j]!;
  }
}

/** The comparison of the values at two positions, keys having been read where they are scalars. */
function byPosition(
  site: NativeSite,
  kind: Scalar | 'text' | 'called',
  keys: Keys | undefined,
  addressOf: (position: number) => number,
  comparator: Callback,
): Order {
  const { memory } = site;
  if (keys !== undefined) return keys.order(kind as Scalar);
  if (kind === 'text') return (i, j) => compareTexts(memory, addressOf(i), addressOf(j));
  return (i, j) => {
    const mark = memory.top;
    const order = (comparator(addressOf(i), addressOf(j)) as number) - 1;
    memory.release(mark);
    return order;
  };
}

/** The comparison of the items of an array. */
function byItem(site: NativeSite, base: number, count: number, size: number, comparator: Callback): Order {
  const kind = comparedKind(site, 1);
  let keys: Keys | undefined;
  if (kind !== 'text' && kind !== 'called') {
    const load = loader(site.memory, kind);
    keys = new Keys(count);
    for (let i = 0; i < count; i++) keys.set(i, load(base + i * size));
  }
  return byPosition(site, kind, keys, (i) => base + i * size, comparator);
}

/** All keys first, in order of the input; then a stable sort (specification 2 §8, §8.3). */
const sort = plain(['view', { callback: 'any' }, { callback: 'uint8' }], 'view', (site) => {
  const { memory, host } = site;
  const item = itemLayout(new LayoutArguments(site.layout));
  const { size } = item;
  const kind = comparedKind(site, 2);
  const given = site.callbacks[1]!.result;
  const isScalar = kind !== 'text' && kind !== 'called';
  const load = isScalar && given === 'view' ? loader(memory, kind) : undefined;
  const keep = given === 'view' ? undefined : { width: 8, store: storer(memory, given, 8, []) };
  return (array: number, key: Callback, comparator: Callback) => {
    const count = memory.open(array, size);
    const { base } = memory;
    const keys = isScalar ? new Keys(count) : undefined;
    const addresses: number[] = [];
    const mark = memory.top;
    let i = 0;
    try {
      for (; i < count; i++) {
        host.tick(1);
        const value = key(base + i * size, 0);
        if (keys !== undefined) {
          keys.set(i, load === undefined ? value : load(value as number));
          memory.release(mark);
        } else if (keep === undefined) {
          addresses.push(value as number);
        } else {
          const at = memory.alloc(keep.width);
          keep.store(at, value);
          addresses.push(at);
        }
      }
    } catch (thrown) {
      site.failInRow(thrown, i, base + i * size);
    }
    const order = stableOrder(
      count,
      byPosition(site, kind, keys, (n) => addresses[n]!, comparator),
      host,
    );
    const result = memory.newArray(count, size);
    for (let n = 0, at = result + 8; n < count; n++, at += size) {
      memory.copyHead(at, base + order[n]! * size, size, item.pointers);
    }
    return result;
  };
});

/** `min` or `max`: an option that points to the item, or holds it when it is small. */
function extreme(sign: 1 | -1): Native {
  return plain(['view', { callback: 'uint8' }], 'view', (site) => {
    const { memory, host } = site;
    const size = new LayoutArguments(site.layout).next();
    const optionSize = 1 + (size > 4 ? 4 : size);
    return (array: number, comparator: Callback) => {
      const count = memory.open(array, size);
      const { base } = memory;
      const result = memory.alloc(optionSize);
      memory.bytes.fill(0, result, result + optionSize);
      if (count === 0) return result;
      const compare = byItem(site, base, count, size, comparator);
      let best = 0;
      for (let i = 1; i < count; i++) {
        if ((i & 1023) === 0) host.tick(1024);
        if (compare(i, best) * sign < 0) best = i;
      }
      memory.bytes[result] = 1;
      const item = base + best * size;
      if (size > 4) memory.point(result + 1, item);
      else memory.bytes.copyWithin(result + 1, item, item + size);
      return result;
    };
  });
}

interface Ranking {
  readonly result: Scalar;
  /** The answer for an item: how many are less, how many are less or equal, how many different values are less. */
  readonly answer: (less: number, lessOrEqual: number, distinctLess: number, count: number) => number;
}

/** Ranks by value, in the positions of the input (specification 2 §8.7). */
function ranking({ result: kind, answer }: Ranking): Native {
  return plain(['view', { callback: 'uint8' }], 'view', (site) => {
    const { memory, host } = site;
    const size = new LayoutArguments(site.layout).next();
    const width = kind === 'int32' ? 4 : 8;
    return (array: number, comparator: Callback) => {
      const count = memory.open(array, size);
      const compare = byItem(site, memory.base, count, size, comparator);
      const order = stableOrder(count, compare, host);
      const result = memory.newArray(count, width);
      let distinct = 0;
      for (let start = 0; start < count; distinct++) {
        let end = start + 1;
        while (end < count && compare(order[start]!, order[end]!) === 0) end++;
        const value = answer(start, end, distinct, count);
        for (; start < end; start++) memory.store(kind, result + 8 + order[start]! * width, value);
      }
      return result;
    };
  });
}

const RANKINGS: Readonly<Record<string, Ranking>> = {
  rank: { result: 'int32', answer: (less) => less + 1 },
  rank_dense: { result: 'int32', answer: (_less, _lessOrEqual, distinctLess) => distinctLess + 1 },
  rank_percentile: {
    result: 'float64',
    answer: (less, _lessOrEqual, _distinct, count) => less / (count - 1),
  },
  cume_dist: { result: 'float64', answer: (_less, lessOrEqual, _distinct, count) => lessOrEqual / count },
};

/** Everything that goes by `cmp` (specification 2 §5.3). */
export const ordering: NativeEntries = [
  ['std::array::sort', sort],
  ['std::array::min', extreme(1)],
  ['std::array::max', extreme(-1)],
  ...Object.entries(RANKINGS).map(([name, kind]) => [`std::array::${name}`, ranking(kind)] as const),
];
