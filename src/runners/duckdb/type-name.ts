import { nameText } from '../../value';

const scalars: Record<string, string> = {
  BOOLEAN: 'Bool',
  TINYINT: 'Int8',
  SMALLINT: 'Int16',
  INTEGER: 'Int32',
  BIGINT: 'Int64',
  UTINYINT: 'Uint8',
  USMALLINT: 'Uint16',
  UINTEGER: 'Uint32',
  UBIGINT: 'Uint64',
  FLOAT: 'Float32',
  DOUBLE: 'Float64',
  VARCHAR: 'Text',
  DATE: 'Date',
  TIME: 'Time',
  TIMESTAMP: 'Timestamp',
};

/**
 * The Lutra source of a type as DuckDB's catalogue names it, with a comment where it is not exact; empty where there
 * is none (specification 4 §16).
 */
export function lutraTypeOf(name: string): { readonly type: string; readonly comment?: string } {
  if (name === 'HUGEINT' || name === 'UHUGEINT') return { type: '', comment: `${name}: left out` };
  const reader = new TypeReader(name);
  const type = reader.type();
  return reader.comment === undefined ? { type } : { type, comment: reader.comment };
}

/** Reads `STRUCT(a INTEGER, "b c" VARCHAR[])` and the like: nesting, quotes, brackets. */
class TypeReader {
  #at = 0;
  comment: string | undefined;

  constructor(private readonly text: string) {}

  type(): string {
    const word = this.#word();
    let type = this.#base(word);
    while (this.#take('[')) {
      while (this.#at < this.text.length && !this.#take(']')) this.#at++;
      type = `[${type}]`;
    }
    return type;
  }

  #base(word: string): string {
    if (word === 'STRUCT' && this.#take('(')) return `{${this.#members()}}`;
    if (word === 'UNION' && this.#take('(')) return `enum {${this.#members()}}`;
    const args = this.#take('(') ? this.#arguments() : [];
    if (word === 'DECIMAL') {
      if (Number(args[1] ?? 0) > 2) this.comment = `${this.text}: only two digits after the point are kept`;
      return 'Decimal';
    }
    const scalar = scalars[word];
    if (scalar === undefined) this.comment = `${this.text}: read as text`;
    return scalar ?? 'Text';
  }

  #members(): string {
    const members: string[] = [];
    while (!this.#take(')') && this.#at < this.text.length) {
      const name = this.#name();
      members.push(`${nameText(name)}: ${this.type()}`);
      this.#take(',');
    }
    return members.join(', ');
  }

  #arguments(): string[] {
    const end = this.text.indexOf(')', this.#at);
    const args = this.text.slice(this.#at, end < 0 ? undefined : end).split(',');
    this.#at = end < 0 ? this.text.length : end + 1;
    return args.map((arg) => arg.trim());
  }

  #word(): string {
    this.#blanks();
    const match = /^[A-Za-z_]+(?: WITH TIME ZONE)?/.exec(this.text.slice(this.#at))?.[0] ?? '';
    this.#at += match.length;
    return match;
  }

  #name(): string {
    this.#blanks();
    const quoted = /^"((?:[^"]|"")*)"/.exec(this.text.slice(this.#at));
    if (quoted) {
      this.#at += quoted[0].length;
      return quoted[1]!.replaceAll('""', '"');
    }
    const plain = /^[^\s,()]+/.exec(this.text.slice(this.#at))?.[0] ?? '';
    this.#at += Math.max(plain.length, 1);
    return plain;
  }

  #take(character: string): boolean {
    this.#blanks();
    if (this.text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #blanks(): void {
    while (this.text[this.#at] === ' ') this.#at++;
  }
}
