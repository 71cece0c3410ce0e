import { lex } from './lexer';
import { contentParts, quoteRun, readQuoted } from './text-literal';
import { controls, pairs, type Token, type TokenKind, type Trivia } from './token';

/** What a stretch of text is, as far as one can see without checking it. */
export type HighlightClass =
  | 'keyword'
  /** A capitalised name, or one behind a colon in a type. */
  | 'type'
  | 'function'
  | 'module'
  | 'name'
  | 'field'
  | 'label'
  | 'variant'
  | 'annotation'
  | 'number'
  | 'boolean'
  /** Dates, durations and timestamps. */
  | 'date'
  | 'text'
  | 'escape'
  /** A name inside an interpolated text. */
  | 'interpolation'
  | 'comment'
  | 'doc'
  | 'operator'
  | 'punctuation';

export interface HighlightSpan {
  /** UTF-16 offsets in the line or text given. */
  readonly start: number;
  readonly end: number;
  readonly class: HighlightClass;
}

/** What the next line must know about the lines before it. Plain data; two equal states colour alike. */
export interface HighlightState {
  /** The text literal that is still open at the end of the line. */
  readonly open?: { readonly kind: TextKind; readonly quotes: number };
  /** The opening brackets around the line, outermost first; at most `maxBrackets`. */
  readonly brackets: string;
  /** The kind of the last token before the line. */
  readonly previous: TokenKind | '';
}

type TextKind = 'text' | 'raw text' | 'interpolated string';

const maxBrackets = 50;

export const highlightStart: HighlightState = { brackets: '', previous: '' };

/**
 * Colours one line (without its line break) of any text, right or wrong. It needs the state in which the line
 * before ended and gives the one for the next line. Blanks belong to no span; spans are in order.
 */
export function highlightLine(
  line: string,
  state: HighlightState,
): { spans: HighlightSpan[]; state: HighlightState } {
  const spans: HighlightSpan[] = [];
  let offset = 0;
  if (state.open) {
    const { kind, quotes } = state.open;
    const end = closingEnd(line, quotes, kind !== 'raw text');
    addText(spans, line, kind, 0, end ?? line.length);
    if (end === undefined) return { spans, state };
    offset = end;
  }
  const rest = line.slice(offset);
  const { tokens, trivia, unclosed } = lex('', rest);
  const cut = unclosed ?? rest.length;
  const painter = new Painter(
    rest,
    tokens.filter((token) => token.start < cut && token.kind !== 'end of input'),
    {
      brackets: state.brackets,
      previous: offset > 0 ? 'text' : state.previous,
    },
  );
  const painted = [...painter.paint(), ...trivia.filter((part) => part.start < cut).flatMap(commentSpan)];
  painted.sort((a, b) => a.start - b.start);
  const { brackets, previous } = painter;

  let open: HighlightState['open'];
  if (unclosed !== undefined) {
    const kind = openKind(rest, unclosed);
    // The letter before the quotes has been read as a name.
    const start = kind === 'text' ? unclosed : unclosed - 1;
    while (painted.length > 0 && painted.at(-1)!.end > start) painted.pop();
    const quoted = rest[unclosed] === '"';
    painted.push({ start, end: rest.length, class: quoted ? 'text' : 'name' });
    if (quoted) open = { kind, quotes: quoteRun(rest, unclosed) };
  }
  for (const { start, end, class: kind } of painted) {
    spans.push({ start: start + offset, end: end + offset, class: kind });
  }
  return { spans, state: { open, brackets, previous: open ? 'text' : previous } };
}

/** Colours a whole text, for pages without an editor. */
export function highlight(text: string): HighlightSpan[] {
  const spans: HighlightSpan[] = [];
  let state = highlightStart;
  let offset = 0;
  for (const line of text.split('\n')) {
    const content = line.endsWith('\r') ? line.slice(0, -1) : line;
    const painted = highlightLine(content, state);
    for (const { start, end, class: kind } of painted.spans) {
      spans.push({ start: start + offset, end: end + offset, class: kind });
    }
    state = painted.state;
    offset += line.length + 1;
  }
  return spans;
}

/** Where an open text of that many quotes ends in this line, its closing quotes included. */
function closingEnd(line: string, quotes: number, escapes: boolean): number | undefined {
  // The opening quotes stand on a line above; some are put in front to stand for them.
  const found = readQuoted(`${'"'.repeat(quotes)}${line}`, 0, quotes, escapes);
  return found ? found.end - quotes : undefined;
}

function openKind(rest: string, quoteAt: number): TextKind {
  const letter = /(?:^|[^\p{Alphabetic}\p{N}_])([fr])$/u.exec(rest.slice(0, quoteAt))?.[1];
  return letter === 'f' ? 'interpolated string' : letter === 'r' ? 'raw text' : 'text';
}

function commentSpan({ kind, start, end }: Trivia): HighlightSpan[] {
  return kind === 'comment' ? [{ start, end, class: 'comment' }] : [];
}

/** The stretches of a text literal, or of a part of one: what is written, escapes, interpolated names. */
function addText(spans: HighlightSpan[], line: string, kind: TextKind, start: number, end: number): void {
  if (kind === 'raw text') {
    if (end > start) spans.push({ start, end, class: 'text' });
    return;
  }
  for (const part of contentParts(line, start, end)) {
    if (part.escape) spans.push({ start: part.start, end: part.end, class: 'escape' });
    else if (kind === 'text') spans.push({ start: part.start, end: part.end, class: 'text' });
    else addInterpolated(spans, line, part.start, part.end);
  }
}

const holes = /\{\{|\}\}|\{([^{}:"]*)(:[^}]*)?\}/g;

function addInterpolated(spans: HighlightSpan[], line: string, start: number, end: number): void {
  const content = line.slice(start, end);
  let plainStart = 0;
  const plainTo = (at: number) => {
    if (at > plainStart) spans.push({ start: start + plainStart, end: start + at, class: 'text' });
  };
  for (const match of content.matchAll(holes)) {
    plainTo(match.index);
    const holeStart = start + match.index;
    const holeEnd = holeStart + match[0].length;
    plainStart = holeEnd - start;
    if (match[1] === undefined) {
      spans.push({ start: holeStart, end: holeEnd, class: 'escape' });
      continue;
    }
    spans.push({ start: holeStart, end: holeStart + 1, class: 'punctuation' });
    if (holeEnd - holeStart > 2)
      spans.push({ start: holeStart + 1, end: holeEnd - 1, class: 'interpolation' });
    spans.push({ start: holeEnd - 1, end: holeEnd, class: 'punctuation' });
  }
  plainTo(content.length);
}

const punctuation: ReadonlySet<string> = new Set(['(', ')', '[', ']', '{', '}', ',', ';', ':', '::', '.']);
const symbols: ReadonlySet<string> = new Set([...pairs, ...controls]);
/** Behind these a value has ended, so that a dot looks something up in it. */
const valueEnds: ReadonlySet<string> = new Set([
  'identifier',
  ')',
  ']',
  '}',
  'number',
  'text',
  'raw text',
  'interpolated string',
  'date',
  'duration',
  'timestamp',
  'boolean',
]);
const definingFunctions: ReadonlySet<string> = new Set(['keyword func', 'keyword anno']);

class Painter {
  brackets: string;
  previous: TokenKind | '';
  private readonly spans: HighlightSpan[] = [];

  constructor(
    private readonly line: string,
    private readonly tokens: readonly Token[],
    state: HighlightState,
  ) {
    this.brackets = state.brackets;
    this.previous = state.previous;
  }

  paint(): HighlightSpan[] {
    let beforePrevious: TokenKind | '' = '';
    this.tokens.forEach((token, index) => {
      this.paintToken(token, beforePrevious, this.tokens[index + 1]?.kind ?? '');
      beforePrevious = this.previous;
      this.previous = token.kind;
    });
    return this.spans;
  }

  private paintToken(token: Token, beforePrevious: TokenKind | '', next: TokenKind | ''): void {
    const { kind, start, end } = token;
    const add = (spanClass: HighlightClass) => this.spans.push({ start, end, class: spanClass });
    switch (kind) {
      case 'identifier':
        return void add(this.nameClass(token, beforePrevious, next));
      case 'number':
      case 'boolean':
        return void add(kind);
      case 'date':
      case 'duration':
      case 'timestamp':
        return void add('date');
      case 'doc comment':
      case 'self doc comment':
        return void add('doc');
      case 'text':
      case 's-string':
        addText(this.spans, this.line, 'text', start, end);
        return;
      case 'raw text':
      case 'interpolated string':
        addText(this.spans, this.line, kind, start, end);
        return;
      case '@':
        return void add('annotation');
      default:
        if (!symbols.has(kind)) return void add('keyword');
        this.trackBracket(kind);
        add(punctuation.has(kind) ? 'punctuation' : 'operator');
    }
  }

  private trackBracket(kind: TokenKind): void {
    if (kind === '(' || kind === '[' || kind === '{')
      this.brackets = (this.brackets + kind).slice(-maxBrackets);
    else if (kind === ')' || kind === ']' || kind === '}') this.brackets = this.brackets.slice(0, -1);
  }

  private nameClass(token: Token, beforePrevious: TokenKind | '', next: TokenKind | ''): HighlightClass {
    if (this.previous === '.') return valueEnds.has(beforePrevious) ? 'field' : 'variant';
    if (this.previous === '@' || (this.previous === '!' && beforePrevious === '@')) return 'annotation';
    if (next === '::' || this.previous === 'keyword module') return 'module';
    if (definingFunctions.has(this.previous)) return 'function';
    if (/^\p{Lu}/u.test(token.text) || this.previous === 'keyword type') return 'type';
    if (next === '=' || next === ':') {
      const bracket = this.brackets.at(-1);
      const first = this.previous === '{' || this.previous === '(' || this.previous === ',';
      if (first && bracket === '{') return 'field';
      if (first && bracket === '(' && next === '=') return 'label';
    }
    return next === '(' ? 'function' : 'name';
  }
}
