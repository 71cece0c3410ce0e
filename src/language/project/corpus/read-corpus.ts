import type { Diagnostic, Span } from '../../../base';

/** One program of a corpus file with what must come out. */
export interface CorpusCase {
  readonly title: string;
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** `{} -> [Int8]`; absent when only the check itself matters, or when it fails. */
  readonly type?: string;
  readonly errors: readonly ExpectedError[];
}

export interface ExpectedError {
  readonly code: string;
  readonly message: string;
  /** Where the brackets `⟦…⟧` stand; absent when the program marks no place for this error. */
  readonly span?: Span;
  readonly notes: readonly string[];
}

/**
 * Reads a corpus file. A case is a title line `### …`, a program, and answers:
 *
 * - `=> ok`: it passes the check;
 * - `=> {} -> [Int8]`: it passes, and `main` has this input and output;
 * - `=> E0006 message`: an error, in order; `   note: …` lines below it are its notes.
 *
 * Brackets `⟦…⟧` in the program mark the span of the first error, `⟦#2 …⟧` that of the second. A line
 * `--- path` begins another file.
 */
export function readCorpus(text: string): CorpusCase[] {
  return text
    .split(/^### /m)
    .slice(1)
    .map((part) => {
      const [title = '', ...lines] = part.split('\n');
      const answers = lines.findIndex((line) => line.startsWith('=> '));
      if (answers < 0) throw new Error(`the case "${title}" has no answer`);
      return readCase(title.trim(), lines.slice(0, answers), lines.slice(answers));
    });
}

function readCase(title: string, program: readonly string[], answers: readonly string[]): CorpusCase {
  const files: { path: string; lines: string[] }[] = [{ path: '', lines: [] }];
  for (const line of program) {
    const path = /^--- (\S+)$/.exec(line)?.[1];
    if (path === undefined) files.at(-1)!.lines.push(line);
    else if (files.length === 1 && files[0]!.lines.join('').trim() === '') files[0]!.path = path;
    else files.push({ path, lines: [] });
  }
  const marks = new Map<number, Span>();
  const plain = files.map(({ path, lines }) => ({ path, text: unmark(path, lines.join('\n'), marks) }));

  const errors: { code: string; message: string; notes: string[]; span?: Span }[] = [];
  let type: string | undefined;
  for (const line of answers) {
    const error = /^=> (E\d{4}) (.*)$/.exec(line);
    const note = /^ +note: (.*)$/.exec(line);
    if (error)
      errors.push({ code: error[1]!, message: error[2]!, notes: [], span: marks.get(errors.length + 1) });
    else if (note) errors.at(-1)!.notes.push(note[1]!);
    else if (line.startsWith('=> ') && line !== '=> ok') type = line.slice(3);
  }
  for (const number of marks.keys()) {
    if (number > errors.length) throw new Error(`the case "${title}" marks error ${number} but lists fewer`);
  }
  return { title, files: plain, type, errors };
}

function unmark(file: string, text: string, marks: Map<number, Span>): string {
  let plain = '';
  const open: { number: number; start: number }[] = [];
  for (const piece of text.split(/(⟦(?:#\d+ )?|⟧)/)) {
    if (piece.startsWith('⟦')) {
      const number = /\d+/.exec(piece)?.[0];
      open.push({ number: number === undefined ? 1 : Number(number), start: plain.length });
    } else if (piece === '⟧') {
      const mark = open.pop();
      if (mark) marks.set(mark.number, { file, start: mark.start, end: plain.length });
    } else {
      plain += piece;
    }
  }
  return plain;
}

/** How a failed case is shown: one line a diagnostic, with the text it points at. */
export function showDiagnostics(
  diagnostics: readonly Diagnostic[],
  files: readonly { readonly path: string; readonly text: string }[],
): string[] {
  return diagnostics.flatMap(({ code, message, span, additional }) => {
    const text = files.find((file) => file.path === span.file)?.text ?? '';
    return [
      `${code} ${message} at «${text.slice(span.start, span.end)}» ${span.start}`,
      ...additional.map((note) => `  note: ${note.message}`),
    ];
  });
}
