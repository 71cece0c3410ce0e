import { type NativeCode, type NativeSite, type WideInteger, wideInteger } from '../../program';
import { type NativeEntries, plain } from '../native-table';
import { LARGE_RANGE, NUMBERS, type NumberName, SMALL_RANGE } from '../scalars';

function absolute(name: NumberName, site: NativeSite): NativeCode {
  if (name === 'float32' || name === 'float64') return (a: number) => Math.abs(a);
  if (name.startsWith('uint')) return (a: number) => a;
  if (name === 'int64') {
    return (a: WideInteger) => (a >= 0 ? a : a === LARGE_RANGE.int64[0] ? site.fail('integer overflow') : -a);
  }
  const [least] = SMALL_RANGE[name]!;
  return (a: number) => (a >= 0 ? a : a === least ? site.fail('integer overflow') : -a);
}

/** Exact, or an error (specification 2 §3.1). */
function integerPower(site: NativeSite): NativeCode {
  const [least, greatest] = LARGE_RANGE.int64;
  return (value: WideInteger, exponent: WideInteger) => {
    if (value === 1 || exponent === 0) return 1;
    if (value === -1) return BigInt(exponent) % 2n === 0n ? 1 : -1;
    if (exponent < 0) return site.fail('negative exponent');
    if (value === 0) return 0;
    if (exponent > 63) return site.fail('integer overflow');
    const power = BigInt(value) ** BigInt(exponent);
    return power < least || power > greatest ? site.fail('integer overflow') : wideInteger(power);
  };
}

/** C `pow`, which JavaScript's differs from where the base is 1 or -1 and the exponent has no size. */
function floatPower(value: number, exponent: number): number {
  if (value === 1) return 1;
  if (value === -1 && (exponent === Infinity || exponent === -Infinity)) return 1;
  return value ** exponent;
}

/** The natives of `std::math`. */
export const math: NativeEntries = [
  ...NUMBERS.map(
    (name) => [`std::math::abs_${name}`, plain([name], name, (site) => absolute(name, site))] as const,
  ),
  ['std::math::pow_int64', plain(['int64', 'int64'], 'int64', integerPower)],
  ['std::math::pow_float64', plain(['float64', 'float64'], 'float64', () => floatPower)],
];
