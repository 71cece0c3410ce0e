import { decimalView, floatView, integerView } from '../syntax/number-literal';
import type { Type } from './type';

function types(names: string): Type[] {
  return names.split(' ').map((name) => ({ kind: 'named', path: `std::${name}` }));
}

const integers = types('Int8 Int16 Int32 Int64 Uint8 Uint16 Uint32 Uint64');
const floats = types('Float32 Float64');
const decimals = types('Decimal');
const anyNumber = [...integers, ...floats, ...decimals];
const fractions = [...floats, ...decimals];
/** Numbers so short that their digits alone tell what they can be. */
const shortWhole = /^-?[0-9]{1,15}$/;
const shortFraction = /^-?[0-9]{1,15}\.[0-9]{1,2}$/;

/** The types a number literal can have, in the order of messages (specification 1 §7.5). */
export function numberCandidates(text: string): readonly Type[] {
  if (shortWhole.test(text)) return anyNumber;
  if (shortFraction.test(text)) return fractions;
  return [
    ...(integerView(text) === undefined ? [] : integers),
    ...(floatView(text) === undefined ? [] : floats),
    ...(decimalView(text) === undefined ? [] : decimals),
  ];
}
