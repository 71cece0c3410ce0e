import { expect, test } from 'vitest';
import type { NodeFigures, PlanGraph } from '../../engine';
import { figuresOfSteps, foldPlan, functionsOf, mostOpenSteps } from './folding';
import { steadyLayout } from './steady-layout';

const step = (id: string, ...scope: string[]): PlanGraph['nodes'][number] => ({
  id,
  name: id,
  kind: 'map',
  display: id,
  type: `[${id}]`,
  span: null,
  scope,
  blocking: false,
  effect: 'pure',
  peekable: true,
  stage: 0,
});
const edge = (from: string, to: string, port = 'in') => ({ from, to, port, displayOnly: false });

/** `warm` filters and maps, and in it `twice` has two steps; `lone` is a function of one step. */
const plan: PlanGraph = {
  effects: 'pure',
  nodes: [
    step('rows', 'main'),
    step('filter', 'main', 'warm'),
    step('double', 'main', 'warm', 'twice'),
    step('again', 'main', 'warm', 'twice'),
    step('sort', 'main', 'lone'),
    step('output', 'main'),
  ],
  edges: [
    edge('rows', 'filter'),
    edge('rows', 'double', 'build'),
    edge('filter', 'double'),
    edge('double', 'again'),
    edge('again', 'sort'),
    edge('sort', 'output'),
  ],
};
const functions = functionsOf(plan);
const named = (folded: PlanGraph) => folded.edges.map(({ from, to }) => `${from} → ${to}`);

test('GRF-5 the calls of the program’s functions are found, outer before inner', () => {
  expect(functions.map(({ key, steps }) => [key, steps])).toEqual([
    ['main/warm', ['filter', 'double', 'again']],
    ['main/warm/twice', ['double', 'again']],
  ]);
});

test('GRF-5 a closed function is one box with the edges of its steps, once each', () => {
  const { plan: inner, inside } = foldPlan(plan, functions, (key) => key === 'main/warm/twice');
  expect(inner.nodes.map((node) => node.id)).toEqual(['rows', 'filter', 'main/warm/twice', 'sort', 'output']);
  expect(inside.get('main/warm/twice')).toEqual(['double', 'again']);
  const all = foldPlan(plan, functions, () => true);
  expect(all.plan.nodes.map((node) => node.id)).toEqual(['rows', 'main/warm', 'sort', 'output']);
  expect(named(all.plan)).toEqual(['rows → main/warm', 'main/warm → sort', 'sort → output']);
  expect(all.plan.nodes[1]).toMatchObject({ kind: 'function', type: '[again]', peekable: false });
  expect([...all.inside.keys()]).toEqual(['main/warm']);
  expect(foldPlan(plan, functions, () => false).plan).toBe(plan);
});

test('GRF-5 a closed function has the rows at its ends and the sums of its steps', () => {
  const figures = (rowsOut: number, ms: number | null): NodeFigures => ({
    rowsIn: null,
    rowsOut,
    bytes: rowsOut * 8,
    ms,
  });
  const byNode = {
    rows: figures(10, 1),
    filter: figures(6, 2),
    double: figures(6, null),
    again: figures(5, 4),
  };
  const steps = ['filter', 'double', 'again'];
  expect(figuresOfSteps(plan, steps, byNode)).toEqual({ rowsIn: 20, rowsOut: 5, bytes: 136, ms: 6 });
  expect(figuresOfSteps(plan, steps, {})).toEqual({ rowsIn: null, rowsOut: null, bytes: null, ms: null });
});

test('GRF-1 steps that were there before stay where they stood', () => {
  const at = (...nodes: readonly (readonly [string, number, number])[]) => ({
    width: 0,
    height: 0,
    nodes: nodes.map(([id, x, y]) => ({ id, x, y })),
  });
  const before = at(['a', 8, 8], ['b', 8, 100], ['c', 8, 200]);
  // A second source pushes the chain aside as a whole.
  const next = at(['a', 150, 8], ['b', 150, 100], ['new', 8, 8], ['c', 80, 200]);
  expect(steadyLayout(before, next)).toEqual(
    at(['a', 8, 8], ['b', 8, 100], ['new', -134, 8], ['c', -62, 200]),
  );
  expect(steadyLayout(null, next)).toEqual(next);
});

test('GRF-3 a plan of more than 2,000 steps with its functions closed is a few boxes', () => {
  const calls = Array.from({ length: 5 }, (_, call) =>
    Array.from({ length: 420 }, (_, i) => step(`s${call} ${i}`, 'main', `part${call}`)),
  ).flat();
  const chain = calls.slice(1).map((node, i) => edge(calls[i]!.id, node.id));
  const large: PlanGraph = {
    effects: 'pure',
    nodes: [...calls, step('output', 'main')],
    edges: [...chain, edge(calls.at(-1)!.id, 'output')],
  };
  expect(large.nodes.length).toBeGreaterThan(mostOpenSteps);
  const folded = foldPlan(large, functionsOf(large), () => true);
  expect(folded.plan.nodes.map((node) => node.kind)).toEqual([...Array(5).fill('function'), 'map']);
  expect(folded.plan.edges).toHaveLength(5);
});
