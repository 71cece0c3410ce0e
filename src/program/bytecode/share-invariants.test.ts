import { describe, expect, test } from 'vitest';
import { checkEntry, checkProject } from '../../language';
import { createInterpreterSession } from '../../runners/interpreter';
import { stdSources } from '../../std';
import { formatOf, print, schema } from '../../value';
import { compileToIr } from '../compile';
import { containedProgram } from '../container';
import type { Expr, Program } from '../ir';
import { children } from '../rewrite';
import { validate } from '../validate';
import { shareInvariants } from './share-invariants';
import { toBytecode } from './to-bytecode';

const std = checkProject(stdSources, { isStd: true }).project!;

function compiled(source: string) {
  const { project, diagnostics } = checkProject([{ path: '', text: source }], { std });
  if (!project) throw new Error(diagnostics[0]!.message);
  const ir = compileToIr(project, checkEntry(project).entry!, []);
  if (!ir.ok) throw new Error(ir.error[0]!.message);
  return ir.value;
}

async function result(source: string): Promise<string> {
  const { program, type } = compiled(source);
  const session = createInterpreterSession();
  const value = toBytecode(program).program;
  try {
    const id = await session.prepare(
      containedProgram.encode({ kind: 'bytecode_lt', value }),
      schema.programType.encode(type),
    );
    const output = await session.execute(id, new Uint8Array());
    const format = formatOf(type.output, type.defs);
    const printed = format.ok ? print(output, format.value) : format;
    return printed.ok ? printed.value.replace(/\s+/g, ' ') : printed.error.message;
  } catch (failure) {
    return (failure as Error).message;
  }
}

/** How many functions deep the external is called. */
function depthOf({ main }: Program, id: string): number {
  const depths: number[] = [];
  const pending: { expr: Expr; depth: number }[] = [{ expr: main, depth: 0 }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { expr, depth } = next;
    if (expr.kind === 'external' && expr.id === id) depths.push(depth);
    const inner = expr.kind === 'function' ? depth + 1 : depth;
    for (const child of children(expr)) pending.push({ expr: child, depth: inner });
  }
  expect(depths).toHaveLength(1);
  return depths[0]!;
}

describe('where the sum is worked out', () => {
  test.each([
    ['for every item before, once after', 'xs | map(x -> x / sum(ys))', 2, 1],
    ['also two loops deep', 'xs | map(x -> xs | map(y -> x * y + sum(ys)))', 3, 1],
    ['also in a fold', 'fold(xs, 0, func (a: Int64, x: Int64) -> a + x * sum(ys))', 2, 1],
    ['once an item when it depends on the item', 'xs | map(x -> sum([x]))', 2, 2],
    ['where only some calls need it', 'xs | map(x -> if x > 3 then x else sum(ys))', 2, 2],
  ])('%s', (_, expr, before, after) => {
    const { program } = compiled(`func main(xs: [Int64], ys: [Int64]) -> ${expr}`);
    expect(depthOf(program, 'std::array::sum')).toBe(before);
    const shared = shareInvariants(program);
    expect(validate(shared)).toEqual([]);
    expect(depthOf(shared, 'std::array::sum')).toBe(after);
  });

  test('work of constant cost stays', () => {
    const { program } = compiled('func main(xs: [Int64]) -> xs | map(x -> x + count(xs))');
    expect(shareInvariants(program)).toEqual(program);
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
    expect(await result(`func main() -> ${expr}`)).toBe(expected);
  });
});
