import { SingleModelEditStackData } from 'monaco-editor/editor/common/model/editStack';
import * as monaco from 'monaco-editor/editor/editor.api';
import { StandaloneServices } from 'monaco-editor/editor/standalone/browser/standaloneServices';
import { IUndoRedoService, type UndoElement } from 'monaco-editor/platform/undoRedo/common/undoRedo';
import { lastSteps, rewind, type UndoneChange, type UndoStep } from './undo-steps';

/** Steps that cannot change any more, as they were read. */
const read = new WeakMap<object, UndoStep>();

/** What can be undone in a model, oldest first, as far as it is kept (EDT-13). */
export function undoStepsOf(model: monaco.editor.ITextModel): readonly UndoStep[] {
  const { past } = StandaloneServices.get(IUndoRedoService).getElements(model.uri);
  const elements = past.flatMap((element) => element.split?.() ?? [element]);
  return lastSteps(elements.filter((element) => element.matchesResource(model.uri)).map(stepOf));
}

/** A model with a text and the steps that led to it, which can then be undone one by one. */
export function modelWithSteps(
  text: string,
  uri: monaco.Uri,
  steps: readonly UndoStep[],
): monaco.editor.ITextModel {
  const begun = rewind(text, steps);
  const model = monaco.editor.createModel(begun.text, 'lutra', uri);
  for (const step of begun.steps) {
    const range = (at: number, length: number) =>
      monaco.Range.fromPositions(model.getPositionAt(at), model.getPositionAt(at + length));
    model.pushStackElement();
    model.pushEditOperations(
      [caretBehind(model, step.at(-1), 'old')],
      step.map(({ oldPosition, oldText, newText }) => ({
        range: range(oldPosition, oldText.length),
        text: newText,
        forceMoveMarkers: true,
      })),
      () => [caretBehind(model, step.at(-1), 'new')],
    );
  }
  model.pushStackElement();
  if (model.getValue() === text) return model;
  // The editor made other line ends of it: the text counts, not how it came to be.
  model.dispose();
  return monaco.editor.createModel(text, 'lutra', uri);
}

function stepOf(element: UndoElement): UndoStep {
  const known = read.get(element._data);
  if (known !== undefined) return known;
  const open = element._data instanceof SingleModelEditStackData;
  const { changes } = open
    ? (element._data as SingleModelEditStackData)
    : SingleModelEditStackData.deserialize(element._data as ArrayBuffer);
  const step = changes.map(({ oldPosition, oldText, newPosition, newText }) => ({
    oldPosition,
    oldText,
    newPosition,
    newText,
  }));
  if (!open) read.set(element._data, step);
  return step;
}

/** The caret behind a change, before or after it was made. */
function caretBehind(
  model: monaco.editor.ITextModel,
  change: UndoneChange | undefined,
  when: 'old' | 'new',
): monaco.Selection {
  const offset =
    when === 'old'
      ? (change?.oldPosition ?? 0) + (change?.oldText.length ?? 0)
      : (change?.newPosition ?? 0) + (change?.newText.length ?? 0);
  return monaco.Selection.fromPositions(model.getPositionAt(offset));
}
