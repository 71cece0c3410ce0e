import Papa from 'papaparse';

/** How a delimited text is cut into cells. */
export interface CsvDialect {
  readonly delimiter: string;
  readonly newline: '\n' | '\r\n' | '\r';
}

/** Characters that the dialect is judged by. */
export const sampleLength = 64 * 1024;
const delimiters = [',', '\t', ';', '|'];

/** Finds delimiter and line ending from the start of the text; a comma where nothing speaks for another. */
export function detectDialect(text: string): CsvDialect {
  const sample = text.slice(0, sampleLength);
  const guess = Papa.parse<string[]>(sample, {
    preview: 100,
    delimitersToGuess: delimiters,
    skipEmptyLines: true,
  });
  const guessed = guess.meta.delimiter;
  const delimiter = delimiters.includes(guessed) && sample.includes(guessed) ? guessed : ',';
  return { delimiter, newline: detectNewline(sample) };
}

function detectNewline(sample: string): CsvDialect['newline'] {
  const lineFeed = sample.indexOf('\n');
  if (lineFeed > 0 && sample[lineFeed - 1] === '\r') return '\r\n';
  if (lineFeed >= 0) return '\n';
  return sample.includes('\r') ? '\r' : '\n';
}
