import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { main } from './main';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holt-'));
  await writeFile(join(folder, 'p.lt'), 'func main(q: Int32) -> q * 7 + 3\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function shown(form: string): Promise<string> {
  const out: string[] = [];
  const io = {
    out: (text: string) => void out.push(text),
    err: (text: string) => void out.push(text),
    lines: async function* () {},
  };
  await main(['program', join(folder, 'p.lt'), '--as', form], io);
  return out.join('');
}

test('the worked program of specification 3 C4 and G7 in every form', async () => {
  expect(await shown('ir')).toBe(`type std::Int32 = Prim32;
let main = (func 0 ->
  (call
    external.std::ops::add: func (Int32, Int32) -> Int32,
    (call
      external.std::ops::mul: func (Int32, Int32) -> Int32,
      fn.0+0: Int32,
      7: Int32,
    ): Int32,
    3: Int32,
  ): Int32
): func (Int32) -> Int32
`);
  expect(await shown('bytecode')).toBe(`external 0 = std::ops::add_int32
external 1 = std::ops::mul_int32
main =
  function 0
    call
      std::ops::add_int32
      call
        std::ops::mul_int32
        fn.0+0
        literal 07 00 00 00
      literal 03 00 00 00
`);
  const hex = await shown('hex');
  expect(hex).toHaveLength(2 * 187 + 1);
  expect(hex.startsWith('0204000000150000000200000003520000')).toBe(true);
});
