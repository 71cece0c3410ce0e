import { expect, test } from 'vitest';
import { batch } from './batch';

/** What `holt batch` answers to these lines. */
async function answersTo(lines: readonly string[]): Promise<unknown[]> {
  let out = '';
  const code = await batch.run([], {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      throw new Error(text);
    },
    async *lines() {
      yield* lines;
    },
  });
  expect(code).toBe(0);
  return out
    .split('\n')
    .slice(0, -1)
    .map((line): unknown => JSON.parse(line));
}

async function answerTo(request: object): Promise<unknown> {
  const [answer] = await answersTo([JSON.stringify({ id: 1, ...request })]);
  return answer;
}

test('check: input and output of a program, with hints', async () => {
  const source = 'func main(n: Int8): Ordering ->\n  (let spare = 1: Int8; cmp(n, 2))';
  expect(await answerTo({ do: 'check', source })).toEqual({
    id: 1,
    ok: true,
    input: 'Int8',
    output: 'ops::Ordering',
    diagnostics: [
      expect.objectContaining({
        severity: 'hint',
        file: '',
        start: { line: 2, column: 8 },
        end: { line: 2, column: 13 },
      }),
    ],
  });
});

test('check: errors in their order, places from 1 in characters, notes behind them', async () => {
  const source = '# 𝒳\nconst k = {"𝒳é", -(1: Int8)}\nfunc f(): Bool -> "x"';
  const answer = await answerTo({ do: 'check', source });
  expect(answer).toMatchObject({
    ok: false,
    diagnostics: [
      {
        code: 'E0000',
        severity: 'error',
        message: 'non-constant expression',
        file: '',
        start: { line: 2, column: 18 },
        end: { line: 2, column: 28 },
        notes: ['use `func` instead of `const`'],
      },
      {
        code: 'E0006',
        severity: 'error',
        message: 'expected type `Bool`, but found type `Text`',
        file: '',
        start: { line: 3, column: 19 },
        end: { line: 3, column: 22 },
        notes: [],
      },
    ],
  });
});

test('check: files go by their paths, the expression that is run by none', async () => {
  const files = {
    'module.lt': 'func main() -> geo::k',
    'geo.lt': 'submodule\nconst k: Bool = "x"',
  };
  expect(await answerTo({ do: 'check', files })).toMatchObject({
    diagnostics: [{ file: 'geo.lt', start: { line: 2, column: 17 } }],
  });
  expect(await answerTo({ do: 'check', source: 'const k = true', main: 'k | 7' })).toMatchObject({
    diagnostics: [{ file: '', start: { line: 1, column: 5 }, end: { line: 1, column: 6 } }],
  });
});

test('format: the text, or the errors that keep it as it is', async () => {
  expect(await answerTo({ do: 'format', source: 'const  a=1' })).toEqual({
    id: 1,
    ok: true,
    text: 'const a = 1\n',
  });
  expect(await answerTo({ do: 'format', files: { 'a.lt': 'const a = .' } })).toMatchObject({
    ok: false,
    diagnostics: [
      { code: 'E0003', file: 'a.lt', start: { line: 1, column: 12 }, end: { line: 1, column: 12 } },
    ],
  });
});

test('run: the printed value, its type and its bytes, or the error with its place', async () => {
  const source = 'func main(n: Int16) -> {n, 6: Int16 / n}';
  expect(await answerTo({ do: 'run', source, input: '3' })).toEqual({
    id: 1,
    ok: true,
    output: '{\n  n = 3,\n  2,\n}',
    type: '{n: Int16, Int16}',
    bytes: '03000200',
  });
  expect(await answerTo({ do: 'run', source, input: '0' })).toMatchObject({
    ok: false,
    error: {
      code: 'EXECUTION_ERROR',
      message: 'error: division by zero',
      span: { file: '', start: { line: 1, column: 28 }, end: { line: 1, column: 40 } },
    },
  });
  expect(await answerTo({ do: 'run', source, input: '"x"' })).toMatchObject({
    diagnostics: [{ code: 'E0006', start: { line: 1, column: 1 }, end: { line: 1, column: 4 } }],
  });
});

test('plan and sql', async () => {
  const source = 'func main() -> 1: Int8';
  expect(await answerTo({ do: 'plan', source })).toMatchObject({ ok: true, plan: { schemaVersion: 1 } });
  expect(await answerTo({ do: 'sql', source, runner: 'pglite' })).toEqual({
    id: 1,
    ok: true,
    sql: expect.stringContaining('SELECT 1'),
  });
});

test('one answer a line, in order; a line that is no request gets one as well', async () => {
  const check = { do: 'check', source: 'const main = true' };
  const lines = [
    JSON.stringify({ id: { any: 'thing' }, ...check }),
    '',
    'not JSON',
    '[]',
    JSON.stringify({ id: 2, do: 'guess', source: '' }),
    JSON.stringify({ id: 3, do: 'check' }),
    JSON.stringify({ id: 4, do: 'check', files: { 'a.lt': 1 } }),
    JSON.stringify({ id: 5, ...check, main: 7 }),
    JSON.stringify({ id: 6, ...check, main: null }),
    JSON.stringify(check),
  ];
  const bad = (id: unknown) => ({
    id,
    ok: false,
    error: { code: 'BAD_REQUEST', message: expect.any(String) },
  });
  const good = (id: unknown) => ({ id, ok: true, input: '{}', output: 'Bool', diagnostics: [] });
  expect(await answersTo(lines)).toEqual([
    good({ any: 'thing' }),
    bad(null),
    bad(null),
    bad(2),
    bad(3),
    bad(4),
    bad(5),
    good(6),
    good(null),
  ]);
});
