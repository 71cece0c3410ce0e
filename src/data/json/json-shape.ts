import {
  arrayTy,
  type EnumValue,
  enumTy,
  optionTy,
  type ScalarName,
  scalarTy,
  type Ty,
  tupleTy,
  type Value,
} from '../../value';
import { readCell } from '../columns/cell';
import { ColumnReader } from '../columns/infer-column';
import { columnNames } from '../columns/names';
import type { JsonValue } from './json-value';

/**
 * What stands at one place of all rows (DAT-5): everything that was seen there, merged. Null and missing members make
 * it optional; values of several kinds an enum with a variant for each.
 */
export class JsonShape {
  #optional = false;
  #texts: ColumnReader | null = null;
  #numbers: ColumnReader | null = null;
  #bools = false;
  #items: JsonShape | null = null;
  #members: Map<string, { readonly shape: JsonShape; seen: number }> | null = null;
  #objects = 0;

  add(value: JsonValue): void {
    switch (value.kind) {
      case 'null':
        this.#optional = true;
        return;
      case 'bool':
        this.#bools = true;
        return;
      case 'number':
        this.#numbers ??= new ColumnReader();
        this.#numbers.add(value.text);
        return;
      case 'text':
        this.#texts ??= new ColumnReader();
        this.#texts.add(value.value === '' ? '""' : value.value);
        return;
      case 'array':
        this.#items ??= new JsonShape();
        for (const item of value.items) this.#items.add(item);
        return;
      case 'object': {
        this.#members ??= new Map();
        this.#objects++;
        for (const [name, member] of value.members) {
          let known = this.#members.get(name);
          if (known === undefined) {
            known = { shape: new JsonShape(), seen: 0 };
            this.#members.set(name, known);
          }
          known.seen++;
          known.shape.add(member);
        }
      }
    }
  }

  /** How values of this place are read, and how that was found. */
  reading(): JsonReading {
    for (const { shape, seen } of this.#members?.values() ?? []) {
      if (seen < this.#objects) shape.#optional = true;
    }
    const kinds: [name: string, reading: JsonReading][] = [];
    if (this.#bools) kinds.push(['bool', scalarReading('Bool', 'bool', 'true and false')]);
    if (this.#numbers !== null) {
      const { type, reason } = this.#numbers.guess('');
      // JSON has no codes: a number too large for 64 bits is kept as its digits.
      const scalar = type.scalar === 'Int64' || type.scalar === 'Float64' ? type.scalar : 'Text';
      kinds.push(['number', scalarReading(scalar, 'number', reason)]);
    }
    if (this.#texts !== null) {
      const { type, reason } = this.#texts.guess('');
      const dated = type.scalar === 'Date' || type.scalar === 'Time' || type.scalar === 'Timestamp';
      kinds.push(['text', scalarReading(dated ? type.scalar : 'Text', 'text', dated ? reason : 'text')]);
    }
    if (this.#items !== null) kinds.push(['list', listReading(this.#items.reading())]);
    if (this.#members !== null) kinds.push(['object', tupleReading(this.#members)]);
    const reading =
      kinds.length === 0
        ? scalarReading('Text', 'text', 'every value is null')
        : kinds.length === 1
          ? kinds[0]![1]
          : mixedReading(kinds);
    return this.#optional || kinds.length === 0 ? optionalReading(reading) : reading;
  }
}

/** A type for the values of one place, and how to read them. `read` gives undefined where a value does not fit. */
export interface JsonReading {
  readonly ty: Ty;
  readonly reason: string;
  readonly kinds: readonly JsonValue['kind'][];
  readonly optional: boolean;
  /** Of objects: their members in order. */
  readonly fields?: readonly {
    readonly name: string;
    readonly original: string;
    readonly reading: JsonReading;
  }[];
  read(value: JsonValue | undefined): Value | undefined;
}

function scalarReading(scalar: ScalarName, kind: 'bool' | 'number' | 'text', reason: string): JsonReading {
  return {
    ty: scalarTy(scalar),
    reason,
    kinds: [kind],
    optional: false,
    read(value) {
      if (value === undefined) return undefined;
      if (value.kind === 'bool') return scalar === 'Bool' ? Number(value.value) : undefined;
      const text = value.kind === 'number' ? value.text : value.kind === 'text' ? value.value : undefined;
      if (text === undefined || value.kind !== kind) return undefined;
      if (scalar === 'Text') return text;
      return scalar === 'Duration' ? undefined : readCell(text, { scalar, optional: false });
    },
  };
}

function optionalReading(inner: JsonReading): JsonReading {
  return {
    ...inner,
    ty: optionTy(inner.ty),
    reason: `${inner.reason}; sometimes missing, so it is optional`,
    optional: true,
    read(value) {
      if (value === undefined || value.kind === 'null') return { tag: 0, payload: [] };
      const payload = inner.read(value);
      return payload === undefined ? undefined : { tag: 1, payload };
    },
  };
}

function listReading(item: JsonReading): JsonReading {
  return {
    ty: arrayTy(item.ty),
    reason: 'JSON arrays',
    kinds: ['array'],
    optional: false,
    read(value) {
      if (value?.kind !== 'array') return undefined;
      const items = value.items.map((one) => item.read(one));
      return items.includes(undefined) ? undefined : (items as Value[]);
    },
  };
}

function tupleReading(members: ReadonlyMap<string, { readonly shape: JsonShape }>): JsonReading {
  const originals = [...members.keys()];
  const names = columnNames(originals);
  const fields = originals.map((original, i) => ({
    name: names[i]!,
    original,
    reading: members.get(original)!.shape.reading(),
  }));
  return {
    ty: tupleTy(...fields.map(({ name, reading }) => [name, reading.ty] as const)),
    reason: 'JSON objects',
    kinds: ['object'],
    optional: false,
    fields,
    read(value) {
      if (value?.kind !== 'object') return undefined;
      for (const name of value.members.keys()) if (!members.has(name)) return undefined;
      const values = fields.map(({ original, reading }) => reading.read(value.members.get(original)));
      return values.includes(undefined) ? undefined : (values as Value[]);
    },
  };
}

function mixedReading(kinds: readonly (readonly [string, JsonReading])[]): JsonReading {
  return {
    ty: enumTy(kinds.map(([name, reading]) => [name, reading.ty] as const)),
    reason: `values of ${kinds.length} kinds, so a variant for each`,
    kinds: kinds.flatMap(([, reading]) => reading.kinds),
    optional: false,
    read(value): EnumValue | undefined {
      if (value === undefined) return undefined;
      const tag = kinds.findIndex(([, reading]) => reading.kinds.includes(value.kind));
      const payload = tag < 0 ? undefined : kinds[tag]![1].read(value);
      return payload === undefined ? undefined : { tag, payload };
    },
  };
}

/** Any JSON on one line, for a column that is kept as text. */
export function jsonText(value: JsonValue): string {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'bool':
      return String(value.value);
    case 'number':
      return value.text;
    case 'text':
      return JSON.stringify(value.value);
    case 'array':
      return `[${value.items.map(jsonText).join(',')}]`;
    case 'object':
      return `{${[...value.members].map(([name, member]) => `${JSON.stringify(name)}:${jsonText(member)}`).join(',')}}`;
  }
}
