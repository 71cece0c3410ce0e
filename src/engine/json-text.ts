import { fail, ok, type Result } from '../base';
import { dateText, decimalText, durationText, type FormatError, timestampText, timeText, type ValueView } from '../value';
import { isOption } from './cell';

/** Below the length a string may have on every platform. */
const longest = 2 ** 27;

/**
 * A value as JSON that a person can read: tuples whose fields all have names are objects, other tuples arrays, an
 * option is its payload or null, another variant is its name or `{"name": payload}`. Whole numbers beyond 2^53
 * and numbers that JSON lacks are strings (RES-11).
 */
export function jsonText(value: ValueView): Result<string, FormatError> {
  const writer = new JsonWriter();
  writer.value(value, '');
  return writer.length > longest
    ? fail({ kind: 'InvalidData', message: 'value is too large to be shown as text' })
    : ok(writer.text);
}

class JsonWriter {
  readonly #parts: string[] = [];
  length = 0;

  get text(): string {
    return this.#parts.join('');
  }

  value(value: ValueView, indent: string): void {
    if (this.length > longest) return;
    const { format } = value;
    switch (format.kind) {
      case 'prim':
        return this.#put(primitive(value));
      case 'text':
        return this.#put(JSON.stringify(value.text()));
      case 'array':
        return this.#list('[', ']', value.length, indent, (i, inside) => this.value(value.item(i), inside));
      case 'tuple': {
        const named = format.fields.length > 0 && format.fields.every((field) => field.name !== undefined);
        return this.#list(named ? '{' : '[', named ? '}' : ']', format.fields.length, indent, (i, inside) => {
          if (named) this.#put(`${JSON.stringify(format.fields[i]!.name)}: `);
          this.value(value.field(i), inside);
        });
      }
      case 'enum': {
        const { tag, variant } = value.variant();
        if (isOption(format)) return tag === 0 ? this.#put('null') : this.value(value.payload(), indent);
        if (variant.isUnit) return this.#put(JSON.stringify(variant.name));
        return this.#list('{', '}', 1, indent, (_, inside) => {
          this.#put(`${JSON.stringify(variant.name)}: `);
          this.value(value.payload(), inside);
        });
      }
    }
  }

  #list(open: string, close: string, count: number, indent: string, item: (i: number, inside: string) => void): void {
    if (count === 0) return this.#put(open + close);
    const inside = `${indent}  `;
    for (let i = 0; i < count && this.length <= longest; i++) {
      this.#put(`${i === 0 ? open : ','}\n${inside}`);
      item(i, inside);
    }
    this.#put(`\n${indent}${close}`);
  }

  #put(text: string): void {
    this.#parts.push(text);
    this.length += text.length;
  }
}

function primitive(value: ValueView): string {
  const scalar = value.scalar();
  const name = value.format.kind === 'prim' ? value.format.scalar : undefined;
  if (name === 'Date') return JSON.stringify(dateText(scalar as number) ?? String(scalar));
  if (name === 'Time') return JSON.stringify(timeText(scalar as bigint));
  if (name === 'Duration') return JSON.stringify(durationText(scalar as bigint));
  if (name === 'Timestamp') return JSON.stringify(timestampText(scalar as bigint) ?? String(scalar));
  if (name === 'Decimal') return decimalText(scalar as bigint);
  if (typeof scalar === 'bigint') {
    const safe = scalar >= BigInt(Number.MIN_SAFE_INTEGER) && scalar <= BigInt(Number.MAX_SAFE_INTEGER);
    return safe ? String(scalar) : `"${scalar}"`;
  }
  if (typeof scalar === 'number' && !Number.isFinite(scalar)) return `"${scalar}"`;
  return Object.is(scalar, -0) ? '-0.0' : String(scalar);
}
