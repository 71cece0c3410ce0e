import { useEffect, useRef } from 'react';
import { type HoltState, isLibraryFile, useHolt } from '../store';
import { themeInUse } from '../theme/theme';
import { words } from '../words';
import { nodeAtCaret } from './caret-node';
import { type Offsets, registerEditor } from './editor-handle';
import { FileModels } from './file-models';
import { libraryModel } from './library-model';
import { applyEditorTheme, editorOptions, monaco } from './monaco';
import { ProblemMarks } from './problem-marks';

/** The desktop editor: Monaco, loaded after the first paint, drawn with our own colours. */
export default function CodeEditor() {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const state = useHolt.getState();
    applyEditorTheme(themeInUse(state.theme));
    const models = new FileModels(state);
    const editor = monaco.editor.create(element, {
      ...editorOptions,
      model: models.get(state.file) ?? null,
      ariaLabel: words.editor.label(state.file),
    });
    const places = new Map<string, monaco.editor.ICodeEditorViewState | null>();
    const lit = editor.createDecorationsCollection();
    const marks = new ProblemMarks(editor);
    const range = ({ start, end }: Offsets) => {
      const model = editor.getModel();
      if (model === null) return new monaco.Range(1, 1, 1, 1);
      return monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));
    };

    /** Puts the file on the screen into the editor, where it was left. */
    const show = async (now: HoltState) => {
      const { file } = now;
      const model = models.get(file) ?? (isLibraryFile(file) ? await libraryModel(file) : null);
      if (useHolt.getState().file !== file || editor.getModel() === model) return;
      editor.setModel(model);
      editor.restoreViewState(places.get(file) ?? null);
      editor.updateOptions({ readOnly: isLibraryFile(file), ariaLabel: words.editor.label(file) });
      light(useHolt.getState());
    };
    const light = ({ highlighted, pointed, file }: HoltState) =>
      lit.set(
        [highlighted, pointed].flatMap((span, i) =>
          span?.file === file
            ? [{ range: range(span), options: { className: i === 0 ? 'lit-source' : 'lit-pointed' } }]
            : [],
        ),
      );

    const leave = registerEditor({
      focus: () => editor.focus(),
      select: (span) => {
        editor.setSelection(range(span));
        editor.revealRangeInCenterIfOutsideViewport(range(span), monaco.editor.ScrollType.Smooth);
        editor.focus();
      },
      replace: (span, text) => {
        editor.pushUndoStop();
        editor.executeEdits('holt', [{ range: range(span), text, forceMoveMarkers: true }]);
        editor.pushUndoStop();
      },
      undo: () => editor.trigger('holt', 'undo', null),
      caret: () => editor.getModel()?.getOffsetAt(editor.getPosition() ?? { lineNumber: 1, column: 1 }) ?? 0,
    });
    const moved = editor.onDidChangeCursorPosition((event) => {
      marks.caretMoved();
      const model = editor.getModel();
      if (model !== null && (event.source === 'mouse' || event.source === 'keyboard'))
        nodeAtCaret(model.getOffsetAt(event.position));
    });
    const unsubscribe = useHolt.subscribe((now, before) => {
      if (now.file !== before.file) places.set(before.file, editor.saveViewState());
      if (now.files !== before.files) models.follow(now, before);
      if (now.projectId !== before.projectId) places.clear();
      if (now.file !== before.file || now.files !== before.files) void show(now);
      if (now.check !== before.check) marks.show(now.check?.problems ?? [], now.version);
      if (now.theme !== before.theme) applyEditorTheme(themeInUse(now.theme));
      if (now.highlighted !== before.highlighted || now.pointed !== before.pointed) {
        light(now);
        const { highlighted } = now;
        if (highlighted?.file === now.file && highlighted !== before.highlighted)
          editor.revealRangeInCenterIfOutsideViewport(range(highlighted));
      }
    });
    void show(state);
    marks.show(state.check?.problems ?? [], state.version);
    void document.fonts.ready.then(() => monaco.editor.remeasureFonts());
    document.documentElement.dataset.editor = 'ready';
    return () => {
      leave();
      unsubscribe();
      marks.dispose();
      moved.dispose();
      editor.dispose();
      models.dispose();
    };
  }, []);
  return <div ref={host} className="code-editor" />;
}
