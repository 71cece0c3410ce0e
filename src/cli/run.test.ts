import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Terminal } from './command';
import { folderFiles } from './folder-files';
import { main } from './main';
import { printed } from './output';
import { Workbench } from './workbench';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holt-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);

/** Runs a program in the folder; what it printed, and what it said. */
async function holt(program: string, ...options: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const io: Terminal = {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    lines: async function* () {},
  };
  await writeFile(at('program.lt'), program);
  const code = await main(['run', at('program.lt'), ...options], io);
  return { code, out: out.join(''), err: err.join('') };
}

/** The printed result on one line. */
async function result(program: string, ...options: string[]): Promise<string> {
  const { code, out, err } = await holt(program, ...options);
  expect(err).toBe('');
  expect(code).toBe(0);
  return out.trim().replace(/\s+/g, ' ');
}

const sightings = `
type Sighting: {id: Int64, bird: Text?, weight: Float64, day: Date, seen: enum {once, times: Int32}}
func sightings(): [Sighting] -> [
  {1, .some("wren"), 0.1, @2024-02-29, .once},
  {2, .none, 2.5, @1969-12-31, .times(3)},
]
`;

describe('values with their types (specification 3 A8, N)', () => {
  test('what one program writes as .ltd another reads', async () => {
    expect(await result(`${sightings} func main() -> sightings()`, '--output', at('s.ltd'))).toBe('');
    const program = `${sightings} func main(rows: [Sighting]) -> rows`;
    for (const runner of ['interpreter', 'duckdb']) {
      expect(
        await result(program, '--input-file', at('s.ltd'), '--runner', runner, '--output', at('again.ltd')),
      ).toBe('');
      expect(await readFile(at('again.ltd'))).toEqual(await readFile(at('s.ltd')));
    }
    const bytes = `${sightings} func main() -> sightings()`;
    await result(bytes, '--as', 'ld', '--output', at('s.ld'));
    expect(await result(program, '--input-file', at('s.ld'))).toBe(await result(bytes));
  });

  test('what a type names does not count, what it is does', async () => {
    const same =
      'func main(rows: [{id: Int64, bird: Text?, weight: Float64, day: Date, seen: enum {once, times: Int32}}]) -> count(rows)';
    expect(await result(same, '--input-file', at('s.ltd'))).toBe('2');
    const other = await holt('func main(rows: [{id: Int64}]) -> count(rows)', '--input-file', at('s.ltd'));
    expect(other.code).toBe(1);
    expect(other.err).toBe(
      `holt run: ${at('s.ltd')}: the file holds [main::Sighting], but the program takes [{id: Int64}]\n`.replace(
        'main::',
        '',
      ),
    );
  });

  test.each([
    ['.ltd', [1, 2, 3]],
    ['.ld', [8, 0, 0, 0, 9, 0, 0, 0]],
  ])('a broken %s file is told', async (ending, bytes) => {
    await writeFile(at(`broken${ending}`), Uint8Array.from(bytes));
    const { code, err } = await holt('func main(x: [Int64]) -> x', '--input-file', at(`broken${ending}`));
    expect(code).toBe(1);
    expect(err).toMatch(/^holt run: .*broken\.l/);
  });

  test('a program that takes something is given something', async () => {
    const { code, err } = await holt('func main(x: Int64, y: Text) -> x');
    expect(code).toBe(2);
    expect(err).toContain('the program takes {Int64, Text}; --input, --input-file or --data give it');
  });
});

test.each([
  ['lt', '[ { a = 1, b = "x,y", }, ]'],
  ['json', '[{"a":1,"b":"x,y"}]'],
  ['csv', 'a,b 1,"x,y"'],
  ['hex', '0800000001000000010000000800000003000000782c79'],
])('--as %s', async (form, expected) => {
  expect(
    (await result('func main() -> [{a = 1: Int32, b = "x,y"}]', '--as', form)).replace(/": /g, '":'),
  ).toBe(expected);
});

test('the ending of --output says the form', async () => {
  await result('func main() -> [{a = 1: Int32, b = "x,y"}]', '--output', at('o.csv'));
  expect(await readFile(at('o.csv'), 'utf8')).toBe('a,b\r\n1,"x,y"\r\n');
});

describe('files of std::fs in the folder of the program (specification 3 M3, 4 §10)', () => {
  const type = '[{id: Int64, bird: Text?, weight: Float64, day: Date, marks: [Int16], ok: Bool}]';
  const rows =
    '[{1, .some("wren"), 0.1, @2024-02-29, [1, 2], true}, {2, .none, -2.5, @1969-12-31, [], false}]';
  const runners = ['interpreter', 'duckdb'];
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await Workbench.open(folderFiles(folder));
  });
  afterAll(() => workbench.close());

  /** The printed result on one line, or the error's text. */
  async function ran(text: string, runner = 'interpreter'): Promise<string> {
    const done = await workbench.run({ sources: [{ path: '', text }] }, { runner });
    if (done.ok) return printed(done.value.output, done.value.type).replace(/\s+/g, ' ');
    return done.error.kind === 'error' ? done.error.error.message : done.error.diagnostics[0]!.message;
  }

  test.each(runners.flatMap((a) => runners.map((b) => [a, b] as const)))(
    'written on %s, read on %s',
    async (writer, reader) => {
      const file = `${writer}-${reader}.parquet`;
      const write = `func main() -> std::fs::write_parquet(${rows}: ${type}, "out/${file}")`;
      expect(await ran(write, writer)).toBe('{}');
      const read = `func main() -> (std::fs::read_parquet("./out/${file}"): ${type}) | sort(r -> r.id)`;
      const expected = await ran(`func main() -> ${rows}: ${type}`);
      expect(await ran(read, reader)).toBe(expected);
      const database = await DuckDBInstance.create();
      const connection = await database.connect();
      const native = await connection.runAndReadAll(
        `SELECT id, bird, weight, ok, marks::TEXT FROM '${at(`out/${file}`)}'`,
      );
      expect(native.getRows()).toEqual([
        [1n, 'wren', 0.1, true, '[1, 2]'],
        [2n, null, -2.5, false, '[]'],
      ]);
    },
    60_000,
  );

  test.each(runners)('many flat rows through one file on %s', async (runner) => {
    const flat = '[{id: Int64, half: Float64, name: Text, odd: Bool}]';
    const many =
      'sequence(0: Int64, 5000) | map(i -> {id = i, half = to_float64(i) / 2.0, name = to_text(i), odd = i % 2 == 1})';
    await ran(`func main() -> std::fs::write_parquet(${many}, "many.parquet")`);
    const read = `(std::fs::read_parquet("many.parquet"): ${flat})`;
    await ran(
      `func main() -> std::fs::write_parquet(${read} | filter(r -> r.odd) | map(r -> {r.id, r.name}), "odd.parquet")`,
      runner,
    );
    const check = `func main() -> (let r = (std::fs::read_parquet("odd.parquet"): [{id: Int64, name: Text}]);
      {count(r), r | map(x -> x.id) | sum, r | filter(x -> to_text(x.id) != x.name) | count})`;
    expect(await ran(check, runner)).toBe('{ 2500, 6250000, 0, }');
  });

  test.each(runners)('what cannot be read or written on %s', async (runner) => {
    const read = async (path: string) =>
      ran(`func main() -> std::fs::read_parquet("${path}"): [{n: Uint32}]`, runner);
    await ran('func main() -> std::fs::write_parquet([{a = 1: Int8, b = 2: Int8}], "two.parquet")');
    expect(await read('../two.parquet')).toContain('invalid path: ../two.parquet');
    expect(await read('/etc/passwd')).toContain('invalid path: /etc/passwd');
    expect(await read('none.parquet')).toContain('error: read_parquet(none.parquet): file not found');
    expect(await read('two.parquet')).toContain(
      'error: read_parquet(two.parquet): expected 1 columns, got 2',
    );
    const failing =
      'func main() -> std::fs::write_parquet([0: Int64] | map(x -> {n = 1 / x}), "never.parquet")';
    expect(await ran(failing, runner)).toContain('error: division by zero');
    expect(existsSync(at('never.parquet'))).toBe(false);
    const outside = 'func main() -> std::fs::write_parquet([{n = 1: Int8}], "../never.parquet")';
    expect(await ran(outside, runner)).toContain('invalid path: ../never.parquet');
  });

  test.each(runners)('a link out of the folder leads nowhere on %s', async (runner) => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'holt-'));
    await mkdir(at(runner), { recursive: true });
    symlinkSync(elsewhere, at(`${runner}/link`));
    const write = `func main() -> std::fs::write_parquet([{n = 1: Int8}], "${runner}/link/a.parquet")`;
    expect(await ran(write, runner)).toContain(
      `error: write_parquet: ${runner}/link/a.parquet leads out of the folder`,
    );
    expect(existsSync(join(elsewhere, 'a.parquet'))).toBe(false);
    await rm(elsewhere, { recursive: true });
  });

  test('the folder of the program is the root unless --files names another', async () => {
    await result('func main() -> std::fs::write_parquet([{n = 1: Int8}], "here.parquet")');
    expect(existsSync(at('here.parquet'))).toBe(true);
    await mkdir(at('other'));
    await result(
      'func main() -> std::fs::write_parquet([{n = 1: Int8}], "there.parquet")',
      '--files',
      at('other'),
    );
    expect(existsSync(at('other/there.parquet'))).toBe(true);
    expect((await holt('func main() -> 1: Int8', '--files', at('nowhere'))).err).toBe(
      `holt run: there is no folder ${at('nowhere')}\n`,
    );
  });

  test('the rows of a file as the input', async () => {
    await result('func main() -> [{a = 1: Int8, b = "x"}]', '--output', at('rows.parquet'));
    expect(readFileSync(at('rows.parquet')).subarray(0, 4).toString()).toBe('PAR1');
    const program = 'func main(rows: [{Int8, Text}]) -> rows | map(r -> r.1)';
    expect(await result(program, '--input-file', at('rows.parquet'))).toBe('[ "x", ]');
  });
});
