import { canonical } from './canonical';
import { decode } from './decode';
import { type Format, formatOf } from './format';
import { print } from './print';
import { validate } from './validate';
import { fromHex, toHex, VECTOR_DEFS, VECTORS } from './vectors.test-data';

/** What the readers made of a number of broken values. */
export interface MutationRun {
  /** Values that could still be read, and those that were refused. */
  readonly read: number;
  readonly refused: number;
  /** The first string of bytes that a reader did not take as it should: which, of what type, and what happened. */
  readonly fault: string | undefined;
}

const LIMITS = { depth: 100, nodes: 20_000, emptyItems: 1000 };

/** Words that pointers, counts and tags are broken with. */
const WORDS = [0, 1, 2, 3, 4, 5, 7, 8, 9, 0x7f, 0xff, 0x100, 0x7fffffff, 0x80000000, 0xfffffff8, 0xffffffff];

/**
 * Reads `count` mutations of the vectors of specification 3 A10 in every way (property P.3): each gives a value or
 * `InvalidData`, all readers agree which, and what is read has a canonical form that reads again. The same seed
 * makes the same strings.
 */
export function readMutations(count: number, seed: number): MutationRun {
  const samples = VECTORS.map(({ ty, hex }) => ({ bytes: fromHex(hex), format: formatFor(ty) }));
  const next = randomWords(seed);
  let read = 0;
  for (let i = 0; i < count; i++) {
    const sample = samples[next() % samples.length]!;
    const broken = mutated(sample.bytes, next);
    // Mostly bytes of the type they were made for, sometimes of any other.
    const { format } = next() % 4 === 0 ? samples[next() % samples.length]! : sample;
    const outcome = readingOf(broken, format);
    if (outcome !== 'read' && outcome !== 'refused') {
      return { read, refused: i - read, fault: `${toHex(broken)} as ${format.kind}: ${outcome}` };
    }
    if (outcome === 'read') read++;
  }
  return { read, refused: count - read, fault: undefined };
}

/** `read`, `refused`, or what is wrong. */
function readingOf(bytes: Uint8Array, format: Format): string {
  try {
    const value = decode(bytes, format, { limits: LIMITS });
    const tidy = canonical(bytes, format, LIMITS);
    const printed = print(bytes, format, { maxLength: 100_000 });
    const valid = validate(bytes, format, LIMITS);
    for (const result of [value, tidy, printed, valid])
      if (!result.ok && result.error.kind !== 'InvalidData') return `${result.error.kind}`;
    if (value.ok !== valid.ok || value.ok !== tidy.ok) return 'the readers do not agree';
    if (!tidy.ok) return 'refused';
    const again = canonical(tidy.value, format, LIMITS);
    return again.ok && toHex(again.value) === toHex(tidy.value)
      ? 'read'
      : 'its canonical form is not canonical';
  } catch (thrown) {
    return `thrown: ${thrown}`;
  }
}

function mutated(bytes: Uint8Array, next: () => number): Uint8Array {
  const copy = [...bytes];
  for (let changes = 1 + (next() % 4); changes > 0; changes--) {
    const at = copy.length === 0 ? 0 : next() % copy.length;
    switch (next() % 5) {
      case 0:
        copy[at] = next() & 0xff;
        break;
      case 1:
        copy[at] = (copy[at] ?? 0) ^ (1 << (next() & 7));
        break;
      case 2: {
        const word = WORDS[next() % WORDS.length]!;
        for (let i = 0; i < 4 && at + i < copy.length; i++) copy[at + i] = (word >>> (8 * i)) & 0xff;
        break;
      }
      case 3:
        copy.length = at;
        break;
      default:
        copy.splice(at, 0, ...copy.slice(at, at + (next() % 9)));
    }
  }
  return Uint8Array.from(copy, (byte) => byte ?? 0);
}

/** Words from a seed (xorshift). */
function randomWords(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

function formatFor(ty: Parameters<typeof formatOf>[0]): Format {
  const format = formatOf(ty, VECTOR_DEFS);
  if (!format.ok) throw new Error(format.error.message);
  return format.value;
}
