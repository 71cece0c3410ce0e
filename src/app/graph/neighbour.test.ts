import { expect, test } from 'vitest';
import type { PlanGraph } from '../../engine';
import { alongEdges, neighbour } from './neighbour';

const step = (id: string): PlanGraph['nodes'][number] => ({
  id,
  name: id,
  kind: 'map',
  display: id,
  type: '[Int64]',
  span: null,
  scope: [],
  blocking: false,
  effect: 'pure',
  peekable: true,
  stage: 0,
});
const edge = (from: string, to: string) => ({ from, to, port: 'in', displayOnly: false });

/** Two sources feed a lookup, which feeds the output. */
const plan: PlanGraph = {
  effects: 'pure',
  nodes: ['rows', 'names', 'lookup', 'output'].map(step),
  edges: [edge('rows', 'lookup'), edge('names', 'lookup'), edge('lookup', 'output')],
};

test('GRF-13 arrows follow the rows and go beside, Home and End to the ends', () => {
  expect(neighbour(plan, 'rows', 'ArrowDown')).toBe('lookup');
  expect(neighbour(plan, 'lookup', 'ArrowUp')).toBe('rows');
  expect(neighbour(plan, 'rows', 'ArrowRight')).toBe('names');
  expect(neighbour(plan, 'names', 'ArrowLeft')).toBe('rows');
  expect(neighbour(plan, 'names', 'ArrowRight')).toBeUndefined();
  expect(neighbour(plan, 'names', 'Home')).toBe('rows');
  expect(neighbour(plan, 'rows', 'End')).toBe('output');
  expect(neighbour(plan, 'output', 'ArrowDown')).toBeUndefined();
  expect(neighbour(plan, 'names', '[')).toBe('rows');
  expect(neighbour(plan, 'names', ']')).toBe('lookup');
  expect(neighbour(plan, 'rows', '[')).toBeUndefined();
  expect(neighbour(plan, 'rows', 'x')).toBeUndefined();
});

test('GRF-13 where several edges lead on, all of them are offered', () => {
  expect(alongEdges(plan, 'lookup', 'ArrowUp')).toEqual(['rows', 'names']);
  expect(alongEdges(plan, 'rows', 'ArrowDown')).toEqual(['lookup']);
  expect(alongEdges(plan, 'rows', 'ArrowLeft')).toEqual([]);
});
