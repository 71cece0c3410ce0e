import type * as monaco from 'monaco-editor/editor/editor.api';
import { colourLine } from './colours';

class LineState implements monaco.languages.IState {
  clone(): LineState {
    return this;
  }

  equals(): boolean {
    return true;
  }
}

/** The grammar's colours, line by line, as Monaco asks for them. */
export const lutraTokens: monaco.languages.TokensProvider = {
  getInitialState: () => new LineState(),
  tokenize(line) {
    const tokens: monaco.languages.IToken[] = [];
    let at = 0;
    for (const part of colourLine(line)) {
      if (part.start > at) tokens.push({ startIndex: at, scopes: '' });
      tokens.push({ startIndex: part.start, scopes: part.colour });
      at = part.end;
    }
    if (at < line.length) tokens.push({ startIndex: at, scopes: '' });
    return { tokens, endState: new LineState() };
  },
};
