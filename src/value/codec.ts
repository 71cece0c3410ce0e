import type { Result } from '../base';
import { decodeWithBytes } from './decode';
import { encode } from './encode';
import { type Format, formatOf } from './format';
import type { FormatError } from './format-error';
import { arrayTy, enumTy, identTy, optionTy, scalarTy, tupleTy, unitTy } from './make-ty';
import { markRecursiveVariants } from './recursion';
import type { Path, Ty, TyDef } from './ty';
import type { EnumValue, Value } from './value';

/**
 * A schema written in TypeScript: describes a Lutra type and turns plain objects of type `T` into its canonical
 * bytes and back. Built from the combinators below; `encode` and `decode` on any of them do the work, on objects of
 * any depth.
 *
 * | Combinator | Lutra type | Object |
 * |---|---|---|
 * | `u8 u16 u32` | `UintN` | number |
 * | `u64` | `Uint64` | bigint |
 * | `bool` | `Bool` | boolean |
 * | `text` | `Text` | string |
 * | `bytes` | `[Uint8]` | Uint8Array |
 * | `list(x)` | `[X]` | array |
 * | `option(x)` | `X?` | `x \| undefined` |
 * | `struct({a: x})` | `{a: X}` | `{a: x}`, fields in the order given |
 * | `union({a: x, b: unit})` | `enum {a: X, b}` | `{kind: 'a', value: x} \| {kind: 'b'}` |
 * | `named(path, () => x)` | the definition `path` | as `x`; the way to recursion |
 * | `mapped(x, {toWire, fromWire})` | as `x` | converted by the two functions, each node once |
 */
export interface Codec<T> {
  readonly schema: Schema;
  /** The type of the schema and every definition it mentions, recursive variants marked. */
  readonly ty: Ty;
  readonly defs: readonly TyDef[];
  /** The canonical bytes. Objects are trusted to be of type `T`: anything else is a bug and throws. */
  encode(object: T): Uint8Array;
  decode(bytes: Uint8Array): Result<T, FormatError>;
}

export type TypeOf<C> = C extends Codec<infer T> ? T : never;

type Schema =
  | { readonly kind: 'plain'; readonly ty: Ty }
  | { readonly kind: 'bool' }
  | { readonly kind: 'list'; readonly item: Schema }
  | { readonly kind: 'option'; readonly payload: Schema }
  | { readonly kind: 'struct'; readonly fields: readonly (readonly [string, Schema])[] }
  | { readonly kind: 'union'; readonly variants: readonly (readonly [string, Schema])[] }
  | { readonly kind: 'named'; readonly path: Path; readonly target: () => Schema }
  | { readonly kind: 'mapped'; readonly target: Schema; readonly mapping: Mapping };

interface Mapping {
  toWire(object: unknown): unknown;
  fromWire(object: unknown): unknown;
}

export const u8: Codec<number> = plain(scalarTy('Uint8'));
export const u16: Codec<number> = plain(scalarTy('Uint16'));
export const u32: Codec<number> = plain(scalarTy('Uint32'));
export const u64: Codec<bigint> = plain(scalarTy('Uint64'));
export const text: Codec<string> = plain(scalarTy('Text'));
export const bytes: Codec<Uint8Array> = plain(arrayTy(scalarTy('Uint8')));
export const bool: Codec<boolean> = codec({ kind: 'bool' });
/** The empty tuple: a variant without payload. */
export const unit: Codec<undefined> = codec({ kind: 'struct', fields: [] });

export function list<T>(item: Codec<T>): Codec<readonly T[]> {
  return codec({ kind: 'list', item: item.schema });
}

export function option<T>(payload: Codec<T>): Codec<T | undefined> {
  return codec({ kind: 'option', payload: payload.schema });
}

export function struct<F extends Readonly<Record<string, Codec<unknown>>>>(
  fields: F,
): Codec<{ readonly [K in keyof F]: TypeOf<F[K]> }> {
  return codec({
    kind: 'struct',
    fields: Object.entries(fields).map(([name, field]) => [name, field.schema]),
  });
}

export type UnionOf<V> = {
  [K in keyof V]: TypeOf<V[K]> extends undefined
    ? { readonly kind: K }
    : { readonly kind: K; readonly value: TypeOf<V[K]> };
}[keyof V];

export function union<V extends Readonly<Record<string, Codec<unknown>>>>(variants: V): Codec<UnionOf<V>> {
  return codec({
    kind: 'union',
    variants: Object.entries(variants).map(([name, variant]) => [name, variant.schema]),
  });
}

/** A definition. `target` is called when the schema is first used, so a definition may mention itself. */
export function named<T>(path: string | Path, target: () => Codec<T>): Codec<T> {
  let schema: Schema | undefined;
  return codec({
    kind: 'named',
    path: typeof path === 'string' ? [path] : path,
    target: () => {
      schema ??= target().schema;
      return schema;
    },
  });
}

/** Another shape for the same bytes. The functions see one node: what lies inside is converted by its own schema. */
export function mapped<Wire, T>(
  target: Codec<Wire>,
  mapping: { toWire(object: T): Wire; fromWire(object: Wire): T },
): Codec<T> {
  return codec({ kind: 'mapped', target: target.schema, mapping: mapping as unknown as Mapping });
}

function plain<T>(ty: Ty): Codec<T> {
  return codec({ kind: 'plain', ty });
}

function codec<T>(schema: Schema): Codec<T> {
  let prepared: { ty: Ty; defs: readonly TyDef[]; format: Format } | undefined;
  const prepare = () => {
    prepared ??= describe(schema);
    return prepared;
  };
  return {
    schema,
    get ty() {
      return prepare().ty;
    },
    get defs() {
      return prepare().defs;
    },
    encode(object) {
      const encoded = encode(toValue(schema, object), prepare().format);
      if (!encoded.ok) throw new TypeError(`object does not fit its schema: ${encoded.error.message}`);
      return encoded.value;
    },
    decode(source) {
      const decoded = decodeWithBytes(source, prepare().format);
      return decoded.ok ? { ok: true, value: fromValue(schema, decoded.value) as T } : decoded;
    },
  };
}

function describe(schema: Schema): { ty: Ty; defs: readonly TyDef[]; format: Format } {
  const found = new Map<string, TyDef>();
  const ty = schemaTy(schema, found);
  const defs = markRecursiveVariants([...found.values()]);
  const format = formatOf(ty, defs);
  if (!format.ok) throw new TypeError(`schema has no binary form: ${format.error.message}`);
  return { ty, defs, format: format.value };
}

function schemaTy(schema: Schema, found: Map<string, TyDef>): Ty {
  switch (schema.kind) {
    case 'plain':
      return schema.ty;
    case 'bool':
      return scalarTy('Bool');
    case 'list':
      return arrayTy(schemaTy(schema.item, found));
    case 'option':
      return optionTy(schemaTy(schema.payload, found));
    case 'struct':
      if (schema.fields.length === 0) return unitTy;
      return tupleTy(...schema.fields.map(([name, field]) => [name, schemaTy(field, found)] as const));
    case 'union':
      return enumTy(schema.variants.map(([name, variant]) => [name, schemaTy(variant, found)] as const));
    case 'mapped':
      return schemaTy(schema.target, found);
    case 'named': {
      const ty = identTy(...schema.path);
      const key = schema.path.join('\0');
      if (!found.has(key)) {
        // Held open while its own definition is described, so that it may mention itself.
        found.set(key, { name: schema.path, ty: unitTy });
        found.set(key, { name: schema.path, ty: schemaTy(schema.target(), found) });
      }
      return ty;
    }
  }
}

function toValue(schema: Schema, object: unknown): Value {
  const due: Unfilled[] = [];
  const root = started(schema, object, due);
  for (let next = due.pop(); next !== undefined; next = due.pop()) filled(next, due);
  return root as Value;
}

/** A list, a struct or an enum whose parts are filled in when its turn comes, so that conversion needs no recursion. */
interface Unfilled {
  readonly schema: Extract<Schema, { kind: 'list' | 'struct' | 'option' | 'union' }>;
  readonly from: unknown;
  readonly value: unknown;
}

/** The value of an object; of one with parts the empty value, which is filled when `due` comes to it. */
function started(written: Schema, object: unknown, due: Unfilled[]): unknown {
  let schema = written;
  let from = object;
  for (;;) {
    switch (schema.kind) {
      case 'plain':
        return from;
      case 'bool':
        return from === true ? 1 : 0;
      case 'named':
        schema = schema.target();
        continue;
      case 'mapped':
        from = schema.mapping.toWire(from);
        schema = schema.target;
        continue;
      case 'list':
        return toFill(schema, from, new Array((from as readonly unknown[]).length), due);
      case 'struct':
        return toFill(schema, from, new Array(schema.fields.length), due);
      case 'option':
        if (from === undefined) return { tag: 0, payload: [] };
        return toFill(schema, from, { tag: 1, payload: [] }, due);
      case 'union':
        return toFill(schema, from, { tag: tagOf(schema, from as { kind: string }), payload: [] }, due);
    }
  }
}

function toFill(schema: Unfilled['schema'], from: unknown, value: unknown, due: Unfilled[]): unknown {
  due.push({ schema, from, value });
  return value;
}

/** The position of the variant; -1 when there is none. */
function tagOf({ variants }: Extract<Schema, { kind: 'union' }>, { kind }: { kind: string }): number {
  let tag = variants.length - 1;
  while (tag >= 0 && variants[tag]![0] !== kind) tag--;
  return tag;
}

function filled({ schema, from, value }: Unfilled, due: Unfilled[]): void {
  switch (schema.kind) {
    case 'list': {
      const items = from as readonly unknown[];
      const values = value as unknown[];
      for (let i = 0; i < items.length; i++) values[i] = started(schema.item, items[i], due);
      return;
    }
    case 'struct': {
      const object = from as Record<string, unknown>;
      const values = value as unknown[];
      for (let i = 0; i < schema.fields.length; i++) {
        const field = schema.fields[i]!;
        values[i] = started(field[1], object[field[0]], due);
      }
      return;
    }
    case 'option':
      (value as { payload: unknown }).payload = started(schema.payload, from, due);
      return;
    case 'union': {
      const chosen = value as { tag: number; payload: unknown };
      const variant = schema.variants[chosen.tag]?.[1];
      if (variant) chosen.payload = started(variant, (from as { value?: unknown }).value, due);
    }
  }
}

/** A place for a converted value: filled when its turn comes, so that conversion needs no recursion. */
type Fill = (value: never) => void;
type Work = { readonly schema: Schema; readonly from: unknown; readonly fill: Fill } | (() => void);

function fromValue(schema: Schema, value: Value): unknown {
  let root: unknown;
  const fill = (object: unknown) => (root = object);
  const due: Work[] = [{ schema, from: value, fill }];
  for (let work = due.pop(); work !== undefined; work = due.pop()) {
    if (typeof work === 'function') work();
    else fromValueStep(work.schema, work.from, work.fill as (to: unknown) => void, due);
  }
  return root;
}

function fromValueStep(schema: Schema, value: unknown, fill: (object: unknown) => void, due: Work[]): void {
  switch (schema.kind) {
    case 'plain':
      fill(value);
      return;
    case 'bool':
      fill(value !== 0);
      return;
    case 'list': {
      const values = value as readonly Value[];
      const items: unknown[] = new Array(values.length);
      due.push(() => fill(items));
      for (const [index, from] of values.entries())
        due.push({ schema: schema.item, from, fill: into(items, index) });
      return;
    }
    case 'option': {
      const { tag, payload } = value as EnumValue;
      if (tag === 0) fill(undefined);
      else due.push({ schema: schema.payload, from: payload, fill: fill as Fill });
      return;
    }
    case 'struct': {
      if (schema.fields.length === 0) {
        fill(undefined);
        return;
      }
      const values = value as readonly Value[];
      const object: Record<string, unknown> = {};
      // Fields are named now, to keep the order of the schema, and the whole is handed on when all are filled.
      for (const [name] of schema.fields) object[name] = undefined;
      due.push(() => fill(object));
      for (const [index, [name, field]] of schema.fields.entries()) {
        due.push({ schema: field, from: values[index], fill: intoField(object, name) });
      }
      return;
    }
    case 'union': {
      const { tag, payload } = value as EnumValue;
      const [kind, variant] = schema.variants[tag]!;
      due.push({
        schema: variant,
        from: payload,
        fill: (inner: unknown) => fill(inner === undefined ? { kind } : { kind, value: inner }),
      });
      return;
    }
    case 'named':
      due.push({ schema: schema.target(), from: value, fill: fill as Fill });
      return;
    case 'mapped':
      due.push({
        schema: schema.target,
        from: value,
        fill: (wire: unknown) => fill(schema.mapping.fromWire(wire)),
      });
  }
}

function into(values: unknown[], index: number): Fill {
  return (value: unknown) => {
    values[index] = value;
  };
}

function intoField(object: Record<string, unknown>, name: string): Fill {
  return (value: unknown) => {
    object[name] = value;
  };
}
