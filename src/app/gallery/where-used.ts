import type { SourceText } from '../../engine';

/** What stands for a function of `std::ops` in a program. */
const operators: Readonly<Record<string, RegExp>> = {
  add: / \+ /,
  sub: / - /,
  mul: / \* /,
  div: / \/ /,
  mod: / % /,
  neg: /[({[, >]-[a-z]/,
  cmp: / (==|!=|<|>|<=|>=) /,
  eq: / == /,
  ne: / != /,
  gt: / > /,
  lt: / < /,
  gte: / >= /,
  lte: / <= /,
  and: / && /,
  or: / \|\| /,
  not: /![a-z(]/,
};

/** Modules whose names need their own name in front. */
const named = ['math', 'text', 'fs', 'sql', 'date', 'timestamp', 'time', 'option'];

/** Where a text uses a name of the standard library: `text::split`, `lag` or `ops::add`. Null when it does not. */
export function whereUsed(name: string, text: string): number | null {
  const code = text.replace(/^\s*#.*$/gm, (line) => ' '.repeat(line.length));
  const found = patternOf(name).exec(code);
  return found === null ? null : found.index;
}

/** Those of some programs that use a name. */
export function examplesUsing<T extends { readonly files: readonly SourceText[] }>(
  name: string,
  examples: readonly T[],
): readonly T[] {
  return examples.filter((one) => one.files.some((file) => whereUsed(name, file.text) !== null));
}

function patternOf(name: string): RegExp {
  const [word = '', module = ''] = name.split('::').reverse();
  if (module === 'ops') return operators[word] ?? /(?!)/;
  // Some of the options' functions are in scope without their module's name.
  if (module === 'option' && !['map', 'flat_map', 'zip'].includes(word))
    return new RegExp(`(?<![\\w.])${word}\\b|\\?\\?`);
  if (named.includes(module)) return new RegExp(`\\b${module}::${word}\\b`);
  return new RegExp(`(?<![\\w.:"])${word}(?=\\(|\\b(?! *[=:]))`);
}
