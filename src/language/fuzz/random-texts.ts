import { controls, keywords, pairs } from '../syntax/token';

/** A source of numbers from 0 up to 1 that gives the same ones for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const names = [
  'a',
  'b',
  'x',
  'T',
  'main',
  'r',
  'm',
  'std',
  'super',
  'project',
  '_',
  'Int8',
  'Text',
  'Bool',
  'Date',
];
const std = [
  'map',
  'filter',
  'sum',
  'count',
  'default',
  'add',
  'math::pi64',
  'text::length',
  'from_columnar',
  'sort',
];
const literals = [
  ...[
    '1',
    '2.5',
    '-3',
    '0xff',
    '1e3',
    'true',
    '"t"',
    'r"\\d"',
    '"""q "q" q"""',
    'f"{a}"',
    'f"{x.a}!"',
    '@2024-02-30',
  ],
  ...['@1:00:00', '@2024-01-01T00:00:00', '"', 'f"{', '@', '`q u`', '`'],
];
const snippets = [
  ...[
    'func main() -> ',
    'func f(x: T) where T -> ',
    'func f(x: T): T where T: {a: Int8, ..} -> ',
    'const a = ',
  ],
  ...[
    'type T: ',
    'type T: enum {a, b: T}',
    'module m {',
    'import a::(b, c as d, e::*)',
    '{for f: F in T do f: [F]}',
  ],
  ...[
    'external func f(a: Int8, b: T = 1): T where T',
    '@doc("x")',
    '## doc\n',
    '#! doc\n',
    '# note\n',
    ' | (x -> x)',
  ],
  ...[
    'match x { .a(n) | .b(n) => n, _ => 1 }',
    'if x then a else b',
    '(let a = b; a)',
    '{..x, a = 1: Int8}',
    '[1, x]',
  ],
  ...[
    'x -> x.a',
    'func (x: Int8) -> x',
    '.some(1)',
    ': Int8',
    '?',
    'where T: Int8 | Text',
    'submodule\n',
    'AnyNumber',
  ],
];
const odd = [
  '\0',
  '\ud800',
  '\udfff',
  '\ufeff',
  '\u2028',
  'é',
  '𝒳',
  '\r',
  '\r\n',
  '\t',
  '\f',
  '\u00a0',
  '\u0301',
  '$',
  '\\',
];
const vocabulary = [...names, ...std, ...literals, ...snippets, ...keywords, ...controls, ...pairs];

/** Short texts that are nearly programs: words thrown together, and `seeds` with something changed. */
export class RandomTexts {
  constructor(
    private readonly random: () => number,
    private readonly seeds: readonly string[],
  ) {}

  next(): string {
    const kind = this.random();
    if (kind < 0.05) return this.characters(1 + this.below(30));
    if (kind < 0.45) return this.words(1 + this.below(25));
    let text = this.pick(this.seeds);
    for (let changes = 1 + this.below(4); changes > 0; changes -= 1) text = this.change(text);
    return text;
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  private pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  private characters(count: number): string {
    return Array.from({ length: count }, () =>
      String.fromCharCode(this.below(this.random() < 0.9 ? 128 : 65_536)),
    ).join('');
  }

  private words(count: number): string {
    return Array.from({ length: count }, () => this.word() + this.pick(['', ' ', ' ', '\n'])).join('');
  }

  private word(): string {
    return this.random() < 0.03 ? this.pick(odd) : this.pick(vocabulary);
  }

  /** The text with something left out, put in, doubled or brought from another seed. */
  change(text: string): string {
    const pieces = text.match(/\w+|\s+|[^\w\s]/g) ?? [''];
    const at = this.below(pieces.length);
    const other = this.below(pieces.length);
    switch (this.below(7)) {
      case 0:
        pieces.splice(at, 1 + this.below(3));
        break;
      case 1:
        pieces.splice(at, 0, this.word());
        break;
      case 2:
        pieces[at] = this.word();
        break;
      case 3:
        pieces.splice(at, 0, ...pieces.slice(other, other + 1 + this.below(10)));
        break;
      case 4:
        [pieces[at], pieces[other]] = [pieces[other]!, pieces[at]!];
        break;
      case 5:
        pieces.splice(at, 0, this.pick(this.seeds));
        break;
      default: {
        const cut = this.below(text.length + 1);
        return text.slice(0, cut) + this.pick(['', this.pick(odd)]) + text.slice(cut + this.below(4));
      }
    }
    return pieces.join('');
  }
}
