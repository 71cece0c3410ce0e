import type { Diagnostic } from '../../engine';
import { monaco } from './monaco';

/** A new error on the caret's line waits this long after the last key, in ms (EDT-19). */
const patience = 400;
const owner = 'lutra';

/**
 * Problems in the margin and under the text. What is solved goes at once; what is new on the line being typed
 * waits until the typing rests or the caret leaves, so that nothing flickers (EDT-19).
 */
export class ProblemMarks {
  #problems: readonly Diagnostic[] = [];
  #known = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #line = 0;

  constructor(
    private readonly editor: monaco.editor.IStandaloneCodeEditor,
    private readonly model: monaco.editor.ITextModel,
  ) {}

  show(problems: readonly Diagnostic[], version: number): void {
    this.#problems = problems;
    clearTimeout(this.#timer);
    const caretLine = this.editor.hasTextFocus() ? (this.editor.getPosition()?.lineNumber ?? 0) : 0;
    const ready = problems.filter(
      (problem) => version <= 1 || this.#known.has(nameOf(problem)) || this.#lineOf(problem) !== caretLine,
    );
    this.#mark(ready);
    if (ready.length < problems.length) this.#timer = setTimeout(() => this.#mark(problems), patience);
  }

  caretMoved(): void {
    const line = this.editor.getPosition()?.lineNumber ?? 0;
    if (line !== this.#line) this.#mark(this.#problems);
    this.#line = line;
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #lineOf(problem: Diagnostic): number {
    return this.model.getPositionAt(problem.span.start).lineNumber;
  }

  #mark(problems: readonly Diagnostic[]): void {
    this.#known = new Set(problems.map(nameOf));
    monaco.editor.setModelMarkers(
      this.model,
      owner,
      problems.map((problem) => {
        const start = this.model.getPositionAt(problem.span.start);
        const end = this.model.getPositionAt(Math.max(problem.span.end, problem.span.start + 1));
        return {
          severity: problem.severity === 'error' ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Hint,
          code: problem.code,
          message: [problem.message, ...problem.additional.map((note) => note.message)].join('\n'),
          startLineNumber: start.lineNumber,
          startColumn: start.column,
          endLineNumber: end.lineNumber,
          endColumn: end.column,
        };
      }),
    );
  }
}

function nameOf(problem: Diagnostic): string {
  return `${problem.slug}\n${problem.message}`;
}
