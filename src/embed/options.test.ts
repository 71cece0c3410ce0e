import { expect, test } from 'vitest';
import { readOptions } from './options';

test('EMB-3 without options every one has its default', () => {
  expect(readOptions('')).toEqual({
    show: ['code', 'result'],
    elsewhere: [],
    layout: 'auto',
    edit: true,
    run: 'click',
    lines: null,
    readonly: [],
    mark: [],
    runner: 'auto',
    theme: 'auto',
    font: 14,
    height: 'auto',
    title: true,
    open: true,
  });
});

test('EMB-3 options are read, and what is not well formed is the default', () => {
  expect(
    readOptions(
      '?show=result,code,plan&layout=columns&edit=0&run=never&lines=4-12&mark=2,5-6&theme=dark&font=20&height=fixed&title=0&open=0',
    ),
  ).toMatchObject({
    show: ['result', 'code'],
    elsewhere: ['plan'],
    layout: 'columns',
    edit: false,
    run: 'never',
    lines: { first: 4, last: 12 },
    mark: [
      { first: 2, last: 2 },
      { first: 5, last: 6 },
    ],
    theme: 'dark',
    font: 20,
    height: 'fixed',
    title: false,
    open: false,
  });
  expect(readOptions('?show=x&layout=x&run=auto&lines=9-3&theme=x&font=99&height=x')).toMatchObject({
    show: ['code', 'result'],
    layout: 'auto',
    run: 'click',
    lines: null,
    theme: 'auto',
    font: 14,
    height: 'auto',
  });
});
