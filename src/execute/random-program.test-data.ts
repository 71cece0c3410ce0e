/** A small generator of numbers, the same for the same seed. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed * 2654435761 + 12345) >>> 0;
  }

  below(count: number): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * count);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
}

interface Scope {
  readonly lists: readonly string[];
  readonly numbers: readonly string[];
}

const library = `func evens(xs: [Int64]): [Int64] -> xs | filter(x -> x % 2 == 0)
func top(xs: [Int64], n: Int64): [Int64] -> xs | sort(x -> -x) | slice(0, n)
func twice(xs: [Int64], f: func (Int64): Int64): [Int64] -> xs | map(f) | map(f)
func either(a: [T], b: [T], first: Bool): [T] where T -> if first then a else b
func spread(xs: [Int64]) -> (let total = sum(xs); {total, parts = xs | map(x -> x * 100 / total)})
func ignore(xs: [Int64], n: Int64): Int64 -> n
const table = [{key = 1: Int64, value = 10: Int64}, {2, 20}, {3, 30}]
`;

/** A program over lists of numbers that checks; running it may fail, where the dice say so. */
export function randomProgram(seed: number): string {
  const dice = new Dice(seed);
  let names = 0;
  const fresh = (stem: string) => `${stem}${names++}`;

  const list = (depth: number, scope: Scope): string => {
    const leaf = [
      () => `[${[1, 2, 3].map(() => `${dice.below(9)}: Int64`).join(', ')}]`,
      () => `sequence(${dice.below(3)}: Int64, ${dice.below(7)})`,
      () => '([]: [Int64])',
      ...scope.lists.map((name) => () => name),
      ...scope.lists.map((name) => () => name),
    ];
    if (depth <= 0) return dice.pick(leaf)();
    const inner = () => list(depth - 1, scope);
    const lambda = (result: (scope: Scope) => string) => {
      const name = fresh('x');
      return `${name} -> ${result({ ...scope, numbers: [...scope.numbers, name, name] })}`;
    };
    return dice.pick([
      ...leaf.slice(-2),
      () => `(${inner()} | filter(${lambda((s) => condition(depth - 1, s))}))`,
      () => `(${inner()} | map(${lambda((s) => number(depth - 1, s))}))`,
      () => `(${inner()} | sort(${lambda((s) => number(0, s))}))`,
      () => `(${inner()} | slice(${dice.below(2)}, ${number(0, scope)}))`,
      () => `append(${inner()}, ${inner()})`,
      () => `(${inner()} | distinct())`,
      () => `(${inner()} | flat_map(${lambda((s) => list(depth - 2, s))}))`,
      () => `(if ${condition(depth - 1, scope)} then ${inner()} else ${inner()})`,
      () => `evens(${inner()})`,
      () => `top(${inner()}, ${number(depth - 1, scope)})`,
      () => `twice(${inner()}, ${lambda((s) => number(depth - 2, s))})`,
      () => `either(${inner()}, ${inner()}, ${condition(depth - 1, scope)})`,
      () => `spread(${inner()}).parts`,
      () => `(${inner()} | group_map(${lambda((s) => number(0, s))}, func (k, vs) -> k + sum(vs)))`,
      () =>
        `(${inner()} | map(${lambda((s) => `(table | find(t -> t.key == ${dice.pick(s.numbers)}) | std::option::map(t -> t.value) | or_default())`)}))`,
      () => {
        const name = fresh('v');
        const some = list(depth - 1, { ...scope, numbers: [...scope.numbers, name] });
        return `(match (${inner()} | max()) { .some(${name}) => ${some}, .none => ${inner()} })`;
      },
      () => {
        const name = fresh('l');
        return `(let ${name} = ${inner()}; ${list(depth - 1, { ...scope, lists: [...scope.lists, name, name, name] })})`;
      },
      () => {
        const name = fresh('n');
        const body = list(depth - 1, { ...scope, numbers: [...scope.numbers, name, name, name] });
        return `(let ${name} = ${number(depth - 1, scope)}; ${body})`;
      },
    ])();
  };

  const number = (depth: number, scope: Scope): string => {
    const leaf = [() => `(${dice.below(7)}: Int64)`, ...scope.numbers.map((name) => () => name)];
    if (depth <= 0) return dice.pick(leaf)();
    const inner = () => number(depth - 1, scope);
    return dice.pick([
      ...leaf,
      () => `(${inner()} + ${inner()})`,
      () => `(${inner()} - ${inner()})`,
      () => `(${inner()} / ${inner()})`,
      () => `sum(${list(depth - 1, scope)})`,
      () => `count(${list(depth - 1, scope)})`,
      () => `(${list(depth - 1, scope)} | min() | or_else(${inner()}))`,
      () => `${list(depth - 1, scope)}[${dice.below(3)}]`,
      () => `(${list(depth - 1, scope)} | fold(${inner()}, func (a, b) -> a + b))`,
      () => `(if ${condition(depth - 1, scope)} then ${inner()} else ${inner()})`,
      () => `spread(${list(depth - 1, scope)}).total`,
      () => `ignore(${list(depth - 1, scope)}, ${inner()})`,
    ])();
  };

  const condition = (depth: number, scope: Scope): string =>
    dice.pick([
      () => `${number(depth, scope)} > ${number(0, scope)}`,
      () => `${number(0, scope)} == ${number(depth - 1, scope)}`,
      () => `(${list(depth - 2, scope)} | contains(${number(0, scope)}))`,
    ])();

  const scope: Scope = { lists: [], numbers: [] };
  const main = dice.pick([
    () => list(4, scope),
    () => `{a = ${list(3, scope)}, b = ${number(3, scope)}}`,
    () => `(let shared = ${list(3, scope)}; {shared, ${list(3, { ...scope, lists: ['shared', 'shared'] })}})`,
    () => `(let n = ${number(3, scope)}; {n, ${list(3, { ...scope, numbers: ['n', 'n'] })}})`,
  ])();
  return `${library}func main() -> ${main}\n`;
}
