import { type AppError, fail, ok, type Result } from '../base';
import {
  checkRequirement,
  inOrder,
  type Selector,
  type SelectorOperator,
  type SelectorRequirement,
} from './selector';

/**
 * Reads the text form of a selector (specification 5 §8.2). Blanks around tokens are free. An error names its
 * column, from 1, in `data.column` (SEL-7).
 */
export function parseSelector(text: string): Result<Selector> {
  const reader = new SelectorReader(text);
  try {
    return ok(inOrder(reader.selector()));
  } catch (thrown) {
    if (thrown instanceof SelectorMistake) return fail(thrown.error);
    throw thrown;
  }
}

class SelectorMistake extends Error {
  readonly error: AppError;
  constructor(message: string, column: number) {
    super(message);
    this.error = {
      kind: 'routing',
      code: 'INVALID_SPEC',
      message: `selector, column ${column}: ${message}`,
      category: 'permanent',
      data: { column },
    };
  }
}

class SelectorReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  selector(): readonly SelectorRequirement[] {
    this.#blanks();
    if (this.#at === this.#text.length) return [];
    const requirements = [this.#requirement()];
    while (this.#take(',')) requirements.push(this.#requirement());
    if (this.#at < this.#text.length) throw this.#mistake('expected a comma or the end');
    return requirements;
  }

  #requirement(): SelectorRequirement {
    this.#blanks();
    const start = this.#at;
    if (this.#take('!')) return this.#made(start, this.#word('a label key'), 'DoesNotExist', []);
    const key = this.#word('a label key');
    if (this.#take('!=')) return this.#made(start, key, 'NotIn', [this.#value()]);
    if (this.#take('==') || this.#take('=')) return this.#made(start, key, 'In', [this.#value()]);
    const operator = this.#setOperator();
    return operator ? this.#made(start, key, operator, this.#values()) : this.#made(start, key, 'Exists', []);
  }

  /** `in` and `notin` are words only between a key and a parenthesis. */
  #setOperator(): SelectorOperator | null {
    const match = /^(in|notin)\s*\(/.exec(this.#text.slice(this.#at));
    if (!match) return null;
    this.#at += match[0].length;
    return match[1] === 'in' ? 'In' : 'NotIn';
  }

  #values(): readonly string[] {
    const values = [this.#value()];
    while (this.#take(',')) values.push(this.#value());
    if (!this.#take(')')) throw this.#mistake('expected a comma or a closing parenthesis');
    return values;
  }

  #value(): string {
    this.#blanks();
    const value = this.#characters();
    this.#blanks();
    return value;
  }

  #word(what: string): string {
    this.#blanks();
    const word = this.#characters();
    if (word === '') throw this.#mistake(`expected ${what}`);
    this.#blanks();
    return word;
  }

  #characters(): string {
    const word = /^[A-Za-z0-9._/-]*/.exec(this.#text.slice(this.#at))![0];
    this.#at += word.length;
    return word;
  }

  #take(token: string): boolean {
    this.#blanks();
    if (!this.#text.startsWith(token, this.#at)) return false;
    this.#at += token.length;
    return true;
  }

  #blanks(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++;
  }

  #made(
    start: number,
    key: string,
    operator: SelectorOperator,
    values: readonly string[],
  ): SelectorRequirement {
    const checked = checkRequirement(key, operator, values);
    if (!checked.ok) throw new SelectorMistake(checked.error.message, start + 1);
    return checked.value;
  }

  #mistake(message: string): SelectorMistake {
    return new SelectorMistake(message, this.#at + 1);
  }
}
