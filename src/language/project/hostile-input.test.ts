import { describe, expect, it } from 'vitest';
import { stdSources } from '../../std';
import { formatFile } from '../format';
import { checkEntry } from './check-entry';
import { checkProject } from './check-project';

const std = checkProject(stdSources, { isStd: true }).project;

/** The first message, or `ok`. Whatever grows faster than its text runs into the time limit of its test. */
function check(text: string): string {
  const { project, diagnostics } = checkProject([{ path: '', text }], { std });
  const [first] = project ? checkEntry(project).diagnostics : diagnostics;
  return first?.message.slice(0, 60) ?? 'ok';
}

const lets = (count: number, value: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => `let a${i + 1} = ${value(i)}; `).join('');

describe('input that is hard to check', () => {
  it('many mistakes, and numbers beyond all numbers', () => {
    expect(check('const a = 1: Int8\n'.repeat(100_000))).toBe('duplicate name');
    expect(check(`func main() -> 1e${'9'.repeat(1000)}: Float64`)).toBe('ok');
    for (const digits of [17, 1000]) {
      const year = `const a = @${'9'.repeat(digits)}-01-01\n`;
      expect(formatFile('', year)).toMatchObject({ ok: true, text: year });
    }
  });

  it('types that double with every line', () => {
    const pairs = lets(40, (i) => `{a${i}, a${i}}`);
    expect(check(`func main(a0: Int8) -> (${pairs}true)`)).toBe('type has too many parts');
    expect(check(`func main(a0: Int8) -> (${pairs}a40: Bool)`)).toMatch(/^expected type `Bool`, but found/);
    const spreads = lets(40, (i) => `{..a${i}, ..a${i}}`);
    expect(check(`func main(a0: {Int8}) -> (${spreads}true)`)).toBe('type has too many parts');
    const piped = ' | (q -> {..q, ..q})'.repeat(40);
    expect(check(`func main(x: {Int8}) -> x${piped}`)).toBe('type has too many parts');
  });

  it('types that contain themselves', () => {
    expect(check('func f(x) -> x == [x]')).toBe('cannot infer type');
    expect(check('func f(x, y) -> [[x, [y]], [y, [x]]]')).toBe('cannot infer type');
    expect(check('type A: B type B: A const x: A = "t"')).toMatch(/^x expected type/);
    expect(
      check('type A: enum {end, l: A} type B: enum {end, l: B} func f(a: A): B -> a func main() -> true'),
    ).toBe('ok');
    expect(check('type B: {for f: F in B do f: [F]} func f(b: B): {x: Bool} -> b')).toBe(
      'lookup expected a tuple, found B',
    );
  });

  it('long chains', () => {
    expect(check(`func main() -> 1: Int64${' + 1'.repeat(500)}`)).toBe('ok');
    expect(check(`func main() -> 1: Int8${' | (x -> x)'.repeat(500)}`)).toBe('ok');
    expect(check(`func main() -> ""${'[0]'.repeat(290)}`)).toMatch(/^func std::array::index expected type/);
    const tooLong = 'too long: there are more than 600 operations in one chain';
    expect(check(`func main() -> 1: Int64${' + 1'.repeat(1900)}`)).toBe(tooLong);
    expect(check(`func main() -> ""${'[0]'.repeat(1900)}`)).toBe(tooLong);
    expect(check(`func main(x: Int8) -> x${'.a'.repeat(1900)}`)).toBe(tooLong);
    const nested = Array.from({ length: 3000 }, (_, i) => `func f${i + 1}() -> [f${i}()]`).join('\n');
    expect(check(`func f0() -> true\n${nested}\nfunc main() -> true`)).toBe('type has too many parts');
    const count = 2000;
    const calls = Array.from({ length: count }, (_, i) => `func f${i}(x: Int8) -> f${i + 1}(x)`).join('\n');
    expect(check(`${calls}\nfunc f${count}(x: Int8) -> x\nfunc main() -> f0(1)`)).toBe('ok');
    const aliases = Array.from({ length: 10_000 }, (_, i) => `type T${i}: T${i + 1}`).join('\n');
    expect(check(`${aliases}\ntype T10000: Int8\nfunc main(x: T0) -> x + 1`)).toBe('ok');
    const comprehensions = (last: string): string =>
      `${Array.from({ length: 10_000 }, (_, i) => `type T${i}: {for f: F in T${i + 1} do f: F}`).join('\n')}
      type T10000: ${last} func main() -> true`;
    expect(check(comprehensions('{a: Int8}'))).toBe('ok');
    expect(check(comprehensions('{a: [T0]}'))).toBe('ok');
    expect(check(comprehensions('T0'))).toBe('type has infinite size');
    const imports = (count: number): string =>
      Array.from({ length: count }, (_, i) => `import c${i + 1} as c${i}`).join('\n');
    expect(check(`${imports(900)}\nconst c900 = true\nfunc main() -> c0`)).toBe('ok');
    expect(check(`${imports(10_000)}\nconst c10000 = true\nfunc main() -> c0`)).toBe('recursive reference');
    const items = Array.from({ length: 10_000 }, (_, i) => i).join(', ');
    expect(check(`func main(): [Int32] -> [${items}]`)).toBe('ok');
  });
});
