import { lex } from '../syntax';

/**
 * How far the `|` that begins the line of `offset` is indented, in columns: like the line on which the step before it
 * begins, or two deeper than an open bracket (EDT-11). Undefined where the line does not begin with `|`.
 */
export function stepIndent(text: string, offset: number): number | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const { tokens } = lex('', text.slice(0, lineEnd(text, lineStart)));
  const at = tokens.findIndex(({ start }) => start >= lineStart);
  if (tokens[at]?.kind !== '|') return undefined;
  let depth = 0;
  for (let i = at - 1; i >= 0; i--) {
    const { kind, start } = tokens[i]!;
    if (kind === ')' || kind === ']' || kind === '}') depth += 1;
    else if (kind === '(' || kind === '[' || kind === '{') {
      if (depth === 0) return columnOfLine(text, start) + 2;
      depth -= 1;
    }
    if (depth === 0 && isFirstOfLine(text, start)) return columnOfLine(text, start);
  }
  return undefined;
}

function lineEnd(text: string, lineStart: number): number {
  const end = text.indexOf('\n', lineStart);
  return end < 0 ? text.length : end;
}

function isFirstOfLine(text: string, at: number): boolean {
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, at).trim() === '';
}

/** The blanks that the line of this place begins with. */
function columnOfLine(text: string, at: number): number {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start))![0].length;
}
