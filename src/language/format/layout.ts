import { countCharacters } from '../diagnostics';
import type { Trivia } from '../syntax';

/** Columns of a line (specification 1 §12). */
export const lineWidth = 80;
const indentWidth = 2;

/** All of a layout's state that an attempt may have to take back. */
interface Snapshot {
  readonly out: string;
  readonly width: number;
  readonly indent: number;
  readonly pending: number;
  readonly single: boolean;
  readonly fresh: boolean;
  readonly next: number;
}

/**
 * The layout engine of specification 1 §12.3. Text is emitted from left to right; every printing function
 * answers whether it succeeded. After a failure the state is worthless: who started an attempt restores it,
 * and where nobody did, the definition cannot be laid out.
 *
 * Comments and newlines of the source are consumed in order. A comment that layout would pass without having
 * a place for it is a failure too, so that none is ever lost.
 */
export class Layout {
  out = '';
  /** Columns left on the current line. */
  private width = lineWidth;
  private indent = 0;
  /** Columns that must stay free for what will follow on the line. */
  private pending = 0;
  private single = false;
  /** At the start of a line whose indentation is not yet written. */
  private fresh = true;
  /** The last piece of `out`; looking at the end of `out` itself would copy it each time. */
  private tail = '';
  /** Index of the first trivia not consumed. */
  private next = 0;
  /** For each trivia index the offset of the first comment from there on. */
  private readonly nextComment: Float64Array;

  constructor(private readonly trivia: readonly Trivia[]) {
    this.nextComment = new Float64Array(trivia.length + 1).fill(Number.POSITIVE_INFINITY);
    for (let index = trivia.length - 1; index >= 0; index -= 1) {
      const { kind, start } = trivia[index]!;
      this.nextComment[index] = kind === 'comment' ? start : this.nextComment[index + 1]!;
    }
  }

  /** Begins a new text that goes on at `offset` of the source: behind a line's text, or at a fresh line. */
  restart(offset: number, fresh: boolean): void {
    this.out = '';
    this.width = lineWidth;
    this.indent = 0;
    this.pending = 0;
    this.single = false;
    this.fresh = fresh;
    while (this.next > 0 && this.trivia[this.next - 1]!.start >= offset) this.next -= 1;
    while (this.next < this.trivia.length && this.trivia[this.next]!.start < offset) this.next += 1;
  }

  /** Whether this is the start of the file, with nothing printed yet. */
  private get atStart(): boolean {
    return this.fresh && this.out === '';
  }

  // Text --------------------------------------------------------------------------------------------

  /** Emits text that must fit on the line. */
  emit(text: string): boolean {
    this.width -= countCharacters(text, 0, text.length);
    if (this.width < 0) return false;
    this.emitFree(text);
    return true;
  }

  /** Emits text that may go over the edge: comments, documentation, and separators accounted for before. */
  emitFree(text: string): void {
    if (this.fresh) this.out += ' '.repeat(this.indent * indentWidth);
    this.fresh = false;
    this.out += text;
    if (text !== '') this.tail = text;
  }

  /** Whether the last thing emitted was a comma. */
  get endsWithComma(): boolean {
    return this.tail.endsWith(',');
  }

  /** Emits the text of a part that begins at `start` in the source; there must be no comment before it. */
  atom(text: string, start: number): boolean {
    return this.pass(start) && this.emit(text);
  }

  /** Ends the line; fails in single-line mode. */
  newLine(): boolean {
    if (this.single) return false;
    this.out += '\n';
    this.fresh = true;
    this.width = lineWidth - this.indent * indentWidth;
    this.pending = 0;
    return true;
  }

  /** Runs `print` with its lines indented one step more. */
  indented(print: () => boolean): boolean {
    this.indent += 1;
    const done = print();
    this.indent -= 1;
    return done;
  }

  get singleLine(): boolean {
    return this.single;
  }

  // Attempts ----------------------------------------------------------------------------------------

  /** Tries `print` on one line, for a node that ends at `end` in the source; takes a failure back. */
  onOneLine(end: number, print: () => boolean): boolean {
    if (this.commentBefore(end)) return false;
    const { out, width, indent, pending, single, fresh, next } = this;
    const before: Snapshot = { out, width, indent, pending, single, fresh, next };
    this.single = true;
    this.width -= pending;
    this.pending = 0;
    if (!print()) {
      Object.assign(this, before);
      return false;
    }
    this.single = single;
    this.width += pending;
    this.pending = pending;
    return this.pass(end);
  }

  /** Nothing will follow on this line. */
  clearPending(): void {
    this.pending = 0;
  }

  /** Runs `print` while `columns` must stay free behind it. */
  reserving(columns: number, print: () => boolean): boolean {
    this.pending += columns;
    const done = print();
    // A new line has cleared it meanwhile, perhaps.
    this.pending = Math.max(0, this.pending - columns);
    return done;
  }

  // Comments and blank lines (specification 1 §12.4) ------------------------------------------------

  /** Whether a comment that is not consumed begins before `offset`. */
  commentBefore(offset: number): boolean {
    return this.nextComment[this.next]! < offset;
  }

  /** Goes past `offset` in the source; false if a comment would be left behind. */
  pass(offset: number): boolean {
    if (this.commentBefore(offset)) return false;
    while (this.next < this.trivia.length && this.trivia[this.next]!.start < offset) this.next += 1;
    return true;
  }

  /** The comment on the same line, if there is one before `limit`. */
  trailingComment(limit: number): void {
    const trivia = this.trivia[this.next];
    if (trivia?.kind !== 'comment' || trivia.start >= limit) return;
    this.emitFree(` ${commentText(trivia)}`);
    this.next += 1;
  }

  /**
   * At a fresh line: all comments before `limit`, each on its own line. Blank lines stay, as one;
   * `keepFirstBlank` says whether one right at the beginning does.
   */
  leading(limit: number, keepFirstBlank: boolean): boolean {
    let newlines = keepFirstBlank ? 0 : Number.NEGATIVE_INFINITY;
    for (; this.next < this.trivia.length; this.next += 1) {
      const trivia = this.trivia[this.next]!;
      if (trivia.start >= limit) break;
      if (trivia.kind === 'newline') {
        newlines += 1;
        continue;
      }
      if (newlines > 1) this.newLine();
      this.emitFree(commentText(trivia));
      this.newLine();
      newlines = 0;
    }
    return newlines > 1 ? this.newLine() : true;
  }

  /** Behind the last item: the comment of its line, then the other comments before `limit` after a blank line. */
  closing(limit: number): void {
    if (!this.atStart) {
      this.trailingComment(limit);
      if (this.commentBefore(limit)) this.newLine();
    }
    this.ownLines(limit);
  }

  /** All comments before `limit`, each on a new line of its own. */
  ownLines(limit: number): void {
    for (; this.next < this.trivia.length; this.next += 1) {
      const trivia = this.trivia[this.next]!;
      if (trivia.start >= limit) break;
      if (trivia.kind === 'newline') continue;
      if (!this.atStart) this.newLine();
      this.emitFree(commentText(trivia));
    }
  }
}

function commentText(trivia: Trivia): string {
  return `# ${trivia.text}`.trimEnd();
}
