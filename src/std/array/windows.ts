import type { Native } from '../../program';
import { LayoutArguments } from '../layout-arguments';
import { type NativeEntries, plain } from '../native-table';
import { isSmall, NUMBERS, type NumberName } from '../scalars';
import { exactSum, isFloat, meanOf } from './aggregate';

/**
 * The mean of a window around every item. Integers: the exact sum moves along with the window. Floats: every
 * window is added on its own from left to right, since a moving sum would round differently.
 */
function rollingMean(name: NumberName): Native {
  return plain(['view', 'uint32', 'uint32'], 'view', ({ memory, layout, host }) => {
    const size = new LayoutArguments(layout).next();
    const one = (at: number) => {
      const item = isSmall(name)
        ? memory.load(name, at)
        : memory.load(name === 'uint64' ? 'uint64' : 'int64', at);
      return BigInt(item);
    };
    return (array: number, preceding: number, following: number) => {
      const count = memory.open(array, size);
      const { base } = memory;
      const result = memory.newArray(count, 8);
      let sum = isFloat(name) ? 0n : exactSum(memory, name, base, Math.min(count, following), size, host);
      for (let i = 0; i < count; i++) {
        host.tick(1);
        const first = Math.max(0, i - preceding);
        const last = Math.min(count - 1, i + following);
        let mean: number;
        if (isFloat(name)) {
          mean = meanOf(memory, name, base + first * size, last - first + 1, size, host);
        } else {
          if (i + following < count) sum += one(base + last * size);
          if (i - preceding > 0) sum -= one(base + (first - 1) * size);
          mean = Number(sum) / (last - first + 1);
        }
        memory.view.setFloat64(result + 8 + i * 8, mean, true);
      }
      return result;
    };
  });
}

/** Moving windows (specification 2 §8.7). */
export const windows: NativeEntries = NUMBERS.map(
  (name) => [`std::array::rolling_mean_${name}`, rollingMean(name)] as const,
);
