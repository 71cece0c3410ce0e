import { beforeAll, describe, expect, test } from 'vitest';
import type { FailurePlace } from '../../base';
import { checkEntry, checkProject } from '../../language';
import { compileToIr, containedProgram, permittedExternals, toBytecode } from '../../program';
import { SessionError } from '../../routing';
import { stdSources } from '../../std';
import { codec, formatOf, print, schema } from '../../value';
import type { FileStore } from '../files';
import { createInterpreterSession, type InterpreterOptions } from './index';

const std = checkProject(stdSources, { isStd: true }).project!;

function compiled(text: string) {
  const { project } = checkProject([{ path: '', text }], { std });
  const ir = compileToIr(
    project!,
    checkEntry(project!).entry!,
    permittedExternals('bytecode-lt', ['std::fs', 'interpreter']),
  );
  if (!ir.ok) throw new Error(ir.error[0]!.message);
  const { program, spans } = toBytecode(ir.value.program);
  return {
    bytes: containedProgram.encode({ kind: 'bytecode_lt', value: program }),
    type: schema.programType.encode(ir.value.type),
    spans,
    printed: (output: Uint8Array) => {
      const format = formatOf(ir.value.type.output, ir.value.type.defs);
      const text = format.ok ? print(output, format.value) : format;
      return text.ok ? text.value : text.error.message;
    },
  };
}

async function prepared(text: string, options: InterpreterOptions = {}) {
  const session = createInterpreterSession(options);
  const program = compiled(text);
  return { session, program, id: await session.prepare(program.bytes, program.type) };
}

async function failure(work: Promise<unknown>): Promise<SessionError> {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(SessionError);
  return thrown as SessionError;
}

const hex = (text: string) => Uint8Array.from(text.trim().split(/\s+/), (byte) => Number.parseInt(byte, 16));

describe('the session of the interpreter', () => {
  test('runs the worked program of specification 3 G7', async () => {
    const program = hex(`02 04 00 00 00 15 00 00 00 02 00 00 00 03 52 00 00 00 a9 00 00 00 00 00 00 00
      20 00 00 00 13 00 00 00 2b 00 00 00 00 00 00 00 23 00 00 00 13 00 00 00 2e 00 00 00 00 00 00 00
      73 74 64 3a 3a 6f 70 73 3a 3a 61 64 64 5f 69 6e 74 33 32 73 74 64 3a 3a 6f 70 73 3a 3a 6d 75 6c
      5f 69 6e 74 33 32 00 00 00 80 02 04 00 00 00 00 0c 00 00 00 0c 00 00 00 02 00 00 00 00 00 00 00
      02 09 00 00 00 01 2f 00 00 00 00 0c 00 00 00 0c 00 00 00 02 00 00 00 01 00 00 00 00 09 00 00 00
      01 08 00 00 00 00 00 00 80 08 00 00 00 04 00 00 00 07 00 00 00 08 00 00 00 04 00 00 00 03 00 00 00`);
    expect(program.length).toBe(187);
    const session = createInterpreterSession();
    const id = await session.prepare(program, compiled('func main(q: Int32) -> q * 7 + 3').type);
    expect([...(await session.execute(id, hex('05 00 00 00')))]).toEqual([0x26, 0, 0, 0]);
  });

  test('runs a prepared program again and again', async () => {
    const { session, program, id } = await prepared('func main(x: Int32) -> 3 * x + 2');
    expect(program.printed(await session.execute(id, hex('01 00 00 00')))).toBe('5');
    expect(program.printed(await session.execute(id, hex('05 00 00 00')))).toBe('17');
  });

  test('does not know a program that was released, and never uses its handle again', async () => {
    const { session, program, id } = await prepared('func main() -> 1: Int8');
    await session.release(id);
    await session.release(99);
    const error = await failure(session.execute(id, new Uint8Array()));
    expect(error.appError.code).toBe('PROGRAM_NOT_FOUND');
    expect(error.message).toBe('Program 0 not prepared');
    expect(await session.prepare(program.bytes, program.type)).toBe(1);
  });

  test('refuses other representations and what is no program', async () => {
    const session = createInterpreterSession();
    const { type } = compiled('func main() -> 1: Int8');
    const sql = containedProgram.encode({
      kind: 'sql_duck_db',
      value: {
        sql: 'SELECT 6',
        inputTy: { kind: { kind: 'tuple', fields: [] }, variantsRecursive: [] },
        outputTy: { kind: { kind: 'tuple', fields: [] }, variantsRecursive: [] },
        defs: [],
      },
    });
    expect((await failure(session.prepare(sql, type))).appError.code).toBe('PREPARE_ERROR');
    expect((await failure(session.prepare(hex('02 ff'), type))).appError.code).toBe('DECODE_ERROR');
  });

  test('names the first external without an implementation before it starts', async () => {
    const session = createInterpreterSession();
    const program = containedProgram.encode({
      kind: 'bytecode_lt',
      value: {
        externals: [{ id: 'geo::distance', layoutArgs: [] }],
        main: { kind: 'pointer', sid: 0 },
        defs: [],
      },
    });
    const id = await session.prepare(program, compiled('func main(x: Int32) -> x').type);
    const error = await failure(session.execute(id, hex('01 00 00 00')));
    expect(error.appError.code).toBe('EXECUTION_ERROR');
    expect(error.message).toBe('missing function implementation: geo::distance');
  });

  test('refuses broken programs as bad', async () => {
    const session = createInterpreterSession();
    const { type } = compiled('func main(x: Int32) -> x');
    const broken = (body: Parameters<typeof containedProgram.encode>[0]['value'] & { main: unknown }) =>
      failure(session.prepare(containedProgram.encode({ kind: 'bytecode_lt', value: body as never }), type));
    const main = (body: object) => ({
      externals: [],
      main: { kind: 'function', symbolNs: 0x80000000, body },
      defs: [],
    });
    const unbound = { kind: 'pointer', sid: 0x40000007 };
    const calledData = { kind: 'call', function: { kind: 'literal', bytes: hex('01 00 00 00') }, args: [] };
    for (const body of [
      unbound,
      calledData,
      { kind: 'switch', branches: [] },
      { kind: 'pointer', sid: 0xc0000000 },
    ]) {
      expect((await broken(main(body) as never)).message).toBe('bad program');
    }
  });

  test('refuses malformed input', async () => {
    const { session, id } = await prepared('func main(t: [Text]) -> count(t)');
    const error = await failure(session.execute(id, hex('08 00 00 00 ff ff ff 7f')));
    expect(error.message).toBe('bad inputs');
  });

  test('accepts input that is not canonical', async () => {
    const { session, program, id } = await prepared('func main(t: {Text, Text?}) -> {t.1, t.0}');
    // The option is none with rubbish in its pointer slot; four foreign bytes lie before the text.
    const input = hex('11 00 00 00 02 00 00 00 00 09 00 00 00 de ad be ef 68 69');
    expect(program.printed(await session.execute(id, input))).toBe('{\n  none,\n  "hi",\n}');
  });

  test('says where a program failed: the expression, and the rows its callbacks worked on', async () => {
    const text = 'func main(xs: [Int32]) -> xs | map(x -> [1: Int32, 2] | map(y -> y / x))';
    const { session, program, id } = await prepared(text);
    const input = codec.list(codec.u32).encode([5, 0, 7]);
    const error = await failure(session.execute(id, input));
    expect(error.message).toBe('error: division by zero');
    const place = error.appError.data as FailurePlace;
    const span = program.spans[place.expression!]!;
    expect(text.slice(span.start, span.end)).toBe('y / x');
    expect(place.rows.map(({ index, inputOffset }) => ({ index, inputOffset }))).toEqual([
      { index: 0, inputOffset: undefined },
      { index: 1, inputOffset: 12 },
    ]);
  });

  test('asks its probe at least every 1024 items and stops when told to', async () => {
    const { session, id } = await prepared(
      'func main() -> sequence(0: Int32, 100000) | map(x -> x + 1) | count',
    );
    let asked = 0;
    const error = await failure(session.execute(id, new Uint8Array(), () => ++asked === 5));
    expect(error.appError.code).toBe('INTERRUPTED');
    asked = 0;
    await session.execute(id, new Uint8Array(), () => ++asked < 0);
    expect(asked).toBeGreaterThanOrEqual(190);
  });

  test.each([
    'sequence(0: Int64, 1099511627776) | count',
    '[1: Int8] | loop_until_empty(x -> x) | count',
    '["a"] | loop_until_empty(x -> append(x, x)) | count',
    'sequence(0: Int64, 100000) | flat_map(x -> sequence(x, x + 100000)) | sum',
  ])('ends %s with a resource limit', async (program) => {
    const { session, id } = await prepared(`func main() -> ${program}`, { limits: { memoryBytes: 2 ** 26 } });
    expect((await failure(session.execute(id, new Uint8Array()))).message).toBe('error: resource limit');
  });

  test('gives canonical output: heads before bodies, padding zero, one NaN', async () => {
    const { session, id } = await prepared(
      'func main(x: Float64) -> [.some(x), .none, .some(x)]: [Float64?]',
    );
    const output = await session.execute(id, hex('01 00 00 00 00 00 f8 ff'));
    expect([...output]).toEqual([
      ...hex('08 00 00 00 03 00 00 00 01 0e 00 00 00 00 00 00 00 00 01 0c 00 00 00'),
      ...hex('00 00 00 00 00 00 f8 7f 00 00 00 00 00 00 f8 7f'),
    ]);
  });

  test('handles values nested 100,000 deep', async () => {
    const { session, id } = await prepared(`
      type Chain: enum {end, link: {head: Int32, tail: Chain}}
      func chain(): Chain -> sequence(0: Int32, 100000) | fold(.end: Chain, func (tail: Chain, head: Int32): Chain -> .link({head, tail}))
      func main() -> {chain(), chain() == chain(), [chain(), chain()] | group(c -> c) | count}`);
    const output = await session.execute(id, new Uint8Array());
    // Head: 5 bytes of the chain, true, one group; then 9 bytes a link.
    expect(output.length).toBe(5 + 1 + 8 + 100_000 * 9);
    expect(output[5]).toBe(1);
    expect(output[6]).toBe(1);
  });

  test('tells its version to a program that declares it', async () => {
    const { session, program, id } = await prepared(
      'module interpreter { external func version(): Text } func main() -> interpreter::version()',
    );
    expect(program.printed(await session.execute(id, new Uint8Array()))).toBe('"holt-interpreter 0.1.0"');
  });

  test('is ended by terminate', async () => {
    const { session, id } = await prepared('func main() -> 1: Int8');
    session.terminate();
    expect((await failure(session.execute(id, new Uint8Array()))).appError.code).toBe('DISCONNECTED');
  });
});

describe('files', () => {
  const stored = new Map<string, Uint8Array>();
  const files: FileStore = {
    read: async (path) => stored.get(path),
    write: (path, bytes) => void stored.set(path, bytes),
    list: () => [...stored.keys()],
  };

  beforeAll(async () => {
    const { session, id } = await prepared(
      'func main() -> fs::write_parquet([{n = 3: Int32, name = "a"}, {n = 4, name = "b"}], "in/a.parquet")',
      { files },
    );
    expect(await session.execute(id, new Uint8Array())).toEqual(new Uint8Array());
    expect([...stored.keys()]).toEqual(['in/a.parquet']);
  });

  test('are read from the store and written to it when the program has succeeded', async () => {
    const { session, program, id } = await prepared(
      `type Row: {n: Int32, name: Text}
      func rows(): [Row] -> fs::read_parquet("in/x/../a.parquet")
      func main() -> (let r = rows(); {r, fs::write_parquet(r | filter(x -> x.n > 3), "./out.parquet")})`,
      { files },
    );
    const output = await session.execute(id, new Uint8Array());
    expect(program.printed(output).replace(/\s+/g, ' ')).toBe(
      '{ r = [ { n = 3, name = "a", }, { n = 4, name = "b", }, ], {}, }',
    );
    const again = await prepared(
      'func main() -> (fs::read_parquet("out.parquet"): [{n: Int32, name: Text}]) | map(r -> r.name)',
      { files },
    );
    expect(again.program.printed(await again.session.execute(again.id, new Uint8Array()))).toBe(
      '[\n  "b",\n]',
    );
  });

  test('are declared as functions', async () => {
    const { session } = await prepared('func main() -> 1: Int8', { files });
    expect(await session.pullSchema()).toContain('func a(): [{');
  });

  test('a failed program writes nothing', async () => {
    const { session, id } = await prepared(
      'func main(x: Int32) -> {fs::write_parquet([{n = 1: Int32}], "never.parquet"), 1 / x}',
      { files },
    );
    expect((await failure(session.execute(id, hex('00 00 00 00')))).message).toBe('error: division by zero');
    expect(stored.has('never.parquet')).toBe(false);
  });

  test.each([
    ['../a.parquet', 'error: invalid path: ../a.parquet'],
    ['in/../../a', 'error: invalid path: in/../../a'],
    ['/etc/a', 'error: invalid path: /etc/a'],
    ['none.parquet', 'error: read_parquet(none.parquet): file not found'],
    ['in/a.parquet', 'error: read_parquet(in/a.parquet): expected 1 columns, got 2'],
  ])('reading %s fails', async (path, message) => {
    const { session, id } = await prepared(`func main() -> fs::read_parquet("${path}"): [{n: Uint32}]`, {
      files,
    });
    expect((await failure(session.execute(id, new Uint8Array()))).message).toBe(message);
  });

  test('are not there unless they are given', async () => {
    const { session, id } = await prepared('func main() -> fs::read_parquet("a"): [{n: Uint32}]');
    expect((await failure(session.execute(id, new Uint8Array()))).message).toBe(
      'error: lutra-interpreter was not provided with file-system access',
    );
  });
});
