/** Programs that between them have every kind of node, for golden files and for comparing cuts. */
export const samples: Readonly<Record<string, string>> = {
  pipeline: `type Invoice: {id: Int64, date: Date, amount: Float64}

const invoices: [Invoice] = [
  {id = 1, date = @2024-01-05, amount = 120.0},
  {id = 2, date = @2024-01-06, amount = 80.0},
  {id = 3, date = @2024-01-07, amount = 310.5},
]

func main() -> (
  invoices
  | filter(invoice -> invoice.amount > 100.0)
  | sort(invoice -> -invoice.amount)
  | slice(0, 10)
)
`,
  shared: `func main() -> (
  let big = sequence(0: Int64, 20) | filter(x -> x > 3);
  let total = sum(big);
  {total, share = big | map(x -> x * 100 / total), n = count(big)}
)
`,
  lookup: `const genres = [{id = 1: Int64, name = "jazz"}, {2, "rock"}]

func albums(): [{title: Text, genre_id: Int64}] -> [{"Blue", 1}, {"Red", 2}, {"None", 9}]

func main() -> (
  albums()
  | map(album -> {
    album.title,
    genre = (genres | find(genre -> genre.id == album.genre_id)),
    more = (genres | filter(genre -> genre.id > album.genre_id && genre.name != "folk") | count()),
  })
)
`,
  groups: `func main() -> (
  sequence(0: Int64, 12)
  | map(x -> {key = x % 3, value = x * x})
  | group_map(x -> x.key, func (key, items) -> {
    key,
    total = (items | map(x -> x.value) | sum()),
    largest = (items | map(x -> x.value) | max()),
  })
  | sort(x -> x.total)
)
`,
  distinct: `func main() -> ["b", "a", "b", "c", "a"] | distinct() | sort(x -> x)
`,
  aggregate: `func main() -> (
  [{a = 1: Int64, b = 2.5: Float64}, {3, 4.5}]
  | aggregate(columns -> {count = count(columns.a), total = sum(columns.a), mean = mean(columns.b)})
)
`,
  window: `func main() -> (
  [{day = 1: Int64, sales = 10: Int64}, {2, 30}, {3, 20}]
  | map_columnar(columns -> {columns.day, before = lag(columns.sales, 1), rank = rank(columns.sales)})
)
`,
  append_zip: `func main() -> (
  let low = sequence(0: Int64, 4);
  let high = sequence(10: Int64, 14);
  {both = append(low, high), pairs = zip(low, high)}
)
`,
  branch: `func main() -> (
  let numbers = sequence(0: Int64, 10);
  let total = sum(numbers);
  if total > 40
  then numbers | filter(x -> x % 2 == 0)
  else numbers | map(x -> 100 / (total - 45))
)
`,
  match_arms: `func main() -> (
  let first = sequence(1: Int64, 5) | find(x -> x * x > 5);
  match first {
    .some(limit) => sequence(0: Int64, 9) | filter(x -> x < limit),
    .none => [],
  }
)
`,
  loop: `func main() -> (
  loop_until_empty([1: Int64], step -> step | filter(x -> x < 20) | map(x -> x * 3))
)
`,
  fold: `func main() -> (
  sequence(1: Int64, 6) | fold(1: Int64, func (total, x) -> total * x)
)
`,
  functions: `func double(xs: [Int64]) -> xs | map(x -> x * 2)
func top(xs: [Int64], n: Int64) -> xs | sort(x -> -x) | slice(0, n)

func main() -> (
  let a = sequence(0: Int64, 5) | double() | double();
  top(a, 2) | append(top(double(a), 1))
)
`,
  generic: `func first_or(xs: [T], fallback: T): T where T -> xs | index(0) | or_else(fallback)
func both(xs: [A], ys: [B]): [{A, B}] where A, B -> zip(xs, ys) | slice(0, 2)

func main() -> {
  first_or(["x", "y"], "none"),
  first_or([]: [Int64], 7),
  pairs = both([1: Int64, 2, 3], ["a", "b", "c"]),
}
`,
  spread: `func with_id(rows: [R], id: Int64) where R: {..} -> (
  rows | map(row -> {id = id, ..row})
)

func main() -> [{name = "a", n = 1: Int64}, {"b", 2}] | with_id(5) | sort(x -> -x.n)
`,
  higher_order: `func apply(xs: [Int64], f: func (Int64): Int64): [Int64] -> xs | map(f)

func main() -> (
  let offset = sequence(1: Int64, 3) | sum();
  sequence(0: Int64, 3) | apply(x -> x + offset) | apply(x -> x * offset)
)
`,
  lazy: `func main() -> (
  let none = ([]: [Int64]) | max();
  let broken = [0: Int64] | map(x -> 1 / x) | sum();
  {none | or_else(3), (sequence(0: Int64, 3) | min()) | or_else(broken)}
)
`,
  nested: `func main() -> (
  [{id = 1: Int64, lines = [{qty = 2: Int64, price = 3: Int64}, {1, 10}]}, {2, []}]
  | map(order -> {order.id, total = (order.lines | map(line -> line.qty * line.price) | sum())})
  | flat_map(order -> [order.id, order.total])
)
`,
  scalars: `func area(width: Int64, height: Int64) -> width * height
func main() -> area(3, 4) + area(2, area(1, 5))
`,
  enums: `type Shape: enum {circle: Float64, square: Float64, none}

func size(shape: Shape): Float64 -> match shape {
  .circle(r) => r * r * 3.0,
  .square(side) => side * side,
  .none => 0.0,
}

func main() -> (
  let shapes = [.circle(1.0), .none, .square(2.0)]: [Shape];
  {shapes, sizes = shapes | map(size), biggest = (shapes | map(size) | max())}
)
`,
  text: `func main() -> (
  "b,a,c" | std::text::split(",") | sort(part -> part) | std::text::join("-")
)
`,
  index: `func main() -> (
  let numbers = sequence(5: Int64, 9);
  {first = numbers[0], missing = numbers[100], at = (numbers | index(1))}
)
`,
};
