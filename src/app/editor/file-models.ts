import * as monaco from 'monaco-editor/editor/editor.api';
import { edit } from '../session';
import type { HoltState } from '../store';
import { difference } from './editor-actions';
import { uriOf } from './place-in-model';
import { modelWithSteps, undoStepsOf } from './undo-models';
import type { UndoSteps } from './undo-steps';

type Files = Pick<HoltState, 'files' | 'projectId' | 'undoSteps'>;

/**
 * One Monaco model for each file of the project: its text follows the project's, and typing in it changes the
 * project's. Undo belongs to a model, so it survives a change of tab; another project begins with new ones, which can
 * undo what its last visit could (EDT-13).
 */
export class FileModels {
  readonly #models = new Map<string, monaco.editor.ITextModel>();

  constructor(state: Files) {
    this.#begin(state);
  }

  get(path: string): monaco.editor.ITextModel | undefined {
    return this.#models.get(path);
  }

  /** Brings the models to what the project has become. */
  follow(now: Files, before: Files): void {
    if (now.projectId !== before.projectId) {
      this.dispose();
      this.#begin(now);
      return;
    }
    for (const [path, model] of this.#models) {
      if (now.files.some((file) => file.path === path)) continue;
      this.#models.delete(path);
      model.dispose();
    }
    for (const file of now.files) {
      const model = this.#models.get(file.path);
      if (model === undefined) this.#create(file.path, file.text, []);
      else if (!before.files.includes(file)) this.#change(model, file.text);
    }
  }

  /** What can be undone in each file that was changed. */
  undoSteps(): UndoSteps {
    const steps = [...this.#models].map(([path, model]) => [path, undoStepsOf(model)] as const);
    return Object.fromEntries(steps.filter(([, list]) => list.length > 0));
  }

  dispose(): void {
    for (const model of this.#models.values()) model.dispose();
    this.#models.clear();
  }

  #begin({ files, undoSteps }: Files): void {
    for (const { path, text } of files) this.#create(path, text, undoSteps[path] ?? []);
  }

  #create(path: string, text: string, steps: UndoSteps[string]): void {
    // Where the project gets a file of its own in place of one that was only read.
    monaco.editor.getModel(uriOf(path))?.dispose();
    const model = modelWithSteps(text, uriOf(path), steps);
    model.updateOptions({
      bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
    });
    model.onDidChangeContent(() => edit(model.getValue(), path));
    this.#models.set(path, model);
  }

  #change(model: monaco.editor.ITextModel, text: string): void {
    if (model.getValue() === text) return;
    const { start, end, inserted } = difference(model.getValue(), text);
    const range = monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));
    model.pushStackElement();
    model.pushEditOperations([], [{ range, text: inserted }], () => null);
    model.pushStackElement();
  }
}
