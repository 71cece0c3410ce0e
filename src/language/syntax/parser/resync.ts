import type { Token } from '../token';

/**
 * Where parsing can go on after an error (specification 1 §2.4): the partner of each opening bracket, and
 * the tokens that surely begin a definition. Layout counts here, as a guess at what the person meant; it
 * never counts in a file without errors.
 */
export interface ResyncPoints {
  /** For each token index, the index of the closing bracket of the bracket there, or -1. */
  readonly closing: Int32Array;
  /** For each token index, 1 if a closing bracket stands there that has a partner. */
  readonly matched: Uint8Array;
  /** For each token index, 1 if a definition begins there. */
  readonly definition: Uint8Array;
}

interface OpenBracket {
  readonly index: number;
  readonly close: string;
  readonly module: boolean;
}

const closeOf: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** One pass over all tokens. */
export function findResyncPoints(tokens: readonly Token[], text: string): ResyncPoints {
  const closing = new Int32Array(tokens.length).fill(-1);
  const matched = new Uint8Array(tokens.length);
  const definition = new Uint8Array(tokens.length);
  const open: OpenBracket[] = [];
  // How many brackets of each kind are open, so that a stray closing one needs no search.
  const counts: Record<string, number> = { ')': 0, ']': 0, '}': 0 };
  const pop = () => {
    const bracket = open.pop()!;
    counts[bracket.close]! -= 1;
    return bracket;
  };
  let definitionColumn = 0;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index]!;
    const column = columnIfFirst(text, token.start);
    const inModule = open.length === 0 || open.at(-1)!.module;
    const atMargin = column !== undefined && column <= definitionColumn;
    if (beginsDefinition(tokens, index, inModule, atMargin)) {
      definition[index] = 1;
      while (open.length > 0 && !open.at(-1)!.module) pop();
      if (column !== undefined) definitionColumn = column;
    }
    const close = closeOf[token.kind];
    if (close) {
      const module = close === '}' && tokens[index - 2]?.kind === 'keyword module';
      open.push({ index, close, module });
      counts[close]! += 1;
    } else if (counts[token.kind]) {
      while (open.at(-1)!.close !== token.kind) pop();
      closing[pop().index] = index;
      matched[index] = 1;
    }
  }
  return { closing, matched, definition };
}

/**
 * `inModule`: no brackets are open but those of modules. `atMargin`: the word is the first of its line, and not further
 * in than the last definition.
 */
function beginsDefinition(
  tokens: readonly Token[],
  index: number,
  inModule: boolean,
  atMargin: boolean,
): boolean {
  const next = tokens[index + 1]?.kind;
  // At the margin a reserved word behind it is a name as well, wrongly without backticks.
  const named = next === 'identifier' || (atMargin && next?.startsWith('keyword ') === true);
  switch (tokens[index]!.kind) {
    case 'keyword module':
    case 'keyword type':
    case 'keyword import':
    case 'keyword anno':
      // Without a name behind it the word may be a name itself.
      return named;
    case 'keyword external':
      return next === 'keyword func';
    case 'keyword func':
      return named && tokens[index - 1]?.kind !== 'keyword external';
    case 'keyword const':
      return (inModule || atMargin) && named;
    default:
      return false;
  }
}

/** The column of the token at `start` if it is the first of its line. */
function columnIfFirst(text: string, start: number): number | undefined {
  let at = start - 1;
  while (at >= 0 && (text[at] === ' ' || text[at] === '\t')) at -= 1;
  return at < 0 || text[at] === '\n' || text[at] === '\ufeff' ? start - at - 1 : undefined;
}
