import { describe, expect, it } from 'vitest';
import { stdSources } from '../../std';
import { printType } from '../types/print-type';
import { checkEntry } from './check-entry';
import { checkProject } from './check-project';
import type { SourceFile } from './checked-project';

const std = checkProject(stdSources, { isStd: true }).project!;

/** The files of a dependency, whose paths here begin with `../` and its name. */
function dependency(name: string, files: Record<string, string>): SourceFile[] {
  return Object.entries(files).map(([path, text]) => ({
    path: `../${name}/${path}`,
    text,
    dependency: { name, path },
  }));
}

const shop = dependency('shop', {
  'module.lt': `
    type Order: {id: Int32, paid: Bool}
    type Cents(Int64)
    func is_open(order: Order) -> !project::rules::settled(order)
    external func total(orders: [Order]): Cents
    const limit = 3: Int8
    anno tested(by: Text)
    module inner { func same(flag: Bool): std::Bool -> super::flip(flag) }
    func flip(flag: Bool) -> !flag`,
  'rules.lt': 'submodule func settled(order: super::Order) -> order.paid',
});

/** The program's input and output, or the first message with the text it is about. */
function check(text: string, dependencies: readonly SourceFile[] = shop): string {
  const sources = [{ path: 'module.lt', text }, ...dependencies];
  const { project, diagnostics } = checkProject(sources, { std });
  const entry = project && checkEntry(project);
  const [first] = entry?.diagnostics ?? diagnostics;
  if (first) {
    const file = sources.find(({ path }) => path === first.span.file);
    return `${first.span.file} «${file?.text.slice(first.span.start, first.span.end)}» ${first.message}`;
  }
  const full = { paths: 'full' } as const;
  return `${printType(entry!.entry!.input, full)} -> ${printType(entry!.entry!.output, full)}`;
}

describe('dependencies (specification 1 §13.3)', () => {
  it('are modules of the root, and their own absolute paths keep working', () => {
    expect(
      check('import shop::Order func main(o: Order) -> {shop::is_open(o), shop::rules::settled(o)}'),
    ).toBe('shop::Order -> {Bool, Bool}');
    expect(check('module a { func f() -> project::shop::limit } func main() -> a::f()')).toBe('{} -> Int8');
    expect(check('module a { func f() -> shop::limit } func main() -> a::f()')).toBe(
      'module.lt «shop::limit» name does not exist',
    );
  });

  it('take the place of a definition of their name', () => {
    expect(check('const shop: Bool = "never checked" func main() -> shop::limit')).toBe('{} -> Int8');
  });

  it('share one standard library', () => {
    expect(check('func main(): Bool -> shop::inner::same(true)')).toBe('{} -> Bool');
    expect(check('func main(b: shop::std::Bool): Bool -> b')).toBe('Bool -> Bool');
  });

  it('have types, constants, externals and annotations like anything else', () => {
    expect(
      check('@shop::tested("me") const k = shop::limit func main(o: [shop::Order]) -> {shop::total(o), k}'),
    ).toBe('[shop::Order] -> {shop::Cents, k: Int8}');
    expect(check('func main() -> shop::is_open({id = 1, paid = "no"})')).toBe(
      'module.lt «"no"» func shop::is_open expected type `Bool`, but found type `Text`',
    );
  });

  it('may be several, of which a later one sees the ones before it', () => {
    const stall = dependency('stall', { 'one.lt': 'import shop::limit const more = limit' });
    expect(check('func main() -> {stall::more, shop::limit}', [...shop, ...stall])).toBe(
      '{} -> {more: Int8, limit: Int8}',
    );
  });

  it('are checked first, at places in their own files', () => {
    const broken = dependency('broken', { 'module.lt': 'const a: Bool = "x"' });
    expect(check('const also: Bool = "wrong"', broken)).toBe(
      '../broken/module.lt «"x"» a expected type `Bool`, but found type `Text`',
    );
  });
});
