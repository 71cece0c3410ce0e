import type { AppError, Diagnostic } from '../../engine';
import { useHolt } from '../store';
import { words } from '../words';
import type { Offsets } from './editor-handle';
import { explanationScheme } from './explanation-address';
import { monaco } from './monaco';
import { fileOf, uriOf } from './place-in-model';

/** A new error on the caret's line waits this long after the last key, in ms (EDT-19). */
const patience = 400;
const owner = 'lutra';
const runOwner = 'run';

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

  /** The typing goes on: what waits for it to rest waits for the next check. */
  textChanged(): void {
    clearTimeout(this.#timer);
  }

  /** Marks what still waits for the typing to rest. */
  showAll(): void {
    clearTimeout(this.#timer);
    this.#mark(this.#problems);
  }

  /** A run of this text that failed, at the place that raised it (EDT-26). */
  showFailure(): void {
    const { failure, version } = useHolt.getState();
    const error =
      failure?.version === version && failure.failure.kind === 'error' ? failure.failure.error : undefined;
    const span = error?.span;
    for (const model of monaco.editor.getModels()) {
      const here = span !== undefined && span.file === fileOf(model);
      monaco.editor.setModelMarkers(model, runOwner, here ? [runMarkerOf(error!, span, model)] : []);
    }
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
  const notes = problem.additional.filter(({ span }) => span === undefined);
  return {
    ...rangeOf(problem.span, model),
    severity: problem.severity === 'error' ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Hint,
    code: { value: problem.code, target: monaco.Uri.from({ scheme: explanationScheme, path: problem.slug }) },
    message: [problem.message, ...notes.map((note) => note.message)].join('\n'),
    relatedInformation: problem.additional.flatMap(({ message, span }) => {
      const there = span === undefined ? null : monaco.editor.getModel(uriOf(span.file));
      if (span === undefined || there === null) return [];
      return [{ ...rangeOf(span, there), message, resource: there.uri }];
    }),
    tags: problem.slug === 'unused-name' ? [monaco.MarkerTag.Unnecessary] : [],
  };
}

function runMarkerOf(
  { message, hint }: AppError,
  span: Offsets,
  model: monaco.editor.ITextModel,
): monaco.editor.IMarkerData {
  return {
    ...rangeOf(span, model),
    severity: monaco.MarkerSeverity.Error,
    source: words.editor.whileRunning,
    message: hint === undefined ? message : `${message}\n${hint}`,
  };
}

function rangeOf({ start, end }: Offsets, model: monaco.editor.ITextModel) {
  const from = model.getPositionAt(start);
  const to = model.getPositionAt(Math.max(end, start + 1));
  return {
    startLineNumber: from.lineNumber,
    startColumn: from.column,
    endLineNumber: to.lineNumber,
    endColumn: to.column,
  };
}

function nameOf(problem: Diagnostic): string {
  return `${problem.span.file}\n${problem.slug}\n${problem.message}`;
}
