import { expect, it } from 'vitest';
import { stdSources } from '../../std';
import { RandomTexts, seededRandom } from '../fuzz/random-texts';
import { type CheckOutcome, checkProject, ProjectChecker } from './check-project';
import type { SourceFile } from './checked-project';
import { readCorpus } from './corpus/read-corpus';

const std = checkProject(stdSources, { isStd: true }).project;
const corpora = import.meta.glob<string>('./corpus/*.corpus', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const cases = Object.values(corpora).flatMap((text) => readCorpus(text).map((example) => example.files));

/** Something of every kind, so that most edits leave most of it as it was. */
const shop: readonly SourceFile[] = [
  {
    path: 'module.lt',
    text: `#! The shop.
## What is sold.
type Item: {name: Text, price: Float64, kind: Kind, sold: Date}
type Kind: enum {food, drink: Size, other: [Kind]}
type Size(liters: Float64)
type Columns: {for f: F in Item do f: [F]}
const limit: Int32 = 10
const start = {day = @2024-02-29, items = []: [Item]}
func dear(item: Item, from least: Float64 = 5.5) -> item.price > least
func named(items: [Item]) -> items | map(i -> {i.name, label = f"{i.name}: {i.name}"})
func volume(kind: Kind): Float64 -> match kind {
  .drink(size) => size.liters,
  .food | .other => 0.0,
}
func first_of(items: [T]): T? where T -> items | find(i -> true)
func pair(a: T, b: U): {T, U} where T: {name: Text, ..}, U -> {a, b}
func columns(items: [Item]): Columns -> to_columnar(items)
func total(items: [Item]) -> (
  let dear_ones = items | filter(i -> dear(i));
  let sum = dear_ones | map(i -> i.price * tax::rate) | sum;
  if sum > 1.0 && (dear_ones | count) < 3 then sum else -sum
)
module report {
  func lines(items: [super::Item]) -> items | sort(i -> i.price) | super::named
}
@runner("duckdb")
func main(items: [Item]) -> {total(items), report::lines(items), first = first_of(items), limit}
`,
  },
  { path: 'tax.lt', text: 'submodule\nconst rate: Float64 = 1.19\nfunc taxed(x: Float64) -> x * rate\n' },
];

/** Everything that is known after a check, as text; locals are numbered in the order in which they come up. */
function shown({ project, diagnostics }: CheckOutcome): string {
  const ids = new Map<number, number>();
  const plain = (key: string, value: unknown): unknown => {
    if (typeof value === 'bigint') return `${value}n`;
    if (value instanceof Map) return [...value];
    if (key === 'id' && typeof value === 'number') {
      if (!ids.has(value)) ids.set(value, ids.size);
      return ids.get(value);
    }
    return value;
  };
  const own = <T>(all: ReadonlyMap<string, T> | undefined): [string, T][] =>
    [...(all ?? [])].filter(([path]) => !path.startsWith('std::')).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(
    {
      diagnostics,
      types: own(project?.types),
      values: own(project?.values),
      annotationDefinitions: own(project?.annotationDefinitions),
      order: project?.order,
      annotations: project?.annotations,
      hints: project?.hints,
    },
    plain,
    1,
  );
}

it('an empty project, then one with everything, then what a person types into it', () => {
  const checker = new ProjectChecker({ std });
  const check = (...files: readonly SourceFile[]) => {
    const outcome = checker.check(files);
    expect(shown(outcome)).toEqual(shown(checkProject(files, { std })));
    return outcome.diagnostics.map(({ message }) => message);
  };
  expect(check()).toEqual([]);
  expect(check(...shop)).toEqual([]);
  const [main, tax] = shop as [SourceFile, SourceFile];
  const typed = (from: string, to: string) => ({ ...main, text: main.text.replace(from, to) });
  for (let end = 1; end <= ' | filter(i -> i.nam)'.length; end++) {
    check(typed('| map(i -> i.price', `${' | filter(i -> i.nam)'.slice(0, end)}| map(i -> i.price`), tax);
  }
  expect(check(...shop)).toEqual([]);
  expect(check(typed('price: Float64', 'cost: Float64'), tax)).not.toEqual([]);
  expect(check(typed('drink: Size', 'drink: Size, ale'), tax)).toEqual([]);
  expect(check(main, { ...tax, text: tax.text.replace('1.19', '"much"') })).not.toEqual([]);
  expect(check(typed('func main', 'func unused(x: Int8) -> 1: Int8\nfunc main'), tax)).toEqual([]);
  expect(check(typed('## What', 'import tax::taxed as limit\n## What'), tax)).toEqual([]);
  expect(check(...shop)).toEqual([]);
});

it('what neither the edit nor anything it mentions has touched is not checked again', () => {
  const checker = new ProjectChecker({ std });
  const [main, tax] = shop as [SourceFile, SourceFile];
  const after = (...files: readonly SourceFile[]) => checker.check(files).project!.values;
  const first = after(main, tax);
  const second = after({ ...main, text: main.text.replace('5.5', '6.25') }, tax);
  const changed = [...second.keys()].filter((path) => second.get(path) !== first.get(path));
  expect(changed.sort()).toEqual(['dear', 'main', 'total']);
  const third = after(
    { ...main, text: main.text.replace('5.5', '6.25') },
    { ...tax, text: `#\n${tax.text}` },
  );
  expect([...third.keys()].filter((path) => third.get(path) !== second.get(path))).toEqual([]);
});

it('after any edits the outcome is that of a check from the beginning', () => {
  const random = seededRandom(20_261_121);
  const below = (limit: number) => Math.floor(random() * limit);
  const seeds = cases.flatMap((files) => files.map((file) => file.text));
  const texts = new RandomTexts(random, seeds);
  for (let project = 0; project < 40; project++) {
    const checker = new ProjectChecker({ std });
    const sound = project % 4 < 3 ? shop : cases[below(cases.length)]!;
    let files = sound;
    for (let edit = 0; edit < 25; edit++) {
      const at = below(files.length);
      const change = (file: SourceFile) => ({ ...file, text: texts.change(file.text) });
      // Text that is right gives the most to keep; so edits are often taken back.
      if (random() < 0.5) files = sound;
      else files = files.map((file, i) => (i === at ? change(file) : file));
      expect(shown(checker.check(files)), files[at]?.text).toEqual(shown(checkProject(files, { std })));
    }
  }
}, 60_000);
