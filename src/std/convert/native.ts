import type { Native, WideInteger } from '../../program';
import { dateText, decimalText, durationText, floatText, timestampText } from '../../value';
import { type NativeEntries, plain } from '../native-table';
import { NUMBERS, SCALAR_OF_SUFFIX } from '../scalars';
import { newText } from '../utf8';
import { cast } from './cast';

type Write = (value: never) => string;

/** The printer's forms without the `@`; what has no calendar date is written as its number (specification 2 §3.4). */
const WRITERS: Readonly<Record<string, Write>> = {
  float32: (v: number) => floatText(v, 32),
  float64: (v: number) => floatText(v, 64),
  date: (v: number) => dateText(v) ?? String(v),
  time: (v: WideInteger) => durationText(BigInt(v)),
  duration: (v: WideInteger) => durationText(BigInt(v)),
  timestamp: (v: WideInteger) => timestampText(BigInt(v)) ?? String(v),
  decimal: (v: WideInteger) => decimalText(BigInt(v)),
};

function toText(suffix: string): Native {
  const write = WRITERS[suffix] ?? String;
  return plain(
    [SCALAR_OF_SUFFIX[suffix]!],
    'view',
    ({ memory }) =>
      (value: never) =>
        newText(memory, write(value)),
  );
}

/** The natives of `std::convert`. `default` is expanded by the compiler. */
export const convert: NativeEntries = [
  ...NUMBERS.flatMap((to) =>
    NUMBERS.map(
      (from) => [`std::convert::to_${to}_${from}`, plain([from], to, () => cast(from, to))] as const,
    ),
  ),
  ...Object.keys(SCALAR_OF_SUFFIX).map(
    (suffix) => [`std::convert::to_text_${suffix}`, toText(suffix)] as const,
  ),
  ['std::convert::to_text_text', plain(['view'], 'view', () => (value: number) => value)],
];
