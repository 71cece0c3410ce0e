import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { createInterpreterRunner } from '../runners/interpreter';
import { encode, type Format, type Value } from '../value';
import { compileDeps } from './composition';
import { DataSets } from './data-sets';
import type { HeldValue } from './held-value';
import { ResidentRunner } from './resident-runner';
import { Runs } from './runs';
import { copyText } from './selection';
import { Shelf } from './shelf';

const types = `type Cents(Int64)
type Shade: enum {plain, of: {r: Uint8, g: Int8}, \`odd name\`: Text, deep: Cents?}
type Row: {
  i16: Int16, i32: Int32, i64: Int64, u8: Uint8, u32: Uint32, u64: Uint64,
  ratio: Float64, small: Float32, price: Decimal, ok: Bool, text: Text,
  day: Date, at: Timestamp, time: Time, long: Duration,
  cents: Cents, perhaps: Cents?, many: [Cents], shade: Shade, \`the end\`: {Text, [Shade?]},
}
`;

const shelf = new Shelf();
let runs: Runs;
beforeAll(async () => {
  const runners = [new ResidentRunner(createInterpreterRunner())];
  runs = new Runs(await compileDeps(), runners, new DataSets(), shelf);
});

/** What the program's main gives. */
async function mainOf(main: string): Promise<HeldValue> {
  const outcome = await runs.run({
    project: { files: [{ path: 'module.lt', text: `${types}${main}\n` }] },
    runner: 'interpreter',
    selector: '',
    inputs: [],
    allowWrites: false,
    mayLoad: false,
  });
  if (!outcome.ok) throw new Error(`${main}\n${JSON.stringify(outcome.failure)}`);
  const { id } = outcome.run.value;
  const held = shelf.get(id)!;
  shelf.release(id);
  return held;
}

/** Any value of a format, in the raw form that `encode` takes. */
function valuesOf(format: Format): fc.Arbitrary<Value> {
  switch (format.kind) {
    case 'prim':
      if (format.scalar === 'Bool') return fc.constantFrom(0, 1);
      if (format.scalar === 'Float64')
        return fc.double().map((value) => new BigUint64Array(Float64Array.of(value).buffer)[0]!);
      if (format.scalar === 'Float32')
        return fc
          .float()
          .map((value) =>
            Number.isNaN(value) ? 0x7fc00000 : new Uint32Array(Float32Array.of(value).buffer)[0]!,
          );
      return format.head === 8 ? fc.bigInt(0n, 2n ** 64n - 1n) : fc.nat(2 ** (format.head * 8) - 1);
    case 'text':
      return fc.string({ unit: 'grapheme', maxLength: 12 });
    case 'tuple':
      return fc.tuple(...format.fields.map((field) => valuesOf(field.format)));
    case 'array':
      return fc.array(valuesOf(format.item), { maxLength: 3 });
    case 'enum':
      return fc
        .nat(format.variants.length - 1)
        .chain((tag) => valuesOf(format.variants[tag]!.format).map((payload) => ({ tag, payload })));
  }
}

test('RES-9 any value copied as a literal is the same value again, with its type or as the body of a function', async () => {
  const empty = await mainOf('func main(): [Row] -> []');
  await fc.assert(
    fc.asyncProperty(valuesOf(empty.format), async (value) => {
      const bytes = encode(value, empty.format);
      if (!bytes.ok) throw new Error(bytes.error.message);
      const held = empty.withBytes(bytes.value);
      const literal = copyText(held, null, 'literal');
      const typed = copyText(held, null, 'typed-literal');
      if (!literal.ok || !typed.ok) throw new Error('not copied');
      expect((await mainOf(`func main(): [Row] -> ${literal.value}`)).bytes).toEqual(bytes.value);
      expect((await mainOf(`func main() -> ${typed.value}`)).bytes).toEqual(bytes.value);
    }),
    { numRuns: 25 },
  );
}, 60_000);
