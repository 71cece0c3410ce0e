import type { Native } from '../../program';
import { type NativeEntries, plain } from '../native-table';
import { SCALAR_OF_SUFFIX } from '../scalars';
import { arithmetic } from './arithmetic';
import { compareOf, compareTexts, equalTexts } from './comparison';
import { typedComparison } from './typed-comparison';

type Values = (a: number, b: number) => boolean;

/** `Ordering` is one byte: less, equal, greater. */
function compared(suffix: string): Native {
  const scalar = SCALAR_OF_SUFFIX[suffix];
  if (scalar === undefined) {
    return plain(
      ['view', 'view'],
      'uint8',
      ({ memory }) =>
        (a: number, b: number) =>
          compareTexts(memory, a, b) + 1,
    );
  }
  const compare = compareOf(scalar);
  return plain([scalar, scalar], 'uint8', () => (a: number, b: number) => compare(a, b) + 1);
}

/** The operators (specification 2 §5.2): IEEE on floats, so nothing is true of NaN. */
function operator(suffix: string, scalars: Values, texts: (order: number) => boolean): Native {
  const scalar = SCALAR_OF_SUFFIX[suffix];
  if (scalar !== undefined) return plain([scalar, scalar], 'bool', () => scalars);
  return plain(
    ['view', 'view'],
    'bool',
    ({ memory }) =>
      (a: number, b: number) =>
        texts(compareTexts(memory, a, b)),
  );
}

const textEquality = plain(
  ['view', 'view'],
  'bool',
  ({ memory }) =>
    (a: number, b: number) =>
      equalTexts(memory, a, b),
);

const SUFFIXES = [...Object.keys(SCALAR_OF_SUFFIX), 'text'];

/** The natives of `std::ops`. */
export const ops: NativeEntries = [
  ...arithmetic,
  ...typedComparison,
  ...SUFFIXES.flatMap(
    (suffix) =>
      [
        [`std::ops::cmp_${suffix}`, compared(suffix)],
        [
          `std::ops::eq_${suffix}`,
          suffix === 'text'
            ? textEquality
            : operator(
                suffix,
                (a, b) => a === b,
                (o) => o === 0,
              ),
        ],
        [
          `std::ops::lt_${suffix}`,
          operator(
            suffix,
            (a, b) => a < b,
            (o) => o < 0,
          ),
        ],
        [
          `std::ops::lte_${suffix}`,
          operator(
            suffix,
            (a, b) => a <= b,
            (o) => o <= 0,
          ),
        ],
      ] as const,
  ),
  ['std::ops::and', plain(['bool', 'bool'], 'bool', () => (a: boolean, b: boolean) => a && b)],
  ['std::ops::or', plain(['bool', 'bool'], 'bool', () => (a: boolean, b: boolean) => a || b)],
  ['std::ops::not', plain(['bool'], 'bool', () => (a: boolean) => !a)],
];
