import { describe, expect, test } from 'vitest';
import { compile } from '..';
import { duckdb, interpreter, planOf, source, testDeps } from '../plans.test-data';
import { samples } from '../samples.test-data';
import type { PlanNode } from './node';

async function nodesOf(text: string): Promise<readonly PlanNode[]> {
  return (await planOf(text, { allowWrites: true })).dag.nodes;
}

async function sqlNodes(text: string): Promise<readonly PlanNode[]> {
  return (await planOf(text, { allowWrites: true }, duckdb)).dag.nodes;
}

/** `kind <- port:producer …`, one line a node, in topological order. */
function outline(nodes: readonly PlanNode[]): readonly string[] {
  return nodes.map((node) => {
    const inputs = node.inputs.map((edge) => `${edge.displayOnly ? '?' : ''}${edge.port}:${edge.from}`);
    return [node.id, ...(inputs.length > 0 ? ['<-', ...inputs] : [])].join(' ');
  });
}

const rows = 'rows: [{id: Int64, name: Text, amount: Float64}]';

describe('NODE-1 nodes and edges by kind', () => {
  const cases: readonly (readonly [kind: string, program: string, expected: readonly string[]])[] = [
    [
      'filter',
      `func main(${rows}) -> rows | filter(r -> r.id > 1)`,
      ['main/source#1', 'main/filter#1 <- in:main/source#1', 'main/output#1 <- in:main/filter#1'],
    ],
    [
      'the filter half of find',
      `func main(${rows}) -> rows | find(r -> r.id > 1)`,
      [
        'main/source#1',
        'main/filter#1 <- in:main/source#1',
        'main/slice#1 <- in:main/filter#1',
        'main/output#1 <- in:main/slice#1',
      ],
    ],
    [
      'map',
      `func main(${rows}) -> rows | map(r -> r.id)`,
      ['main/source#1', 'main/map#1 <- in:main/source#1', 'main/output#1 <- in:main/map#1'],
    ],
    [
      'flatMap',
      `func main(${rows}) -> rows | flat_map(r -> [r.id, r.id])`,
      ['main/source#1', 'main/flatMap#1 <- in:main/source#1', 'main/output#1 <- in:main/flatMap#1'],
    ],
    [
      'lookup',
      `func main(${rows}, other: [{key: Int64}]) -> rows | map(r -> {r.id, other | find(o -> o.key == r.id)})`,
      [
        'main/source#1',
        'main/source#2',
        'main/lookup#1 <- in:main/source#1 build:main/source#2',
        'main/output#1 <- in:main/lookup#1',
      ],
    ],
    [
      'sort',
      `func main(${rows}) -> sort(rows, r -> r.id)`,
      ['main/source#1', 'main/sort#1 <- in:main/source#1', 'main/output#1 <- in:main/sort#1'],
    ],
    [
      'slice',
      `func main(${rows}) -> rows | slice(1, 2)`,
      ['main/source#1', 'main/slice#1 <- in:main/source#1', 'main/output#1 <- in:main/slice#1'],
    ],
    [
      'group and map of a group_map that does not reduce',
      `func main(${rows}) -> rows | group_map(r -> r.name, func (name, items) -> {name, items})`,
      [
        'main/source#1',
        'main/group#1 <- in:main/source#1',
        'main/map#1 <- in:main/group#1',
        'main/output#1 <- in:main/map#1',
      ],
    ],
    [
      'group and aggregate of one that does',
      `func main(${rows}) -> rows | group_map(r -> r.name, func (name, items) -> {name, count(items)})`,
      [
        'main/source#1',
        'main/group#1 <- in:main/source#1',
        'main/aggregate#1 <- in:main/group#1',
        'main/output#1 <- in:main/aggregate#1',
      ],
    ],
    [
      'aggregate',
      `func main(${rows}) -> count(rows)`,
      ['main/source#1', 'main/aggregate#1 <- in:main/source#1', 'main/output#1 <- in:main/aggregate#1'],
    ],
    [
      'window, of a mapper that looks at neighbours',
      'func main(all: [[Int64]]) -> all | map(xs -> xs | lag(1))',
      ['main/source#1', 'main/window#1 <- in:main/source#1', 'main/output#1 <- in:main/window#1'],
    ],
    [
      'append',
      `func main(${rows}) -> append(rows, rows | filter(r -> r.id > 1))`,
      [
        'main/source#1',
        'main/filter#1 <- in:main/source#1',
        'main/append#1 <- first:main/source#1 second:main/filter#1',
        'main/output#1 <- in:main/append#1',
      ],
    ],
    [
      'zip',
      'func main(a: [Int64], b: [Text]) -> zip(a, b)',
      [
        'main/source#1',
        'main/source#2',
        'main/zip#1 <- left:main/source#1 right:main/source#2',
        'main/output#1 <- in:main/zip#1',
      ],
    ],
    [
      'loop',
      'func main(a: [Int64]) -> a | loop_until_empty(xs -> xs | filter(x -> x > 10))',
      ['main/source#1', 'main/loop#1 <- in:main/source#1', 'main/output#1 <- in:main/loop#1'],
    ],
    [
      'branch',
      'func main(c: Bool, a: [Int64]) -> if c then a else (a | sort(x -> x))',
      [
        'main/source#1',
        'main/source#2',
        'main/sort#1 <- in:main/source#2',
        'main/branch#1 <- condition:main/source#1 0:main/source#2 ?1:main/sort#1',
        'main/output#1 <- in:main/branch#1',
      ],
    ],
    [
      'assemble',
      'func main(a: [Int64]) -> {n = count(a), 1: Int64, a | map(x -> x + 1)}',
      [
        'main/source#1',
        'main/aggregate#1 <- in:main/source#1',
        'main/map#1 <- in:main/source#1',
        'main/assemble#1 <- n:main/aggregate#1 2:main/map#1',
        'main/output#1 <- in:main/assemble#1',
      ],
    ],
    [
      'compute',
      'func main(a: [Int64]) -> sum(a) + 1',
      [
        'main/source#1',
        'main/aggregate#1 <- in:main/source#1',
        'main/compute#1 <- in:main/aggregate#1',
        'main/output#1 <- in:main/compute#1',
      ],
    ],
    [
      'write',
      'func main(a: [{id: Int64}]) -> a | std::fs::write_parquet("out.parquet")',
      ['main/source#1', 'main/write#1 <- in:main/source#1', 'main/output#1 <- in:main/write#1'],
    ],
  ];
  for (const [kind, program, expected] of cases) {
    test(`NODE-1 ${kind}`, async () => {
      expect(outline(await nodesOf(program))).toEqual(expected);
    });
  }

  test('NODE-1 sources: table, file, query, input, literal, constant', async () => {
    const text = `func main(n: Int64) -> {
      (std::sql::from("sales"): [{id: Int64}]),
      (std::fs::read_parquet("a.parquet"): [{id: Int64}]),
      (std::sql::raw("SELECT 1 AS id"): [{id: Int64}]),
      [1: Int64, 2],
      n,
    }`;
    const sources = (await sqlNodes(text)).filter((node) => node.kind === 'source');
    const origins = sources.map(
      (node) => node.payload.kind === 'source' && [node.payload.origin, node.display],
    );
    expect(origins).toEqual([
      ['input', 'n'],
      ['table', 'sales'],
      ['file', 'a.parquet'],
      ['query', 'raw SELECT 1 AS id'],
      ['literal', '[1: Int64, 2]'],
    ]);
    const [constant] = (await nodesOf('func main() -> 5: Int64')).filter((node) => node.kind === 'source');
    expect(constant).toMatchObject({ payload: { origin: 'constant' } });
  });
});

describe('the graph', () => {
  test('NODE-2 one output, ids unique, every node reaches it, no circles', async () => {
    for (const program of Object.values(samples)) {
      const nodes = await nodesOf(program);
      expect(new Set(nodes.map((node) => node.id)).size).toBe(nodes.length);
      expect(nodes.filter((node) => node.kind === 'output')).toHaveLength(1);
      const position = new Map(nodes.map((node, i) => [node.id, i]));
      const used = new Set(nodes.flatMap((node) => node.inputs.map((edge) => edge.from)));
      for (const node of nodes) {
        for (const edge of node.inputs) expect(position.get(edge.from)).toBeLessThan(position.get(node.id)!);
        if (node.kind !== 'output') expect(used.has(node.id)).toBe(true);
      }
    }
  });

  test('NODE-2 an unused binding makes no node, also when it holds a write', async () => {
    const text = `func main() -> (
      let unused = [1: Int64] | sort(x -> x);
      let written = [{id = 1: Int64}] | std::fs::write_parquet("out.parquet");
      2: Int64
    )`;
    expect(outline(await nodesOf(text))).toEqual(['main/source#1', 'main/output#1 <- in:main/source#1']);
  });

  test('NODE-3 the order is that of the text where the edges leave a choice', async () => {
    const nodes = await nodesOf('func main(b: [Int64], a: [Int64]) -> {count(a), sum(b)}');
    expect(nodes.map((node) => node.display)).toEqual(['b', 'a', 'count', 'sum', '{0, 1}', '{Int64, Int64}']);
  });

  test('NODE-4 blanks, comments, literals, names and lambda bodies leave ids alone', async () => {
    const one = 'func main(a: [Int64]) -> (let b = a | filter(x -> x > 1); {b | sort(x -> x), count(b)})';
    const two = `func main(numbers: [Int64]) -> (
      # only the large ones
      let large = numbers | filter(n -> n * 2 > 100 && n != 7);
      {large | sort(n -> -n), count(large)}
    )`;
    const ids = async (text: string) => (await nodesOf(text)).map((node) => node.id);
    expect(await ids(one)).toEqual(await ids(two));
  });

  test('NODE-4 an added node changes only later ids of its kind in its scope', async () => {
    const before = await nodesOf('func main(a: [Int64]) -> a | map(x -> x) | sort(x -> x) | map(x -> x)');
    const after = await nodesOf(
      'func main(a: [Int64]) -> a | map(x -> x) | sort(x -> x) | sort(x -> x) | map(x -> x)',
    );
    const added = after.map((node) => node.id).filter((id) => !before.some((node) => node.id === id));
    expect(added).toEqual(['main/sort#2']);
  });

  test('NODE-4 calls open scopes, counted by name in the order of the text', async () => {
    const text = `func albums(xs: [Int64]) -> xs | sort(x -> x)
func \`größe!\`(xs: [Int64]) -> albums(xs)
func main(a: [Int64]) -> {albums(a), albums(a | map(x -> x)), a | \`größe!\`()}`;
    const scopes = (await nodesOf(text)).filter((node) => node.kind === 'sort').map((node) => node.id);
    expect(scopes.sort()).toEqual(
      ['main/albums/sort#1', 'main/albums.2/sort#1', 'main/gr%C3%B6%C3%9Fe%21/albums/sort#1'].sort(),
    );
  });

  test('NODE-5 the nearest let or function name, else the id', async () => {
    const nodes = await nodesOf(`func top(xs: [Int64]) -> xs | sort(x -> x) | slice(0, 1)
func main(a: [Int64]) -> (let doubled = a | map(x -> x * 2); {top(doubled), count(doubled)})`);
    const names = Object.fromEntries(nodes.map((node) => [node.id, node.name]));
    expect(names).toMatchObject({
      'main/source#1': 'a',
      'main/map#1': 'doubled',
      'main/top/slice#1': 'top',
      'main/top/sort#1': 'main/top/sort#1',
      'main/aggregate#1': 'main/aggregate#1',
    });
  });

  test('NODE-6 fingerprints ignore names and blanks and see every change of meaning', async () => {
    const print = async (text: string, id: string) =>
      (await nodesOf(text)).find((node) => node.id === id)!.fingerprint;
    const base = await print(
      'func main(a: [Int64]) -> a | filter(x -> x > 1) | map(x -> x + 1)',
      'main/map#1',
    );
    expect(
      await print('func main(b: [Int64]) ->  b | filter(y -> y > 1) | map(z -> z + 1)', 'main/map#1'),
    ).toBe(base);
    expect(
      await print('func main(a: [Int64]) -> a | filter(x -> x > 2) | map(x -> x + 1)', 'main/map#1'),
    ).not.toBe(base);
    expect(
      await print('func main(a: [Int64]) -> a | filter(x -> x > 1) | map(x -> x + 2)', 'main/map#1'),
    ).not.toBe(base);
    const called = (by: string) => `func step(x: Int64) -> x + ${by}\nfunc main(a: [Int64]) -> a | map(step)`;
    expect(await print(called('1'), 'main/map#1')).not.toBe(await print(called('2'), 'main/map#1'));
  });

  test('NODE-7 an edge carries the schema of its producer', async () => {
    for (const program of Object.values(samples)) {
      const { dag } = await planOf(program);
      for (const edge of dag.edges) {
        expect(edge.schema).toBe(dag.nodes.find((node) => node.id === edge.from)!.schema);
      }
    }
  });

  test('NODE-8 the span is the call and its own arguments, not the piped input', async () => {
    const text =
      'func main(a: [Int64]) -> (a\n  | filter(x -> x > 1)\n  | sort(x -> x)) | slice(0, count(a))';
    const at = (node: PlanNode) => node.span && text.slice(node.span.start, node.span.end);
    const spans = Object.fromEntries((await nodesOf(text)).map((node) => [node.id, at(node)]));
    expect(spans).toEqual({
      'main/source#1': 'a',
      'main/filter#1': 'filter(x -> x > 1)',
      'main/sort#1': 'sort(x -> x)',
      'main/slice#1': 'slice(0, count(a))',
      'main/aggregate#1': 'count(a)',
      'main/output#1': null,
    });
  });

  test('NODE-9 display is one line of at most 80 characters', async () => {
    const long = `func main(${rows}) -> rows | filter(row -> row.id > 1 && row.name != "a rather long name" && row.amount\n   < 12345678.0 && row.id != 17 && row.id != 18)`;
    const nodes = [...(await nodesOf(long)), ...(await nodesOf(samples.lookup!))];
    for (const node of nodes) {
      expect([...node.display].length).toBeLessThanOrEqual(80);
      expect(node.display).not.toContain('\n');
    }
    expect(nodes.find((node) => node.kind === 'filter')!.display).toMatch(/^filter id > 1 && name != .*…$/);
    const display = async (step: string) =>
      (await nodesOf(`func main(${rows}) -> rows | ${step}`))[1]!.display;
    expect(await display('filter(r -> r.amount > 100.0)')).toBe('filter amount > 100.0');
    expect(await display('sort(r -> -r.amount)')).toBe('sort by -amount');
    expect(await display('slice(0, 10)')).toBe('slice 0..10');
  });

  test('NODE-9 a lookup names the relation and the keys', async () => {
    const text = `const genres = [{id = 1: Int64, name = "a"}]
func main(albums: [{genre_id: Int64}]) -> albums | map(a -> (genres | find(g -> g.id == a.genre_id)))`;
    const [lookup] = (await nodesOf(text)).filter((node) => node.kind === 'lookup');
    expect(lookup!.display).toBe('lookup genres on id = genre_id');
    expect(lookup!.payload).toMatchObject({
      lookups: [
        {
          relation: 'genres',
          keys: [{ driving: 'a.genre_id', build: 'id' }],
          residual: null,
          cardinality: 'zeroOrOne',
          hoisted: true,
        },
      ],
    });
  });

  test('rule 6: a relation that is worked out is not hoisted', async () => {
    const text = `func main(xs: [Int64], ys: [Int64]) -> (
      xs | map(x -> (ys | map(y -> 1 / y) | filter(y -> y == x) | count()))
    )`;
    const nodes = await nodesOf(text);
    const lookup = nodes.find((node) => node.kind === 'lookup')!;
    expect(lookup.inputs).toContainEqual(
      expect.objectContaining({ from: 'main/map#1', port: 'build', displayOnly: true }),
    );
    expect(nodes.find((node) => node.id === 'main/map#1')!.decidedBy).toBe(lookup.id);
  });

  test('a text is one value, not a relation', async () => {
    const nodes = await nodesOf('func main(a: Text, xs: [Int64]) -> {a | std::text::concat("!"), count(xs)}');
    expect(outline(nodes)).toEqual([
      'main/source#1',
      'main/source#2',
      'main/aggregate#1 <- in:main/source#2',
      'main/assemble#1 <- in:main/source#1 1:main/aggregate#1',
      'main/output#1 <- in:main/assemble#1',
    ]);
  });

  test('NODE-10 effects', async () => {
    const effects = async (text: string) =>
      Object.fromEntries((await sqlNodes(text)).map((node) => [node.id, node.effect]));
    expect(
      await effects('func main() -> (std::sql::from("t"): [{id: Int64}]) | filter(r -> r.id > 1)'),
    ).toEqual({
      'main/source#1': 'reads',
      'main/filter#1': 'pure',
      'main/output#1': 'pure',
    });
    expect(await effects('func main() -> [{id = 1: Int64}] | std::sql::insert("t")')).toMatchObject({
      'main/write#1': 'writes',
    });
    expect((await planOf('func main(): [{id: Int64}] -> std::sql::from("t")', {}, duckdb)).effects).toBe(
      'reads',
    );
  });

  test('NODE-11 a write is refused at its own place', async () => {
    const text = 'func main() -> [{id = 1: Int64}] | std::fs::write_parquet("out.parquet")';
    const result = compile(source(text), {}, interpreter, await testDeps());
    expect(result.ok).toBe(false);
    if (result.ok) return;
    const { span } = result.error[0]!;
    expect(text.slice(span.start, span.end)).toBe('std::fs::write_parquet("out.parquet")');
  });

  test('NODE-15 inputs are sources named by their parameters, unused ones too', async () => {
    const nodes = await nodesOf('func main(used: Int64, idle: Text) -> used + 1');
    const sources = nodes.filter((node) => node.kind === 'source');
    expect(sources.map((node) => [node.name, node.payload.kind === 'source' && node.payload.unused])).toEqual(
      [
        ['used', false],
        ['idle', true],
      ],
    );
  });

  test('rule 1: a name used more than once is one node', async () => {
    const nodes = await nodesOf(
      'func main(a: [Int64]) -> (let b = a | sort(x -> x); {b, b | slice(0, 1), count(b)})',
    );
    expect(nodes.filter((node) => node.kind === 'sort')).toHaveLength(1);
    expect(nodes.flatMap((node) => node.inputs).filter((edge) => edge.from === 'main/sort#1')).toHaveLength(
      3,
    );
  });

  test('rule 2: a piped and a plain call give the same node', async () => {
    const piped = await nodesOf('func main(a: [Int64]) -> a | filter(x -> x > 1)');
    const plain = await nodesOf('func main(a: [Int64]) -> filter(a, x -> x > 1)');
    expect(piped.map((node) => node.fingerprint)).toEqual(plain.map((node) => node.fingerprint));
  });

  test('a chain longer than the stack is deep has a node for each step', async () => {
    const steps = Array.from(
      { length: 300 },
      (_, i) => `| ${i % 2 ? 'map(r -> r + 1)' : 'filter(r -> r > 1)'}`,
    );
    const calls = '| part() '.repeat(10);
    const nodes = await nodesOf(`func part(rows: [Int64]): [Int64] -> rows ${steps.join(' ')}
func main(rows: [Int64]) -> rows ${calls}`);
    expect(nodes).toHaveLength(10 * 300 + 2);
    expect(
      nodes.every((node, i) => node.kind === 'source' || node.inputs[0]!.from === nodes[i - 1]!.id),
    ).toBe(true);
    expect(new Set(nodes.map((node) => node.scope.join('/')))).toEqual(
      new Set(['main', 'main/part', ...Array.from({ length: 9 }, (_, i) => `main/part.${i + 2}`)]),
    );
  });

  test('rule 7: any program that checks has a graph', async () => {
    const programs = [
      'const main = 5: Int64',
      'func main() -> {}',
      'func main(f: {}) -> f',
      'func main() -> 2: Int64 | (x -> x + 1)',
      'func main() -> (let f = func (x: Int64) -> x + 1; f(f(1)))',
      'func main(x: Int64?) -> match x { .some(y) => y, .none => 0 }',
      'func main(xs: [Int64]) -> xs | index(0) | or_default()',
    ];
    for (const text of programs) {
      const result = compile(source(text), { materialize: 'every-node' }, interpreter, await testDeps());
      if (!result.ok) expect(text).toBe(result.error.map((d) => d.message).join());
      expect(result.ok && result.value.dag.nodes.at(-1)!.kind).toBe('output');
    }
  });
});
