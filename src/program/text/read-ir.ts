import { fail, ok, type Result } from '../../base';
import {
  type Path,
  type Ty,
  type TyDef,
  type TyEnumVariant,
  TypeTable,
  type TyTupleField,
} from '../../value';
import type { Expr, Literal, Program, SwitchBranch, TupleField } from '../ir';

/** Where and why a text is not a program. `offset` counts UTF-16 units. */
export interface IrTextError {
  readonly message: string;
  readonly offset: number;
}

/**
 * Reads what `printIr` writes (specification 3 C4, round trip). The type behind a literal decides its width. A path
 * that is not defined as written means the one below `std`. Types have no layouts.
 */
export function readIr(text: string): Result<Program, IrTextError> {
  try {
    return ok(new IrReader(text).program());
  } catch (thrown) {
    if (thrown instanceof Unexpected) return fail({ message: thrown.message, offset: thrown.offset });
    throw thrown;
  }
}

class Unexpected extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

class IrReader {
  private readonly text: string;
  private at = 0;
  private types = new TypeTable([]);
  private readonly bindings = new Map<number, Ty>();

  constructor(text: string) {
    this.text = text;
  }

  program(): Program {
    const written: TyDef[] = [];
    while (this.accept('type ')) {
      const name = this.path();
      this.expect('=');
      written.push({ name, ty: this.ty() });
      this.expect(';');
    }
    // Paths can be resolved, and names given their recursive variants, only when all definitions are known.
    const names = new Set(written.map((def) => def.name.join('::')));
    const byName = new Map(written.map((def) => [def.name.join('::'), def.ty]));
    const resolve = (ty: Ty): Ty => resolved(ty, names, (path) => byName.get(path.join('::')));
    const defs = written.map((def) => ({ name: def.name, ty: resolve(def.ty) }));
    this.types = new TypeTable(defs);
    this.resolve = resolve;
    this.expect('let main =');
    const main = this.expr();
    this.space();
    if (this.at < this.text.length) throw this.unexpected('the end');
    return { main, defs };
  }

  private resolve: (ty: Ty) => Ty = (ty) => ty;

  // Expressions ------------------------------------------------------------------------------------

  private expr(): Expr {
    const lets: { id: number; value: Expr }[] = [];
    while (this.accept('let ')) {
      const id = this.number();
      this.expect('=');
      const value = this.expr();
      this.expect(';');
      this.bindings.set(id, value.ty);
      lets.push({ id, value });
    }
    let result = this.single();
    for (let i = lets.length - 1; i >= 0; i--) {
      const { id, value } = lets[i]!;
      result = { kind: 'binding', id, value, main: result, ty: result.ty };
    }
    return result;
  }

  private single(): Expr {
    this.space();
    if (this.accept('external.')) {
      const end = this.text.indexOf(': ', this.at);
      if (end < 0) throw this.unexpected('a type');
      const id = this.text.slice(this.at, end);
      this.at = end;
      return { kind: 'external', id, ty: this.annotation() };
    }
    if (this.accept('var.')) return { kind: 'binding_ref', id: this.number(), ty: this.annotation() };
    if (this.accept('fn.')) {
      const functionId = this.number();
      this.expect('+');
      return { kind: 'parameter', functionId, position: this.number(), ty: this.annotation() };
    }
    const char = this.text[this.at];
    if (char === '(') return this.compound();
    if (char === '"' || char === "'") {
      const literal: Literal = { kind: 'text', text: this.quoted(char) };
      return { kind: 'literal', literal, ty: this.annotation() };
    }
    return this.numberLiteral();
  }

  private numberLiteral(): Expr {
    const bits = this.digits();
    const ty = this.annotation();
    const { kind } = this.types.materialise(ty);
    if (kind.kind !== 'primitive') throw this.unexpected('a primitive type');
    const literal: Literal =
      kind.width === 64
        ? { kind: 'prim64', bits: BigInt(bits) }
        : { kind: `prim${kind.width}`, bits: Number(bits) };
    return { kind: 'literal', literal, ty };
  }

  private compound(): Expr {
    this.expect('(');
    if (this.accept('call')) {
      const parts = this.list(() => this.expr());
      return { kind: 'call', callee: parts[0]!, args: parts.slice(1), ty: this.annotation() };
    }
    if (this.accept('func ')) {
      const id = this.number();
      this.expect('->');
      const body = this.expr();
      this.expect(')');
      return { kind: 'function', id, body, ty: this.annotation() };
    }
    if (this.accept('tuple_lookup')) {
      const base = this.expr();
      const position = this.lastNumber();
      return { kind: 'tuple_lookup', base, position, ty: this.annotation() };
    }
    if (this.accept('tuple')) {
      const fields = this.list((): TupleField => {
        const unpack = this.accept('..');
        return { expr: this.expr(), unpack };
      });
      return { kind: 'tuple', fields, ty: this.annotation() };
    }
    if (this.accept('array')) {
      const items = this.list(() => this.expr());
      return { kind: 'array', items, ty: this.annotation() };
    }
    if (this.accept('enum_variant ')) {
      const tag = this.number();
      let inner: Expr = {
        kind: 'tuple',
        fields: [],
        ty: { kind: { kind: 'tuple', fields: [] }, variantsRecursive: [] },
      };
      if (!this.accept(')')) {
        inner = this.expr();
        this.expect(')');
      }
      return { kind: 'enum_variant', tag, inner, ty: this.annotation() };
    }
    if (this.accept('enum_tag')) {
      const subject = this.expr();
      this.expect(',');
      this.expect(')');
      return { kind: 'enum_tag', subject, ty: this.annotation() };
    }
    if (this.accept('enum_unwrap')) {
      const subject = this.expr();
      const tag = this.lastNumber();
      return { kind: 'enum_unwrap', subject, tag, ty: this.annotation() };
    }
    this.expect('switch,');
    const branches = this.list((): SwitchBranch => {
      this.expect('(');
      const condition = this.expr();
      this.expect(',');
      const value = this.expr();
      this.expect(',');
      this.expect(')');
      return { condition, value };
    });
    return { kind: 'switch', branches, ty: this.annotation() };
  }

  /** Items, each ended by a comma, up to the closing parenthesis. */
  private list<T>(item: () => T): T[] {
    const items: T[] = [];
    while (!this.accept(')')) {
      items.push(item());
      this.expect(',');
    }
    return items;
  }

  /** `, 3, )` */
  private lastNumber(): number {
    this.expect(',');
    const number = this.number();
    this.expect(',');
    this.expect(')');
    return number;
  }

  private annotation(): Ty {
    this.expect(':');
    return this.resolve(this.ty());
  }

  private quoted(quote: string): string {
    let length = 0;
    while (this.text[this.at + length] === quote) length++;
    if (length % 2 === 0) {
      this.at += length;
      return '';
    }
    const delimiter = quote.repeat(length);
    const start = this.at + length;
    const end = this.text.indexOf(delimiter, start);
    if (end < 0) throw this.unexpected('the end of a text');
    this.at = end + length;
    return this.text
      .slice(start, end)
      .replace(/\\(?:u\{([0-9a-f]+)\}|(.))/g, (_, point: string | undefined, char: string) =>
        point ? String.fromCodePoint(Number.parseInt(point, 16)) : (unescaped[char] ?? char),
      );
  }

  // Types ------------------------------------------------------------------------------------------

  private ty(): Ty {
    this.space();
    if (this.accept('{')) {
      const fields = this.items('}', (): TyTupleField => {
        const start = this.at;
        const name = this.accept('`') ? this.backquoted() : this.plainName();
        if (name !== undefined && this.text.startsWith(': ', this.at)) {
          this.expect(':');
          return { name, ty: this.ty() };
        }
        this.at = start;
        return { ty: this.ty() };
      });
      return made({ kind: 'tuple', fields });
    }
    if (this.accept('[')) {
      const item = this.ty();
      this.expect(']');
      return made({ kind: 'array', item });
    }
    if (this.accept('func (')) {
      const params = this.items(')', () => this.ty());
      this.expect('->');
      return made({ kind: 'function', params, body: this.ty() });
    }
    if (this.accept('enum {')) {
      const recursive: number[] = [];
      let count = 0;
      const variants = this.items('}', (): TyEnumVariant => {
        if (this.accept('@recursive')) recursive.push(count);
        count++;
        const name = this.name();
        return { name, ty: this.accept(':') ? this.ty() : made({ kind: 'tuple', fields: [] }) };
      });
      return { kind: { kind: 'enum', variants }, variantsRecursive: recursive };
    }
    const path = this.path();
    const width = path.length === 1 ? /^Prim(8|16|32|64)$/.exec(path[0]!)?.[1] : undefined;
    if (width !== undefined) return made({ kind: 'primitive', width: Number(width) as 8 | 16 | 32 | 64 });
    return made({ kind: 'ident', path });
  }

  /** Items separated by commas, up to `close`. */
  private items<T>(close: string, item: () => T): T[] {
    const items: T[] = [];
    while (!this.accept(close)) {
      if (items.length > 0) this.expect(',');
      this.space();
      items.push(item());
    }
    return items;
  }

  private path(): Path {
    const segments = [this.name()];
    while (this.accept('::')) segments.push(this.name());
    return segments;
  }

  private name(): string {
    this.space();
    const name = this.accept('`') ? this.backquoted() : this.plainName();
    if (name === undefined) throw this.unexpected('a name');
    return name;
  }

  private backquoted(): string {
    const end = this.text.indexOf('`', this.at);
    if (end < 0) throw this.unexpected('a closing backtick');
    const name = this.text.slice(this.at, end);
    this.at = end + 1;
    return name;
  }

  private plainName(): string | undefined {
    const pattern = /[A-Za-z_][A-Za-z0-9_]*/y;
    pattern.lastIndex = this.at;
    const name = pattern.exec(this.text)?.[0];
    this.at += name?.length ?? 0;
    return name;
  }

  // Text -------------------------------------------------------------------------------------------

  private number(): number {
    return Number(this.digits());
  }

  private digits(): string {
    this.space();
    const pattern = /[0-9]+/y;
    pattern.lastIndex = this.at;
    const digits = pattern.exec(this.text)?.[0];
    if (digits === undefined) throw this.unexpected('a number');
    this.at += digits.length;
    return digits;
  }

  private space(): void {
    while (this.text[this.at] === ' ' || this.text[this.at] === '\n') this.at++;
  }

  private accept(word: string): boolean {
    this.space();
    if (!this.text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  private expect(word: string): void {
    if (!this.accept(word)) throw this.unexpected(`\`${word}\``);
  }

  private unexpected(expected: string): Unexpected {
    return new Unexpected(`expected ${expected}`, this.at);
  }
}

const unescaped: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function made(kind: Ty['kind']): Ty {
  return { kind, variantsRecursive: [] };
}

function resolved(ty: Ty, names: ReadonlySet<string>, find: (path: Path) => Ty | undefined): Ty {
  const inner = (of: Ty): Ty => resolved(of, names, find);
  const { kind } = ty;
  switch (kind.kind) {
    case 'primitive':
      return ty;
    case 'tuple':
      return { ...ty, kind: { kind: 'tuple', fields: kind.fields.map((f) => ({ ...f, ty: inner(f.ty) })) } };
    case 'array':
      return { ...ty, kind: { kind: 'array', item: inner(kind.item) } };
    case 'enum':
      return {
        ...ty,
        kind: { kind: 'enum', variants: kind.variants.map((v) => ({ ...v, ty: inner(v.ty) })) },
      };
    case 'function':
      return { ...ty, kind: { kind: 'function', params: kind.params.map(inner), body: inner(kind.body) } };
    case 'ident': {
      const path = names.has(kind.path.join('::')) ? kind.path : ['std', ...kind.path];
      const target = find(path);
      const variantsRecursive = target?.kind.kind === 'enum' ? target.variantsRecursive : [];
      return { kind: { kind: 'ident', path }, variantsRecursive };
    }
  }
}
