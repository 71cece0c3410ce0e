import { describe, expect, test } from 'vitest';
import { lineage } from '..';
import { duckdb, planOf } from '../plans.test-data';
import { samples } from '../samples.test-data';

const orders = 'orders: [{id: Int64, amount: Float64, customer: Int64, status: enum {open, paid: Float64}}]';

/** `column: kind source.column …` and what influences it, one line a column; last the relation's influences. */
async function lines(program: string, target?: typeof duckdb): Promise<readonly string[]> {
  const found = lineage(await planOf(program, {}, target))!;
  const rows = found.columns.map((column) => {
    const origins = column.origins.map(
      (one) => `${one.kind} ${one.node.replace('main/source', '')}.${one.column}`,
    );
    const influences = column.influences.map(
      (one) => `(${one.kind} ${one.node.replace('main/source', '')}.${one.column})`,
    );
    const marks = [...(column.constant ? ['constant'] : []), ...(column.opaque ? ['opaque'] : [])];
    return [`${column.column}:`, ...origins, ...influences, ...marks].join(' ');
  });
  const all = found.influences.map(
    (one) => `${one.kind} ${one.node.replace('main/source', '')}.${one.column}`,
  );
  return all.length > 0 ? [...rows, `all: ${all.join(', ')}`] : rows;
}

describe('column lineage', () => {
  test('LIN-1 renaming is identity, anything else a transformation', async () => {
    expect(
      await lines(
        `func main(${orders}) -> orders | map(o -> {key = o.id, double = o.amount * 2.0, o.customer})`,
      ),
    ).toEqual(['key: identity #1.id', 'double: transformation #1.amount', 'customer: identity #1.customer']);
  });

  test('LIN-1 a match makes a transformation of what it takes apart', async () => {
    expect(
      await lines(
        `func main(${orders}) -> orders | map(o -> match o.status { .paid(x) => x, .open => 0.0 })`,
      ),
    ).toEqual(['value: transformation #1.status.paid (conditional #1.status)']);
  });

  test('LIN-2 a group key is itself and influences the rest', async () => {
    expect(
      await lines(
        `func main(${orders}) -> orders | group_map(o -> o.customer, func (c, os) -> {c, total = (os | map(o -> o.amount) | sum())})`,
      ),
    ).toEqual(['c: identity #1.customer', 'total: aggregation #1.amount (groupBy #1.customer)']);
  });

  test('LIN-3 reducers aggregate; a count has influences only', async () => {
    expect(
      await lines(
        `func main(${orders}) -> (
          let kept = orders | filter(o -> o.id > 5);
          {n = count(kept), most = (kept | map(o -> o.amount) | max())}
        )`,
      ),
    ).toEqual(['n: (filter #1.id)', 'most.some: aggregation #1.amount (filter #1.id)']);
  });

  test('LIN-4 looked-up columns come from the build side; the keys of both sides join', async () => {
    const program = `func main(${orders}, people: [{key: Int64, name: Text}]) -> (
      orders | map(o -> {o.id, who = (people | find(p -> p.key == o.customer))})
    )`;
    expect(await lines(program)).toEqual([
      'id: identity #1.id',
      'who.some.key: identity #2.key (join #1.customer) (join #2.key)',
      'who.some.name: identity #2.name (join #1.customer) (join #2.key)',
      'all: join #1.customer, join #2.key',
    ]);
  });

  test('LIN-5 constants are listed as such', async () => {
    expect(await lines(`func main(${orders}) -> orders | map(o -> {o.id, rate = 0.2: Float64})`)).toEqual([
      'id: identity #1.id',
      'rate: constant',
    ]);
  });

  test('LIN-6 a condition influences its column only', async () => {
    expect(
      await lines(
        `func main(${orders}) -> orders | map(o -> {o.id, large = (if o.amount > 9.0 then o.customer else 0)})`,
      ),
    ).toEqual(['id: identity #1.id', 'large: identity #1.customer (conditional #1.amount)']);
  });

  test('LIN-7 append unites both sides by position, zip puts them side by side', async () => {
    const both = 'a: [{x: Int64, y: Text}], b: [{x: Int64, y: Text}]';
    expect(await lines(`func main(${both}) -> append(a, b)`)).toEqual([
      'x: identity #1.x identity #2.x',
      'y: identity #1.y identity #2.y',
    ]);
    expect(await lines(`func main(${both}) -> zip(a, b) | map(p -> {p.0.x, p.1.y})`)).toEqual([
      'x: identity #1.x',
      'y: identity #2.y',
    ]);
  });

  test('LIN-8 what cannot be followed is opaque and claims everything', async () => {
    expect(
      await lines(
        `func main(${orders}) -> orders | fold({0.0: Float64, 0: Int64}, func (a, o) -> {a.0 + o.amount, a.1 + o.id})`,
      ),
    ).toEqual([
      expect.stringMatching(/^0: transformation #1\.amount .*transformation #1\.id .*opaque$/),
      expect.stringMatching(/^1: transformation #1\.amount .*transformation #1\.id .*opaque$/),
    ]);
    expect(await lines('func main() -> (std::sql::raw("SELECT 1 AS id"): [{id: Int64}])', duckdb)).toEqual([
      'id: transformation #1.id opaque',
    ]);
  });

  test('a scalar accumulator is an aggregation', async () => {
    expect(await lines('func main(xs: [Int64]) -> xs | fold(0: Int64, func (a, x) -> a + x)')).toEqual([
      'value: aggregation #1.value',
    ]);
  });

  test('influences add up downstream: filter, sort, window', async () => {
    expect(
      await lines(`func main(${orders}) -> (
        orders | filter(o -> o.amount > 1.0) | sort(o -> o.id)
        | map_columnar(c -> {c.id, before = lag(c.amount, 1)})
      )`),
    ).toEqual([
      'id: identity #1.id',
      'before: transformation #1.amount (window #1.amount)',
      'all: filter #1.amount, sort #1.id',
    ]);
  });

  test('renames and long chains collapse to their source', async () => {
    const steps = ' | map(r -> {a = r.a})'.repeat(20);
    expect(await lines(`func main(rows: [{a: Int64}]) -> rows${steps}`)).toEqual(['a: identity #1.a']);
  });

  test('every node of every sample has a lineage', async () => {
    for (const program of Object.values(samples)) {
      const plan = await planOf(program);
      for (const node of plan.dag.nodes) expect(lineage(plan, node.id)?.node).toBe(node.id);
    }
  });
});
