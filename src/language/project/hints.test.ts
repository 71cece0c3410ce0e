import { describe, expect, it } from 'vitest';
import { stdSources } from '../../std';
import { checkProject } from './check-project';

const std = checkProject(stdSources, { isStd: true }).project;

/** The hints of a program, each with the text it points at. */
function hints(text: string): string[] {
  const { project, diagnostics } = checkProject([{ path: '', text }], { std });
  expect(diagnostics).toEqual([]);
  return project!.hints.map(
    ({ slug, span, message }) => `${slug} «${text.slice(span.start, span.end)}» ${message}`,
  );
}

describe('hints (specification 7 §4.4)', () => {
  it('names that nothing uses', () => {
    expect(
      hints(
        'import std::text::length\nfunc f(a: Int8, b: Int8, _c: Int8) -> (let d = b; let e = 1: Int8; d)',
      ),
    ).toEqual([
      'unused-name «std::text::length» import `length` is never used',
      'unused-name «a» parameter `a` is never used',
      'unused-name «e» name `e` is never used',
    ]);
  });

  it('names of later alternatives count once', () => {
    expect(hints('func f(e: enum {a: Int8, b: Int8}) -> match e { .a(n) | .b(n) => n }')).toEqual([]);
  });

  it('an import used by another module', () => {
    expect(hints('import std::text as t\nmodule m { func f() -> super::t::length("a") }')).toEqual([]);
  });

  it('variants that no branch names', () => {
    expect(
      hints('func f(e: enum {a, b, c, d}): Int8 -> match e { .a => 1, .b => 2 }').map(
        (h) => h.split('» ')[1],
      ),
    ).toEqual(['no branch names `.c`, `.d`; the last branch takes them']);
    expect(hints('func f(e: enum {a, b, c}): Int8 -> match e { .a => 1, _ => 2 }')).toEqual([]);
  });

  it('branches that nothing reaches', () => {
    const message = 'this branch is never reached: earlier ones take everything';
    expect(hints('func f(e: enum {a, b, c}): Int8 -> match e { .a => 1, _ => 2, .b => 3 }')).toEqual([
      `unreachable-branch «.b => 3» ${message}`,
    ]);
    expect(
      hints('func f(e: enum {a: Bool, b}): Int8 -> match e { .a(true) => 1, .a => 2, .b => 3 }'),
    ).toEqual([]);
    expect(hints('func f(e: enum {a, b}): Int8 -> match e { .a | .b => 1, _ => 2 }')).toEqual([
      `unreachable-branch «_ => 2» ${message}`,
    ]);
  });
});

describe('suggestions', () => {
  const suggestionsOf = (text: string) =>
    checkProject([{ path: '', text }], { std }).diagnostics.map((diagnostic) => diagnostic.suggestions);

  it('names, fields and variants that may have been meant', () => {
    expect(suggestionsOf('func main(rows: [Int8]) -> rows | fliter(r -> true)')).toEqual([['filter']]);
    expect(suggestionsOf('func main(customer: Int8) -> custmer')).toEqual([['customer']]);
    expect(suggestionsOf('func main(p: {price: Int8}) -> p.pirce')).toEqual([['price']]);
    expect(suggestionsOf('func main(e: enum {north, south}): Bool -> match e { .nroth => true }')).toEqual([
      ['north'],
    ]);
    expect(suggestionsOf('func main() -> zzzzzzzz')).toEqual([undefined]);
  });
});
