import { expect, test } from 'vitest';
import { matchScore } from './match';

const titles = [
  'Run the program',
  'Rename',
  'View: Result',
  'Theme: dark',
  'Format the code',
  'Runner: DuckDB',
];
const best = (typed: string) =>
  titles
    .map((title) => ({ title, score: matchScore(typed, title) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)[0]?.title;

test('CMD-1 a command is found by the start of any of its words, by letters in order, and with a typing mistake', () => {
  expect(best('run')).toBe('Run the program');
  expect(best('dark')).toBe('Theme: dark');
  expect(best('theme dark')).toBe('Theme: dark');
  expect(best('fmt')).toBe('Format the code');
  expect(best('reanme')).toBe('Rename');
  expect(best('fromat')).toBe('Format the code');
  expect(best('ressult')).toBe('View: Result');
  expect(best('duckbd')).toBe('Runner: DuckDB');
  expect(best('quux')).toBeUndefined();
});

test('CMD-1 three thousand entries are searched in well under 30 ms', () => {
  const entries = Array.from({ length: 3000 }, (_, i) => `${titles[i % titles.length]} number ${i}`);
  const search = () => {
    const start = process.cpuUsage();
    for (const entry of entries) matchScore('fromat code', entry);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
  expect(Math.min(...Array.from({ length: 5 }, search))).toBeLessThan(30);
});
