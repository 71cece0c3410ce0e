import { beforeAll, expect, test } from 'vitest';
import { defaultProfile } from '../routing';
import { encode, formatOf } from '../value';
import { partsIn } from './byte-parts';
import { layoutGraph } from './graph-layout';
import { HeldValue } from './held-value';
import { Inspector } from './inspector';
import { newest } from './newest';
import { PeekCache } from './peek-cache';
import { loadToolchain, type Toolchain } from './toolchain';
import { differencesBetween } from './value-difference';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

const project = {
  files: [
    {
      path: 'main.lt',
      text: `const rows = [{town = "Solkan", level = 3: Int64}, {town = "Litija", level = 5}]
func main() -> rows | filter(r -> r.level > 4) | map(r -> {r.town, high = r.level * 2})
`,
    },
  ],
};

function inspector(): Inspector {
  return new Inspector(toolchain.deps);
}

function step(kind: string) {
  const plan = toolchain.compile(project.files, {}, defaultProfile('interpreter')!);
  if (!plan.ok) throw new Error(plan.error[0]?.message);
  return plan.value.dag.nodes.find((node) => node.kind === kind)!.id;
}

test('GRF-7 a step has its SQL in both dialects, its IR, its bytecode and the lineage of its columns', () => {
  const facts = inspector().node(project, step('map'));
  if (!facts.ok) throw new Error('no facts');
  const { sql, bytecode, ir, lineage } = facts.value;
  expect(sql.duckdb).toMatchObject({ ok: true, value: { text: expect.stringContaining('SELECT') } });
  expect(sql.pglite).toMatchObject({ ok: true, value: { text: expect.stringContaining('SELECT') } });
  expect(bytecode.ok && bytecode.value.length > 20).toBe(true);
  expect(ir).toContain('std::array::map');
  expect(ir).toContain('std::array::filter');
  expect(lineage?.columns.map((one) => [one.column, one.origins[0]?.column, one.origins[0]?.kind])).toEqual([
    ['town', 'town', 'identity'],
    ['high', 'level', 'transformation'],
  ]);
  expect(lineage?.influences).toMatchObject([{ column: 'level', kind: 'filter' }]);
});

test('GRF-7 what each column became: kept, new, retyped or gone', () => {
  const changes = (kind: string) => {
    const facts = inspector().node(project, step(kind));
    return facts.ok ? facts.value.columns?.map(({ name, change }) => `${name} ${change}`) : undefined;
  };
  expect(changes('map')).toEqual(['town kept', 'high new', 'level gone']);
  expect(changes('filter')).toEqual(['town kept', 'level kept']);
  expect(changes('output')).toEqual(['town kept', 'high kept']);
  const unnamed = `type Row: {town: Text, level: Int64}
const rows: [Row] = [{"Solkan", 3}]
func main() -> rows | filter(r -> r.level > 1)
`;
  const named = inspector().node({ files: [{ path: 'main.lt', text: unnamed }] }, 'main/filter#1');
  expect(named.ok && named.value.columns?.map((one) => one.change)).toEqual(['kept', 'kept']);
  const retyped = {
    files: [{ path: 'main.lt', text: 'func main() -> [{n = 1: Int64}] | map(r -> {n = r.n > 0})\n' }],
  };
  const facts = inspector().node(retyped, 'main/map#1');
  expect(facts.ok && facts.value.columns).toEqual([
    { name: 'n', change: 'retyped', from: 'Int64', to: 'Bool' },
  ]);
});

test('GRF-7 of a filter only its own part is shown', () => {
  const facts = inspector().node(project, step('filter'));
  expect(facts.ok && facts.value.ir).toContain('std::array::filter');
  expect(facts.ok && facts.value.ir).not.toContain('std::array::map');
});

test('GRF-15 the plan as text, JSON and DOT names every step, with the figures of a run or without; the whole program has its IR', () => {
  for (const form of ['text', 'json', 'dot'] as const) {
    const text = inspector().explain(project, form, null);
    if (!text.ok) throw new Error(form);
    expect(text.value).toMatch(/level > 4|level &gt; 4/);
    const measured = { rowsIn: 1234, rowsOut: 567, bytes: null, ms: 8.5 };
    const run = { nodes: { [step('filter')]: measured }, stageMs: [] };
    const withFigures = inspector().explain(project, form, run);
    for (const figure of ['1234', '567', '8.5']) {
      expect(text.value).not.toContain(figure);
      expect(withFigures.ok && withFigures.value).toContain(figure);
    }
  }
  const ir = inspector().ir(project);
  expect(ir.ok && ir.value).toContain('main');
});

test('HEX-2 every byte of a value belongs to a part that says what it is', () => {
  const plan = toolchain.compile(project.files, {}, defaultProfile('interpreter')!);
  if (!plan.ok) throw new Error('no plan');
  const { output, defs } = plan.value.programType;
  const format = formatOf(output, defs);
  if (!format.ok) throw new Error('no format');
  const bytes = encode([['Litija', 10n]], format.value);
  if (!bytes.ok) throw new Error('not encoded');
  const parts = partsIn(bytes.value, format.value, 0, bytes.value.length);
  expect(parts.map(({ start, end }) => [start, end])).toEqual([
    [0, 4],
    [4, 8],
    [8, 12],
    [12, 16],
    [16, 24],
    [24, 30],
  ]);
  expect(parts.map(({ role, path, says }) => `${role} ${path} ${says}`)).toEqual([
    'pointer  0x8',
    'count  1',
    'pointer [0].town 0x18',
    'count [0].town 6',
    'scalar [0].high 10',
    'text [0].town Litija',
  ]);
});

test('CMP-3 two values differ by path, as many as asked for', () => {
  const plan = toolchain.compile(project.files, {}, defaultProfile('interpreter')!);
  if (!plan.ok) throw new Error('no plan');
  const { output, defs } = plan.value.programType;
  const held = (rows: [string, bigint][]) => {
    const empty = HeldValue.of(new Uint8Array(8), output, defs);
    if (!empty.ok) throw new Error('no format');
    const bytes = encode(rows, empty.value.format);
    if (!bytes.ok) throw new Error('not encoded');
    return empty.value.withBytes(bytes.value).root;
  };
  const long = 'x'.repeat(400);
  const left = held([
    ['Litija', 10n],
    [`${long}a`, 1n],
  ]);
  const right = held([
    ['Litija', 12n],
    [`${long}b`, 1n],
  ]);
  expect(differencesBetween(left, right, 100)).toMatchObject([
    { path: '[0].high', left: '10', right: '12' },
    { path: '[1].town' },
  ]);
  expect(differencesBetween(left, right, 1)).toHaveLength(1);
  expect(differencesBetween(left, left, 100)).toEqual([]);
  expect(differencesBetween(left, held([['Litija', 10n]]), 100)).toEqual([
    { path: '', left: '[2]', right: '[1]' },
  ]);
});

test.each(['chain', 'fan'] as const)(
  'GRF-3 a %s of 500 nodes gets every node a place of its own',
  (shape) => {
    const nodes = Array.from({ length: 500 }, (_, i) => ({ id: `n${i}`, width: 248, height: 58 }));
    const edges = nodes
      .slice(1)
      .map(({ id }, i) => (shape === 'chain' ? { from: `n${i}`, to: id } : { from: 'n0', to: id }));
    const { nodes: placed } = layoutGraph({ nodes, edges, direction: 'down' });
    expect(new Set(placed.map(({ x, y }) => `${x} ${y}`)).size).toBe(500);
  },
);

test('GRF-3 a newer layout ends the one under way', async () => {
  const ended: string[] = [];
  let running = '';
  const asked = newest(
    (id: string) => {
      running = id;
      return new Promise<string>((resolve) => setTimeout(() => resolve(id), 20));
    },
    () => ended.push(running),
  );
  expect(await Promise.all([asked('first'), asked('second'), asked('third')])).toEqual([null, null, 'third']);
  expect(ended).toEqual(['first', 'second']);
  expect(await asked('fourth')).toBe('fourth');
  expect(ended).toHaveLength(2);
});

test('GRF-8 looks are kept by their key, the oldest use goes first', () => {
  const plan = toolchain.compile(project.files, {}, defaultProfile('interpreter')!);
  if (!plan.ok) throw new Error('no plan');
  const held = HeldValue.of(new Uint8Array(8), plan.value.programType.output, plan.value.programType.defs);
  if (!held.ok) throw new Error('no value');
  const cache = new PeekCache();
  for (let i = 0; i < 32; i++) cache.put(`k${i}`, held.value);
  expect(cache.get('k0')).toBe(held.value);
  cache.put('one more', held.value);
  expect(cache.get('k0')).toBe(held.value);
  expect(cache.get('k1')).toBeUndefined();
});
