/* Every word of the embedded page (I18-1). */

const numbers = new Intl.NumberFormat('en-US');

export const words = {
  run: 'Run',
  stop: 'Stop',
  open: 'Open in Holt',
  program: 'Lutra program',
  source: 'Lutra source',
  result: 'Result',
  notRun: 'Not run yet.',
  rows: (rows: number) => `${numbers.format(rows)} ${rows === 1 ? 'row' : 'rows'}`,
  more: (rows: number) => `${numbers.format(rows)} more. Open in Holt to see them.`,
  time: (ms: number) => (ms < 1 ? '< 1 ms' : `${Math.round(ms)} ms`),
  same: 'same result as when shared',
  different: 'different result from when it was shared',
  noWorker: 'This page may not start the engine here. Open the program in Holt to run it.',
  needsHolt: (parts: readonly string[]) => `Open in Holt for: ${parts.join(', ')}.`,
};
