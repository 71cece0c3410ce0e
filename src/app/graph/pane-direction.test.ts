import { expect, test } from 'vitest';
import { keyGoingDown } from './pane-direction';

test('GRF-13 arrows follow what is seen: in a drawing to the right, right goes along the rows', () => {
  const keys = ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'Home', ']'];
  expect(keys.map((key) => keyGoingDown(key, 'right'))).toEqual([
    'ArrowDown',
    'ArrowUp',
    'ArrowRight',
    'ArrowLeft',
    'Home',
    ']',
  ]);
  expect(keys.map((key) => keyGoingDown(key, 'down'))).toEqual(keys);
});
