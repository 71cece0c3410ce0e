import type * as monaco from 'monaco-editor/editor/editor.api';
import { peekStep } from '../follow';
import { type HoltState, useHolt } from '../store';
import { words } from '../words';
import { fileOf } from './place-in-model';

/** What became of a pipeline step in the last run (EDT-25). */
export type StepState = 'idle' | 'ok' | 'failed';

export interface StepMark {
  readonly node: string;
  /** Where the text of the step begins. */
  readonly at: number;
  readonly state: StepState;
}

/** The steps of the plan whose text is in this file, in the order of the text (EDT-25). */
export function stepMarks(state: HoltState, file: string): readonly StepMark[] {
  const { check, version, shown, failure } = state;
  if (check?.version !== version || check.plan === undefined) return [];
  const ran = shown?.version === version;
  const broken =
    failure?.version === version && failure.failure.kind === 'error' ? failure.failure.error.span : undefined;
  return check.plan.nodes
    .flatMap(({ id, span, kind, peekable }): StepMark[] => {
      if (span === null || span.file !== file || kind === 'source' || kind === 'output' || !peekable)
        return [];
      const failed = broken !== undefined && broken.start >= span.start && broken.end <= span.end;
      return [{ node: id, at: span.start, state: failed ? 'failed' : ran ? 'ok' : 'idle' }];
    })
    .sort((a, b) => a.at - b.at);
}

/** Draws a mark beside each line with a step; pressing it shows the step's value. */
export class StepMarks {
  readonly #drawn: monaco.editor.IEditorDecorationsCollection;
  readonly #press: monaco.IDisposable;
  #byLine = new Map<number, StepMark>();

  constructor(private readonly editor: monaco.editor.IStandaloneCodeEditor) {
    this.#drawn = editor.createDecorationsCollection();
    this.#press = editor.onMouseDown(({ target }) => {
      const mark = this.#byLine.get(target.position?.lineNumber ?? 0);
      if (mark === undefined || target.element?.classList.contains('step-mark') !== true) return;
      void peekStep(mark.node);
    });
  }

  draw(): void {
    const model = this.editor.getModel();
    this.#byLine = new Map();
    if (model === null) return;
    // Of several steps on one line the last is the one to look at, unless another failed.
    for (const mark of stepMarks(useHolt.getState(), fileOf(model))) {
      const line = model.getPositionAt(mark.at).lineNumber;
      if (this.#byLine.get(line)?.state !== 'failed') this.#byLine.set(line, mark);
    }
    this.#drawn.set(
      [...this.#byLine].map(([line, { state }]) => ({
        range: { startLineNumber: line, startColumn: 1, endLineNumber: line, endColumn: 1 },
        options: {
          linesDecorationsClassName: `step-mark step-${state}`,
          linesDecorationsTooltip: words.editor.step[state],
        },
      })),
    );
  }

  dispose(): void {
    this.#press.dispose();
    this.#drawn.clear();
  }
}
