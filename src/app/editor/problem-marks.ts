import type { Diagnostic } from '../../engine';
import { monaco } from './monaco';
import { fileOf, uriOf } from './place-in-model';

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

  constructor(private readonly editor: monaco.editor.IStandaloneCodeEditor) {}

  show(problems: readonly Diagnostic[], version: number): void {
    this.#problems = problems;
    clearTimeout(this.#timer);
    const caretLine = this.editor.hasTextFocus() ? (this.editor.getPosition()?.lineNumber ?? 0) : 0;
    const ready = problems.filter(
      (problem) => version <= 1 || this.#known.has(nameOf(problem)) || !this.#isOn(problem, caretLine),
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

  #isOn({ span }: Diagnostic, line: number): boolean {
    const model = this.editor.getModel();
    return (
      model !== null && fileOf(model) === span.file && model.getPositionAt(span.start).lineNumber === line
    );
  }

  #mark(problems: readonly Diagnostic[]): void {
    this.#known = new Set(problems.map(nameOf));
    for (const model of monaco.editor.getModels()) {
      const here = problems.filter(({ span }) => uriOf(span.file).toString() === model.uri.toString());
      monaco.editor.setModelMarkers(
        model,
        owner,
        here.map((problem) => markerOf(problem, model)),
      );
    }
  }
}

function markerOf(problem: Diagnostic, model: monaco.editor.ITextModel): monaco.editor.IMarkerData {
  const start = model.getPositionAt(problem.span.start);
  const end = model.getPositionAt(Math.max(problem.span.end, problem.span.start + 1));
  return {
    severity: problem.severity === 'error' ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Hint,
    code: problem.code,
    message: [problem.message, ...problem.additional.map((note) => note.message)].join('\n'),
    startLineNumber: start.lineNumber,
    startColumn: start.column,
    endLineNumber: end.lineNumber,
    endColumn: end.column,
  };
}

function nameOf(problem: Diagnostic): string {
  return `${problem.span.file}\n${problem.slug}\n${problem.message}`;
}
