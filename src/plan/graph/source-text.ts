import type { Span } from '../../base';
import type { CheckedProject, Local, TypedExpr } from '../../language';
import { eachChild } from './uses';

/** The texts that spans of a project point into. */
export class SourceTexts {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #lines = new Map<string, number[]>();
  readonly #bodies = new Map<TypedExpr, string>();

  /** `entry` is the program expression, a pseudo file of its own (specification 1 §10.1). */
  constructor(project: CheckedProject, entry: { readonly file: string; readonly text: string }) {
    const texts = new Map(project.sources.map((source) => [source.path, source.text]));
    if (!texts.has(entry.file)) texts.set(entry.file, entry.text);
    this.#texts = texts;
  }

  slice(span: Span): string {
    return (this.#texts.get(span.file) ?? '').slice(span.start, span.end);
  }

  /** Line and column of the start, from 1, columns in characters; null for a text that is not ours. */
  place(span: Span): { readonly line: number; readonly column: number } | null {
    const text = this.#texts.get(span.file);
    if (text === undefined) return null;
    const starts = this.#lineStarts(span.file, text);
    // The last line that starts at the place or before it.
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= span.start) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: [...text.slice(starts[low], span.start)].length + 1 };
  }

  /** Of each line; found once for all places of a text. */
  #lineStarts(file: string, text: string): readonly number[] {
    let starts = this.#lines.get(file);
    if (!starts) {
      starts = [0];
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
      this.#lines.set(file, starts);
    }
    return starts;
  }

  /** The text of `e` on one line, comments dropped. */
  line(e: TypedExpr): string {
    return this.flat(e.extent);
  }

  /** What stands at a span, on one line. */
  flat(span: Span): string {
    return oneLine(this.slice(span));
  }

  /** The body of a lambda, `x.amount` written as `amount` where `x` is its parameter; other expressions as they are. */
  body(e: TypedExpr): string {
    let text = this.#bodies.get(e);
    if (text === undefined) {
      text = e.kind === 'function' ? this.within(e.body, e.params) : this.line(e);
      this.#bodies.set(e, text);
    }
    return text;
  }

  /** The text of `e` with the fields of the locals `own` written bare. */
  within(e: TypedExpr, own: readonly Local[]): string {
    const cuts: { start: number; end: number }[] = [];
    const visit = (x: TypedExpr) => {
      if (
        x.kind === 'lookup' &&
        x.base.kind === 'local' &&
        own.includes(x.base.local) &&
        x.name !== undefined
      ) {
        if (x.span.file === e.extent.file) cuts.push(this.#upToName(x.base.extent, x.span));
      }
      eachChild(x, visit);
    };
    visit(e);
    return oneLine(this.#without(e.extent, cuts));
  }

  /** From the base to the start of the name: the dot stays out, whatever stands before it. */
  #upToName(base: Span, lookup: Span): { start: number; end: number } {
    const text = this.slice({ file: base.file, start: base.start, end: lookup.end });
    const dot = text.lastIndexOf('.');
    return { start: base.start, end: dot < 0 ? base.start : base.start + dot + 1 };
  }

  #without(span: Span, cuts: readonly { start: number; end: number }[]): string {
    const whole = this.slice(span);
    let text = '';
    let at = span.start;
    for (const cut of [...cuts].sort((a, b) => a.start - b.start)) {
      if (cut.start < at || cut.end > span.end) continue;
      text += whole.slice(at - span.start, cut.start - span.start);
      at = cut.end;
    }
    return text + whole.slice(at - span.start);
  }
}

/** On one line: comments dropped, blanks folded, trailing commas gone. What stands inside quotes stays as it is. */
function oneLine(text: string): string {
  // Pieces, because looking at the end of a growing text would copy it each time.
  const out: string[] = [];
  let quote = '';
  let blank = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (quote !== '') {
      out.push(char);
      if (char === '\\' && i + 1 < text.length) out.push(text[++i]!);
      else if (char === quote) quote = '';
      continue;
    }
    if (char === '#') {
      while (i < text.length && text[i] !== '\n') i++;
      blank = true;
      continue;
    }
    if (/\s/.test(char)) {
      blank = true;
      continue;
    }
    const closes = ')]}'.includes(char);
    if (closes && out.at(-1) === ',') out.pop();
    if (blank && out.length > 0 && !closes && !'([{'.includes(out.at(-1)!)) out.push(' ');
    blank = false;
    if (char === '"' || char === "'") quote = char;
    out.push(char);
  }
  return out.join('');
}

/** At most 80 characters, the last one `…` when something was left out (NODE-9). */
export function shorten(text: string): string {
  if (text.length <= 80 && !/\s\s|[^\S ]/.test(text)) return text;
  const flat = text.replace(/\s+/g, ' ');
  // No character takes more than two units.
  const chars = [...flat.slice(0, 2 * 81)];
  return chars.length <= 80 ? flat : `${chars.slice(0, 79).join('')}…`;
}
