import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { typeText, type Value } from '../../value';
import { JsonShape } from './json-shape';
import { readJson } from './json-value';
import { jsonRows, ndjsonRows } from './read-rows';

function shaped(text: string): { type: string; rows: (Value | undefined)[] } {
  const read = jsonRows(text);
  if (!read.ok) throw new Error(read.error);
  const shape = new JsonShape();
  for (const row of read.value.rows) shape.add(row);
  const reading = shape.reading();
  return { type: typeText(reading.ty), rows: read.value.rows.map((row) => reading.read(row)) };
}

const plain = (text: string): unknown => {
  const read = readJson(text);
  return read.ok ? read.value : read.error;
};

describe('DAT-9 JSON keeps what is written', () => {
  test('numbers keep all their digits', () => {
    expect(plain('9223372036854775807')).toEqual({ kind: 'number', text: '9223372036854775807' });
    expect(shaped('[9223372036854775807, -9223372036854775808]')).toEqual({
      type: 'Int64',
      rows: [2n ** 63n - 1n, 2n ** 63n],
    });
    expect(shaped('[18446744073709551616]')).toEqual({ type: 'Text', rows: ['18446744073709551616'] });
    expect(shaped('[-0.0]').rows).toEqual([0x8000_0000_0000_0000n]);
  });

  test('reads every JSON text as the platform does', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const read = readJson(text);
        expect(read.ok).toBe(true);
      }),
    );
    expect(plain('"\\ud83e\\udda6 \\n\\"é"')).toEqual({ kind: 'text', value: '🦦 \n"é' });
  });

  test('says where a text is no JSON', () => {
    expect(plain('{"a": 1,\n "b" 2}')).toEqual({ line: 2, column: 6, message: 'a “:” is missing' });
    expect(plain('[1, 02]')).toMatchObject({ line: 1, message: 'a “,” is missing' });
    expect(plain('[1] x')).toMatchObject({ message: 'something stands after the value' });
    expect(plain(`${'['.repeat(600)}`)).toMatchObject({
      message: 'values are nested deeper than 500 levels',
    });
    fc.assert(
      fc.property(fc.string(), (text) => {
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        expect(readJson(text).ok).toBe(valid);
      }),
    );
  });
});

describe('DAT-5 types of JSON', () => {
  test('objects and arrays become tuples and arrays, to any depth', () => {
    expect(shaped('[{"id": 1, "lines": [{"sku": "a", "qty": 2}]}, {"id": 2, "lines": []}]').type).toBe(
      '{id: Int64, lines: [{sku: Text, qty: Int64}]}',
    );
  });

  test('null and a missing key make a column optional', () => {
    expect(shaped('[{"a": 1, "b": null}, {"b": "x"}]')).toEqual({
      type: '{a: Int64?, b: Text?}',
      rows: [
        [
          { tag: 1, payload: 1n },
          { tag: 0, payload: [] },
        ],
        [
          { tag: 0, payload: [] },
          { tag: 1, payload: 'x' },
        ],
      ],
    });
  });

  test('values of mixed kinds at one place become an enum with a variant for each', () => {
    expect(shaped('[1, "one", [2]]')).toEqual({
      type: 'enum {number: Int64, text: Text, list: [Int64]}',
      rows: [
        { tag: 0, payload: 1n },
        { tag: 1, payload: 'one' },
        { tag: 2, payload: [2n] },
      ],
    });
  });

  test('ISO dates in texts, fractions, booleans', () => {
    expect(shaped('[{"d": "2026-01-31", "t": "2026-01-31T10:00:00Z", "f": 1.5, "b": true}]').type).toBe(
      '{d: Date, t: Timestamp, f: Float64, b: Bool}',
    );
  });
});

test('DAT-7 a line of NDJSON that is no JSON is listed with its place, and nothing else is lost', () => {
  const { rows, lines, bad } = ndjsonRows('{"a": 1}\n\n{"a": }\n{"a": 3}\n');
  expect(rows.length).toBe(2);
  expect(lines).toEqual([1, 4]);
  expect(bad).toEqual([{ line: 3, reason: 'column 7: this is no JSON value', text: '{"a": }' }]);
});
