import { fail, ok, type Result } from '../../base';

/** JSON as it is written: numbers keep their digits, so that 64 bits survive (DAT-9), and members their order. */
export type JsonValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'array'; readonly items: readonly JsonValue[] }
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, JsonValue> };

export interface JsonFault {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Arrays and objects inside one another. */
const deepest = 500;

const nullValue: JsonValue = { kind: 'null' };

class Stop extends Error {}

/** Reads one JSON text (RFC 8259), or says where it is none. Of a name that stands twice the last member counts. */
export function readJson(text: string): Result<JsonValue, JsonFault> {
  const reader = new JsonReader(text);
  try {
    return ok(reader.whole());
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop;
    const before = text.slice(0, reader.at);
    const line = before.split('\n').length;
    return fail({ line, column: reader.at - before.lastIndexOf('\n'), message: stop.message });
  }
}

const blank = /[ \t\n\r]*/y;
const numberForm = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const plainText = /[^"\\\u0000-\u001f]*/y;
const loneHalf = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

class JsonReader {
  at = 0;

  constructor(private readonly text: string) {}

  whole(): JsonValue {
    this.#blanks();
    const value = this.#value(0);
    this.#blanks();
    if (this.at < this.text.length) throw new Stop('something stands after the value');
    return value;
  }

  #blanks(): void {
    blank.lastIndex = this.at;
    blank.test(this.text);
    this.at = blank.lastIndex;
  }

  #value(depth: number): JsonValue {
    if (depth > deepest) throw new Stop(`values are nested deeper than ${deepest} levels`);
    switch (this.text[this.at]) {
      case '{':
        return this.#object(depth);
      case '[':
        return this.#array(depth);
      case '"':
        return { kind: 'text', value: this.#string() };
      case 't':
        return this.#word('true', { kind: 'bool', value: true });
      case 'f':
        return this.#word('false', { kind: 'bool', value: false });
      case 'n':
        return this.#word('null', nullValue);
      case undefined:
        throw new Stop('the text ends where a value should be');
      default: {
        numberForm.lastIndex = this.at;
        const match = numberForm.exec(this.text);
        if (match === null) throw new Stop('this is no JSON value');
        this.at = numberForm.lastIndex;
        return { kind: 'number', text: match[0] };
      }
    }
  }

  #word(word: string, value: JsonValue): JsonValue {
    if (!this.text.startsWith(word, this.at)) throw new Stop('this is no JSON value');
    this.at += word.length;
    return value;
  }

  #object(depth: number): JsonValue {
    const members = new Map<string, JsonValue>();
    this.at++;
    this.#blanks();
    if (this.text[this.at] === '}') {
      this.at++;
      return { kind: 'object', members };
    }
    for (;;) {
      if (this.text[this.at] !== '"') throw new Stop('a name in quotes is missing');
      const name = this.#string();
      this.#blanks();
      this.#sign(':');
      members.set(name, this.#value(depth + 1));
      this.#blanks();
      if (this.text[this.at] === '}') break;
      this.#sign(',');
    }
    this.at++;
    return { kind: 'object', members };
  }

  #array(depth: number): JsonValue {
    const items: JsonValue[] = [];
    this.at++;
    this.#blanks();
    if (this.text[this.at] === ']') {
      this.at++;
      return { kind: 'array', items };
    }
    for (;;) {
      items.push(this.#value(depth + 1));
      this.#blanks();
      if (this.text[this.at] === ']') break;
      this.#sign(',');
    }
    this.at++;
    return { kind: 'array', items };
  }

  #sign(sign: string): void {
    if (this.text[this.at] !== sign) throw new Stop(`a “${sign}” is missing`);
    this.at++;
    this.#blanks();
  }

  #string(): string {
    let value = '';
    this.at++;
    for (;;) {
      plainText.lastIndex = this.at;
      plainText.test(this.text);
      value += this.text.slice(this.at, plainText.lastIndex);
      this.at = plainText.lastIndex;
      const sign = this.text[this.at];
      if (sign === '"') break;
      if (sign !== '\\') throw new Stop('a text is not closed');
      const letter = this.text[this.at + 1] ?? '';
      if (letter === 'u') {
        const digits = this.text.slice(this.at + 2, this.at + 6);
        if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw new Stop('\\u needs four hexadecimal digits');
        value += String.fromCharCode(Number.parseInt(digits, 16));
        this.at += 6;
      } else {
        const meant = escapes[letter];
        if (meant === undefined) throw new Stop(`\\${letter} stands for nothing`);
        value += meant;
        this.at += 2;
      }
    }
    this.at++;
    // A half of a pair that stands alone has no place in a text of Lutra.
    return value.replace(loneHalf, '\ufffd');
  }
}
