import { describe, expect, test } from 'vitest';
import { checkEntry, checkProject } from '../../language';
import { compileToIr, containedProgram, toBytecode } from '../../program';
import { stdSources } from '../../std';
import { formatOf, print, schema } from '../../value';
import { createInterpreterSession } from './index';

const std = checkProject(stdSources, { isStd: true }).project!;

/** The printed result on one line, or the error's text, and how often a running program asked whether to go on. */
async function run(source: string): Promise<{ readonly result: string; readonly batches: number }> {
  const { project, diagnostics } = checkProject([{ path: '', text: source }], { std });
  if (!project) throw new Error(diagnostics[0]!.message);
  const ir = compileToIr(project, checkEntry(project).entry!, []);
  if (!ir.ok) throw new Error(ir.error[0]!.message);
  const { program, type } = ir.value;
  const session = createInterpreterSession();
  const value = toBytecode(program).program;
  let batches = 0;
  const probe = () => {
    batches++;
    return false;
  };
  try {
    const id = await session.prepare(
      containedProgram.encode({ kind: 'bytecode_lt', value }),
      schema.programType.encode(type),
    );
    const output = await session.execute(id, new Uint8Array(), probe);
    const format = formatOf(type.output, type.defs);
    const printed = format.ok ? print(output, format.value) : format;
    return { result: printed.ok ? printed.value.replace(/\s+/g, ' ') : printed.error.message, batches };
  } catch (failure) {
    return { result: (failure as Error).message, batches };
  }
}

describe('work that is the same for every item is done once', () => {
  const rows = 20_000;
  const xs = `let xs = sequence(1: Int64, ${rows + 1}); `;
  // The program asks once in 1024 items. Ten passes over the rows are linear; one a row would be 400 million items.
  const linear = (10 * rows) / 1024;

  test.each([
    [
      'a total used once, inside the loop',
      '(let total = sum(xs); xs | map(x -> x / total) | count)',
      '20000',
    ],
    ['without a name', '(xs | filter(x -> x * 2 > sum(xs)) | count)', '0'],
    [
      'two loops deep',
      '([1: Int64, 2] | map(k -> xs | map(x -> x * k + sum(xs)) | count))',
      '[ 20000, 20000, ]',
    ],
    ['in a fold', '(fold(xs, 0, func (a: Int64, x: Int64) -> a + x - sum(xs) / count(xs)))', '10000'],
    ['where only some items need it', '(xs | map(x -> if x > 3 then x else sum(xs)) | count)', '20000'],
  ])('%s', async (_, expr, expected) => {
    const { result, batches } = await run(`func main() -> (${xs}${expr})`);
    expect(result).toBe(expected);
    expect(batches).toBeGreaterThan(0);
    expect(batches).toBeLessThan(linear);
  });

  test('and once an item when it depends on the item', async () => {
    const { batches } = await run(
      'func main() -> (let xs = sequence(0: Int64, 1000); xs | map(x -> xs | map(y -> x + y) | sum) | sum)',
    );
    expect(batches).toBeGreaterThan((1000 * 1000) / 1024);
  });
});

describe('what comes out (specification 2 §12.1)', () => {
  const boom = 'let boom = sum([1: Int64] | map(x -> x / 0)); ';
  test.each([
    ['the value', '(let zs = sequence(0: Int64, 10); [1: Int64, 2] | map(x -> x * sum(zs)))', '[ 45, 90, ]'],
    ['no items, no failure', `(${boom}[]: [Int64] | map(x -> x + boom))`, '[]'],
    ['an item, a failure', `(${boom}[1: Int64] | map(x -> x + boom))`, 'error: division by zero'],
    ['a branch not taken, no failure', `(${boom}[1: Int64] | map(x -> if x > 3 then boom else x))`, '[ 1, ]'],
    [
      'an inner loop without items, no failure',
      `(${boom}[1: Int64] | map(x -> [x] | filter(y -> y > 3) | map(y -> y + boom)))`,
      '[ [], ]',
    ],
  ])('%s', async (_, expr, expected) => {
    expect((await run(`func main() -> ${expr}`)).result).toBe(expected);
  });
});
