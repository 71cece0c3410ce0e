import type * as monaco from 'monaco-editor/editor/editor.api';
import { type HighlightState, highlightLine, highlightStart } from '../../language/syntax/highlight';

/** The grammar's state, as Monaco keeps it between lines. */
class LineState implements monaco.languages.IState {
  constructor(readonly grammar: HighlightState) {}

  clone(): LineState {
    return new LineState(this.grammar);
  }

  equals(other: LineState): boolean {
    const { open, brackets, previous } = this.grammar;
    const theirs = other.grammar;
    return (
      brackets === theirs.brackets &&
      previous === theirs.previous &&
      open?.kind === theirs.open?.kind &&
      open?.quotes === theirs.open?.quotes
    );
  }
}

/** The colours of the grammar layer, line by line, as Monaco asks for them (EDT-1). */
export const lutraTokens: monaco.languages.TokensProvider = {
  getInitialState: () => new LineState(highlightStart),
  tokenize(line, state) {
    const { spans, state: end } = highlightLine(line, (state as LineState).grammar);
    const tokens: monaco.languages.IToken[] = [];
    let at = 0;
    for (const span of spans) {
      if (span.start > at) tokens.push({ startIndex: at, scopes: '' });
      tokens.push({ startIndex: span.start, scopes: span.class });
      at = span.end;
    }
    if (at < line.length) tokens.push({ startIndex: at, scopes: '' });
    return { tokens, endState: new LineState(end) };
  },
};
