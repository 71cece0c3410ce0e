import { beforeAll, describe, expect, test } from 'vitest';
import type { AppError } from '../base';
import { codec } from '../value';
import { showFailure } from './failure';
import { Workbench } from './workbench';

let workbench: Workbench;
beforeAll(async () => {
  workbench = await Workbench.open();
});

async function failure(text: string, input: Uint8Array = new Uint8Array()): Promise<AppError> {
  const result = await workbench.run({ sources: [{ path: '', text }] }, { runner: 'interpreter', input });
  if (result.ok || result.error.kind !== 'error') throw new Error('the run was to fail');
  return result.error.error;
}

describe('where a running program failed (EDT-26)', () => {
  test.each([
    ['a value', 'func main() -> 1: Int64 / 0', '1: Int64 / 0', []],
    ['an item', 'func main() -> [4: Int64, 0, 2] | map(x -> 8 / x)', '8 / x', [{ index: 1, value: '0' }]],
    [
      'an item that was made on the way, of a type of its own',
      `type Visit: {page: Text, at: Date?, marks: [Int8], kind: enum {quick, long: Int64}}
       func main() -> ([{"a\\nb", .some(@2024-05-06), [1, 2], .long(0)}: Visit] | filter(v -> v.page != "")
         | map(v -> match v.kind { .quick => 1, .long(n) => 60 / n }))`,
      '60 / n',
      [{ index: 0, value: '{ page = "a\\nb", at = some(@2024-05-06), marks = [ 1, 2 ], kind = long(0) }' }],
    ],
    [
      'an item of an item',
      'func main() -> [[1: Int64], [3, 0]] | map(xs -> xs | map(x -> 6 / x))',
      '6 / x',
      [
        { index: 1, value: '0' },
        { index: 1, value: '[ 3, 0 ]' },
      ],
    ],
    [
      'a sort key',
      'func main() -> [{1: Int64, "a"}, {0, "b"}] | sort(r -> 1 / r.0)',
      '1 / r.0',
      [{ index: 1, value: '{ 0, "b" }' }],
    ],
    [
      'a step of a fold',
      'func main() -> fold([5: Int64, 0], 1: Int64, func (a: Int64, x: Int64) -> a / x)',
      'a / x',
      [{ index: 1, value: '0' }],
    ],
  ])('%s', async (_, text, place, rows) => {
    const error = await failure(text);
    expect(error).toMatchObject({ code: 'EXECUTION_ERROR', message: 'error: division by zero' });
    expect(text.slice(error.span!.start, error.span!.end)).toBe(place);
    expect(error.data).toEqual({ rows });
  });

  test('an item of an input that is too large to be kept', async () => {
    const items = Array.from({ length: 300_000 }, (_, i) => 300_000 - 1 - i);
    const input = codec.list(codec.u32).encode(items);
    const error = await failure('func main(xs: [Uint32]) -> xs | map(x -> 7 / x)', input);
    expect(error.data).toEqual({ rows: [{ index: 299_999, value: '0' }] });
  });

  test('a long item is cut', async () => {
    const error = await failure('func main() -> [sequence(0: Int64, 1000)] | map(xs -> sum(xs) / 0)');
    const [row] = (error.data as { rows: { value: string }[] }).rows;
    expect(row!.value).toMatch(/^\[ 0, 1, 2, .*…$/);
    expect(row!.value).toHaveLength(200);
  });

  test('is drawn', async () => {
    const text = 'func main() ->\n  [1: Int64, 0] | map(x -> 1 / x)\n';
    const error = await failure(text);
    const shown: string[] = [];
    const io = { out: () => {}, err: (part: string) => void shown.push(part), lines: async function* () {} };
    expect(showFailure({ kind: 'error', error }, [{ path: '', text }], io)).toBe(1);
    expect(shown.join('')).toBe(`Error:
   ╭─[ <unknown>:2:28 ]
   │
 2 │   [1: Int64, 0] | map(x -> 1 / x)
   │                            ──┬──
   │                              ╰──── error: division by zero
   │
   │ Note: in item 1: 0
───╯
`);
  });
});
