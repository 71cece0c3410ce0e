import { invalidData } from '../format-error';

export type TimeStep = 'seconds' | 'milliseconds' | 'microseconds' | 'nanoseconds';

const LOWEST = -(2n ** 63n);
const HIGHEST = 2n ** 63n - 1n;

/** A count of time steps in microseconds. Fails where that is not a whole number or too large. */
export function scaleTime(count: bigint, step: TimeStep): bigint {
  switch (step) {
    case 'seconds':
      return inRange(count * 1_000_000n);
    case 'milliseconds':
      return inRange(count * 1000n);
    case 'microseconds':
      return inRange(count);
    case 'nanoseconds':
      if (count % 1000n !== 0n) throw invalidData(`${count} nanoseconds are no whole number of microseconds`);
      return inRange(count / 1000n);
  }
}

/** An unscaled decimal in hundredths. Fails for a scale outside 0 to 2 and for values beyond 64 bits. */
export function scaleDecimal(unscaled: bigint, scale: number): bigint {
  if (scale < 0 || scale > 2) throw invalidData(`a decimal of scale ${scale} does not fit the scale of 2`);
  return inRange(unscaled * 10n ** BigInt(2 - scale));
}

function inRange(value: bigint): bigint {
  if (value < LOWEST || value > HIGHEST) throw invalidData(`value ${value} does not fit 64 bits`);
  return value;
}
