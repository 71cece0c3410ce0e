import { expect, test } from 'vitest';
import type { DocumentSymbol } from '../../engine';
import { outlineOf, pathAt } from './caret-path';

const symbol = (
  name: string,
  start: number,
  end: number,
  children: readonly DocumentSymbol[] = [],
): DocumentSymbol => ({
  name,
  kind: children.length > 0 ? 'module' : 'function',
  span: { file: 'module.lt', start, end: start + name.length },
  extent: { file: 'module.lt', start, end },
  children,
});

const symbols = [
  symbol('units', 0, 50, [symbol('feet', 10, 20), symbol('miles', 25, 45)]),
  symbol('main', 60, 80),
];
const namesAt = (offset: number) => pathAt(symbols, offset).map(({ name }) => name);

test('EDT-5 the path of a place names every definition around it', () => {
  expect(namesAt(30)).toEqual(['units', 'miles']);
  expect(namesAt(5)).toEqual(['units']);
  expect(namesAt(55)).toEqual([]);
  expect(namesAt(80)).toEqual(['main']);
});

test('EDT-5 the outline lists nested definitions below theirs', () => {
  expect(outlineOf(symbols).map((entry) => [entry.symbol.name, entry.depth])).toEqual([
    ['units', 0],
    ['feet', 1],
    ['miles', 1],
    ['main', 0],
  ]);
});
