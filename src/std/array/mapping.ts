import type { Callback, Cell, Native } from '../../program';
import { LayoutArguments } from '../layout-arguments';
import { type NativeEntries, plain } from '../native-table';
import { Collector } from './collector';
import { isWhole, itemLayout, resultWriter } from './loops';

const map = plain(['view', { callback: 'any' }], 'view', (site) => {
  const { memory, host } = site;
  const words = new LayoutArguments(site.layout);
  const size = words.next();
  const out = itemLayout(words);
  const { store, releases } = resultWriter(site, 1, out);
  return (array: number, mapper: Callback) => {
    const count = memory.open(array, size);
    const { base } = memory;
    const result = memory.newArray(count, out.size);
    const mark = memory.top;
    let i = 0;
    try {
      for (let at = result + 8; i < count; i++) {
        host.tick(1);
        const value = mapper(base + i * size, 0);
        store(at, value);
        at += out.size;
        if (releases) memory.release(mark);
      }
    } catch (thrown) {
      site.failInRow(thrown, i, base + i * size);
    }
    return result;
  };
});

const filter = plain(['view', { callback: 'bool' }], 'view', (site) => {
  const { memory, host } = site;
  const item = itemLayout(new LayoutArguments(site.layout));
  const { size, pointers } = item;
  return (array: number, condition: Callback) => {
    const count = memory.open(array, size);
    const { base } = memory;
    const result = memory.newArray(count, size);
    const mark = memory.top;
    let at = result + 8;
    let kept = 0;
    let i = 0;
    try {
      for (; i < count; i++) {
        host.tick(1);
        const passes = condition(base + i * size, 0);
        memory.release(mark);
        if (passes) {
          memory.copyHead(at, base + i * size, size, pointers);
          at += size;
          kept++;
        }
      }
    } catch (thrown) {
      site.failInRow(thrown, i, base + i * size);
    }
    memory.view.setUint32(result + 4, kept, true);
    memory.release(at);
    return result;
  };
});

const flatMap = plain(['view', { callback: 'view' }], 'view', (site) => {
  const { memory, host } = site;
  const words = new LayoutArguments(site.layout);
  const size = words.next();
  const out = itemLayout(words);
  const releases = isWhole(site, out);
  return (array: number, mapper: Callback) => {
    const count = memory.open(array, size);
    const { base } = memory;
    const found = new Collector(site, out);
    const mark = memory.top;
    let i = 0;
    try {
      for (; i < count; i++) {
        host.tick(1);
        const items = memory.open(mapper(base + i * size, 0) as number, out.size);
        if (items > 0) found.add(memory.base, items);
        if (releases) memory.release(mark);
      }
    } catch (thrown) {
      site.failInRow(thrown, i, base + i * size);
    }
    return found.finish();
  };
});

/** `fold`: what the operation gives is either a scalar, kept in one place, or a view that may need all it was made of. */
const fold: Native = {
  params: ['view', 'view', { callback: 'any' }],
  build(site) {
    const { memory, host } = site;
    const size = new LayoutArguments(site.layout).next();
    const shape = site.callbacks[2]!;
    const head = shape.result === 'view' ? shape.head : undefined;
    const scalar = shape.result === 'view' ? undefined : shape.result;
    const kept = head !== undefined && isWhole(site, head) ? head : undefined;
    const code = (array: number, initial: number, operation: Callback) => {
      const count = memory.open(array, size);
      const { base } = memory;
      const place = memory.alloc(scalar === undefined ? (kept?.size ?? 0) : 8);
      const mark = memory.top;
      let accumulator = initial;
      let i = 0;
      try {
        for (; i < count; i++) {
          host.tick(1);
          const value = operation(accumulator, base + i * size);
          if (scalar !== undefined) {
            memory.store(scalar, place, value);
            accumulator = place;
            memory.release(mark);
          } else if (kept !== undefined) {
            memory.bytes.copyWithin(place, value as number, (value as number) + kept.size);
            accumulator = place;
            memory.release(mark);
          } else {
            accumulator = value as number;
          }
        }
      } catch (thrown) {
        site.failInRow(thrown, i, base + i * size);
      }
      return scalar === undefined ? accumulator : memory.load(scalar, accumulator);
    };
    return { result: scalar ?? 'view', code };
  },
};

const scan = plain(['view', 'view', { callback: 'any' }], 'view', (site) => {
  const { memory, host } = site;
  const words = new LayoutArguments(site.layout);
  const size = words.next();
  const out = itemLayout(words);
  const { store, releases } = resultWriter(site, 2, out);
  return (array: number, initial: number, operation: Callback) => {
    const count = memory.open(array, size);
    const { base } = memory;
    const result = memory.newArray(count, out.size);
    const mark = memory.top;
    let accumulator = initial;
    let i = 0;
    try {
      for (let at = result + 8; i < count; i++) {
        host.tick(1);
        const value: Cell = operation(accumulator, base + i * size);
        store(at, value);
        accumulator = at;
        at += out.size;
        if (releases) memory.release(mark);
      }
    } catch (thrown) {
      site.failInRow(thrown, i, base + i * size);
    }
    return result;
  };
});

/** What a round of a loop counts against the memory limit, however little it makes: loops without end do end. */
const ROUND_COST = 64;

const loopUntilEmpty = plain(['view', { callback: 'view' }], 'view', (site) => {
  const { memory, host } = site;
  const item = itemLayout(new LayoutArguments(site.layout));
  return (initial: number, operation: Callback) => {
    const found = new Collector(site, item);
    let batch = initial;
    for (let round = 0; ; round++) {
      host.tick(1);
      const count = memory.open(batch, item.size);
      if (count === 0) return found.finish();
      found.add(memory.base, count);
      if (round * ROUND_COST > memory.limit) site.fail('resource limit');
      try {
        batch = operation(batch, 0) as number;
      } catch (thrown) {
        site.failInRow(thrown, round, batch);
      }
    }
  };
});

/** Applying a function to every item (specification 2 §8.1, §8.5). */
export const mapping: NativeEntries = [
  ['std::array::map', map],
  ['std::array::filter', filter],
  ['std::array::flat_map', flatMap],
  ['std::array::fold', fold],
  ['std::array::scan', scan],
  ['std::array::loop_until_empty', loopUntilEmpty],
];
