import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkEntry, checkProject } from '../../language';
import { bytecode, compileToIr, containedProgram, toBytecode } from '../../program';
import { stdSources } from '../../std';
import {
  encode,
  formatOf,
  type ProgramType,
  scalarTy,
  schema,
  type Ty,
  unitTy,
  type Value,
} from '../../value';
import { createInterpreterSession } from './index';

const std = checkProject(stdSources, { isStd: true }).project!;

function compiled(text: string): { readonly bytes: Uint8Array; readonly type: ProgramType } {
  const { project, diagnostics } = checkProject([{ path: '', text }], { std });
  if (!project) throw new Error(`${diagnostics[0]!.message} in ${text}`);
  const ir = compileToIr(project, checkEntry(project).entry!, []);
  if (!ir.ok) throw new Error(ir.error[0]!.message);
  const { program, type } = ir.value;
  return {
    bytes: containedProgram.encode({ kind: 'bytecode_lt', value: toBytecode(program).program }),
    type,
  };
}

async function run(
  bytes: Uint8Array,
  type: ProgramType,
  input: Uint8Array = new Uint8Array(),
): Promise<string> {
  const session = createInterpreterSession();
  const id = await session.prepare(bytes, schema.programType.encode(type));
  return Buffer.from(await session.execute(id, input)).toString('hex');
}

function encoded(ty: Ty, { defs }: ProgramType, value: Value): Uint8Array {
  const format = formatOf(ty, defs);
  const bytes = format.ok ? encode(value, format.value) : format;
  if (!bytes.ok) throw new Error(bytes.error.message);
  return bytes.value;
}

describe('rows of specification 3 part O that only a running program shows (see TESTS.md)', () => {
  const variant = (name: string, ty: Ty) => ({ name, ty });

  test('29: an inline payload is cut to its slot', async () => {
    const body: bytecode.Expr = {
      kind: 'enum_variant',
      tag: Uint8Array.of(1),
      innerBytes: 2,
      hasPtr: false,
      paddingBytes: 0,
      inner: { kind: 'literal', bytes: Uint8Array.of(1, 2, 3) },
    };
    const main: bytecode.Expr = { kind: 'function', symbolNs: bytecode.parameterSid(0, 0), body };
    const program = containedProgram.encode({
      kind: 'bytecode_lt',
      value: { externals: [], main, defs: [] },
    });
    const output: Ty = {
      variantsRecursive: [],
      kind: { kind: 'enum', variants: [variant('none', unitTy), variant('some', scalarTy('Int16'))] },
    };
    expect(await run(program, { input: unitTy, output, defs: [] })).toBe('010102');
  });

  test('48: two parameters are a tuple', async () => {
    const { bytes, type } = compiled('func main(a: Int8, b: Int16) -> {b, a}');
    expect(await run(bytes, type, Uint8Array.of(1, 2, 0))).toBe('020001');
  });

  test('49: a constant ignores its input', async () => {
    const { bytes, type } = compiled('const main = 5: Int16');
    expect(await run(bytes, type)).toBe('0500');
  });

  test('51: an external without implementation fails before evaluation, also in a branch never taken', async () => {
    const bool = (value: number): bytecode.Expr => ({ kind: 'literal', bytes: Uint8Array.of(value) });
    const missing: bytecode.Expr = { kind: 'call', function: { kind: 'pointer', sid: 0 }, args: [] };
    const body: bytecode.Expr = {
      kind: 'switch',
      branches: [
        { condition: bool(1), value: bool(7) },
        { condition: bool(1), value: missing },
      ],
    };
    const main: bytecode.Expr = { kind: 'function', symbolNs: bytecode.parameterSid(0, 0), body };
    const externals = [{ id: 'geo::distance', layoutArgs: [] }];
    const program = containedProgram.encode({ kind: 'bytecode_lt', value: { externals, main, defs: [] } });
    await expect(run(program, { input: unitTy, output: scalarTy('Uint8'), defs: [] })).rejects.toThrow(
      'missing function implementation: geo::distance',
    );
  });
});

/** A value with its type and itself as source. */
interface Sample {
  readonly type: string;
  readonly text: string;
  readonly value: Value;
}

const integer = (type: string, bits: number): fc.Arbitrary<Sample> => {
  const half = 2n ** BigInt(bits - 1);
  return fc.bigInt(-half + 1n, half - 1n).map((n) => {
    const word = BigInt.asUintN(bits, n);
    return { type, text: `${n}: ${type}`, value: bits === 64 ? word : Number(word) };
  });
};

/** Nested values as part P asks for: an enum of units beside a large payload, tuples with neighbours of other widths. */
const { sample } = fc.letrec<{ sample: Sample }>((tie) => ({
  sample: fc.oneof(
    { maxDepth: 7, depthSize: 'small', withCrossShrink: true },
    integer('Int8', 8),
    integer('Int16', 16),
    integer('Int64', 64),
    fc.boolean().map((b): Sample => ({ type: 'Bool', text: String(b), value: b ? 1 : 0 })),
    fc
      .string({ unit: fc.constantFrom('a', 'é', '🦦', ' ', '-'), maxLength: 6 })
      .map((text): Sample => ({ type: 'Text', text: JSON.stringify(text), value: text })),
    fc.constantFrom<Sample>(
      { type: 'Mark', text: '(.dot: Mark)', value: { tag: 0, payload: [] } },
      { type: 'Mark', text: '(.big({1, "x", 2}): Mark)', value: { tag: 2, payload: [1n, 'x', 2n] } },
      { type: 'Mark', text: '(.dash: Mark)', value: { tag: 1, payload: [] } },
    ),
    fc.array(tie('sample'), { minLength: 1, maxLength: 4 }).map(
      (fields): Sample => ({
        type: `{${fields.map(({ type }) => type).join(', ')}}`,
        text: `{${fields.map(({ text }) => `(${text})`).join(', ')}}`,
        value: fields.map(({ value }) => value),
      }),
    ),
    fc.tuple(tie('sample'), fc.nat(3)).map(
      ([item, count]): Sample => ({
        type: `[${item.type}]`,
        text: `[${Array.from({ length: count }, () => `(${item.text})`).join(', ')}]: [${item.type}]`,
        value: Array.from({ length: count }, () => item.value),
      }),
    ),
    // Lookups: what stands beside the value is of other widths.
    tie('sample').map(({ type, text, value }): Sample => ({ type, text: `{true, (${text}), "z"}.1`, value })),
  ),
}));

const declarations = 'type Mark: enum {dot, dash, big: {Int64, Text, Int64}}\n';

describe('properties 1 and 2 of specification 3 part P', () => {
  test('a value made from its source has the bytes of the value', async () => {
    await fc.assert(
      fc.asyncProperty(sample, async ({ type: source, text, value }) => {
        const { bytes, type } = compiled(`${declarations}func main(): ${source} -> ${text}`);
        const expected = encoded(type.output, type, value);
        expect(await run(bytes, type)).toBe(Buffer.from(expected).toString('hex'));
      }),
      { numRuns: 150 },
    );
  });

  test('a program that gives back its input gives back its bytes', async () => {
    await fc.assert(
      fc.asyncProperty(sample, async ({ type: source, value }) => {
        const { bytes, type } = compiled(`${declarations}func main(x: ${source}) -> x`);
        const input = encoded(type.input, type, value);
        expect(await run(bytes, type, input)).toBe(Buffer.from(input).toString('hex'));
      }),
      { numRuns: 100 },
    );
  });
});
