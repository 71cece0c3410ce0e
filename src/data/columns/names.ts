import { nameText } from '../../value';

/**
 * Names for columns, in order: those of the file, since any text may be a name in backticks. What no name can hold is
 * taken out (backticks, line breaks), empty names become `column_3`, equal ones get a number (DAT-6).
 */
export function columnNames(originals: readonly string[]): string[] {
  return distinct(originals.map((original) => original.replace(/[`\s\p{Cc}]+/gu, ' ').trim()));
}

/** Plain identifiers that resemble column names, as programs may have them that need no backticks. */
export function plainNames(originals: readonly string[]): string[] {
  return distinct(originals.map(identifierFor));
}

function distinct(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((wanted, index) => {
    const base = wanted || `column_${index + 1}`;
    let name = base;
    for (let n = 2; taken.has(name); n++) name = `${base}_${n}`;
    taken.add(name);
    return name;
  });
}

/** A plain identifier that resembles `text`, or the empty string when nothing of it is left. */
export function identifierFor(text: string): string {
  const cleaned = text
    .trim()
    .replace(/[^A-Za-z0-9_]+/g, '_')
    .replace(/^_+|_+$/g, '');
  const started = /^\d/.test(cleaned) ? `n${cleaned}` : cleaned;
  if (started === '') return '';
  // A plain word that needs backticks is a reserved one.
  return nameText(started) === started ? started : `${started}_`;
}

/** A type name for a file: `sales-2024.csv` gives `Sales2024`. */
export function typeNameFor(fileName: string): string {
  const words = fileName
    .replace(/\.[^.]*$/, '')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
  const name = words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('');
  if (name === '') return 'Row';
  return /^\d/.test(name) ? `Row${name}` : name;
}

/** A value name for a file: `sales-2024.csv` gives `sales_2024`. */
export function dataNameFor(fileName: string): string {
  return identifierFor(fileName.replace(/\.[^.]*$/, '')).toLowerCase() || 'rows';
}
