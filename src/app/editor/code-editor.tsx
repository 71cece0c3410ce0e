import { useEffect, useRef, useState } from 'react';
import { type Settings, useSettings } from '../settings/settings';
import { type HoltState, isReadOnlyFile, useHolt } from '../store';
import { themeInUse } from '../theme/theme';
import { words } from '../words';
import { nodeAtCaret } from './caret-node';
import { useCaret } from './caret-path';
import { type Offsets, registerEditor } from './editor-handle';
import { FileModels } from './file-models';
import { libraryModel } from './library-model';
import { applyEditorTheme, editorOptions, monaco, sizesOf } from './monaco';
import { monacoActions } from './monaco-actions';
import { ProblemMarks } from './problem-marks';
import { fixesIn } from './quick-fixes';
import { settle } from './settle';
import { StepMarks } from './step-marks';
import { WaitingCode } from './waiting-code';

export { setUpMonaco } from './monaco';

/** The desktop editor: Monaco, loaded after the first paint, drawn with our own colours. */
export default function CodeEditor() {
  const host = useRef<HTMLDivElement>(null);
  const [live, setLive] = useState(false);
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    applyEditorTheme(themeInUse(useHolt.getState().theme));
    const editor = monaco.editor.create(element, { ...editorOptions, model: null });
    let leave = () => editor.dispose();
    // Its first text is drawn in a task of its own (SPD-16).
    const filling = setTimeout(() => {
      leave = fill(editor);
      setLive(true);
    });
    return () => {
      clearTimeout(filling);
      leave();
    };
  }, []);
  useEffect(() => {
    if (live) document.documentElement.dataset.editor = 'ready';
  }, [live]);
  return (
    <>
      <div ref={host} className="code-editor" />
      {live ? null : <WaitingCode />}
    </>
  );
}

/** Joins an empty editor with the project and the rest of the page; what it returns ends that and the editor. */
function fill(editor: monaco.editor.IStandaloneCodeEditor): () => void {
  const state = useHolt.getState();
  const models = new FileModels(state);
  const places = new Map<string, monaco.editor.ICodeEditorViewState | null>();
  const lit = editor.createDecorationsCollection();
  const marks = new ProblemMarks(editor);
  const steps = new StepMarks(editor);
  /** Whether what is replaced goes into one undo step. */
  let together = false;
  const range = ({ start, end }: Offsets) => {
    const model = editor.getModel();
    if (model === null) return new monaco.Range(1, 1, 1, 1);
    return monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));
  };
  const caret = () =>
    editor.getModel()?.getOffsetAt(editor.getPosition() ?? { lineNumber: 1, column: 1 }) ?? 0;

  /** Puts the file on the screen into the editor, where it was left. */
  const show = async (now: HoltState) => {
    const { file } = now;
    const model = models.get(file) ?? (isReadOnlyFile(file) ? await libraryModel(file) : null);
    if (useHolt.getState().file !== file) return;
    allow(useHolt.getState());
    if (editor.getModel() === model) return;
    editor.setModel(model);
    editor.restoreViewState(places.get(file) ?? null);
    useCaret.setState({ offset: caret() });
    light(useHolt.getState());
    steps.draw();
  };
  const allow = ({ file, elsewhere }: HoltState) =>
    editor.updateOptions({
      readOnly: isReadOnlyFile(file) || elsewhere !== null,
      ariaLabel: words.editor.label(file),
    });
  const light = ({ highlighted, pointed, file }: HoltState) =>
    lit.set(
      [highlighted, pointed].flatMap((span, i) =>
        span?.file === file
          ? [{ range: range(span), options: { className: i === 0 ? 'lit-source' : 'lit-pointed' } }]
          : [],
      ),
    );

  /** Makes ready what is offered at the caret: its problem is marked, and what mends it is known. */
  const offerFixes = async () => {
    await settle();
    marks.showAll();
    const [model, chosen] = [editor.getModel(), editor.getSelection()];
    if (model !== null && chosen !== null) await fixesIn(model, chosen);
  };

  let shown = show(state);
  const leave = registerEditor({
    focus: () => editor.focus(),
    arrived: () => shown,
    select: (span) => {
      editor.setSelection(range(span));
      editor.revealRangeInCenterIfOutsideViewport(range(span), monaco.editor.ScrollType.Smooth);
      editor.focus();
    },
    replace: (span, text) => {
      if (!together) editor.pushUndoStop();
      editor.executeEdits('holt', [{ range: range(span), text, forceMoveMarkers: true }]);
      if (!together) editor.pushUndoStop();
    },
    asOneStep: async (edits) => {
      editor.pushUndoStop();
      together = true;
      await edits().finally(() => {
        together = false;
        editor.pushUndoStop();
      });
    },
    undo: () => editor.trigger('holt', 'undo', null),
    undoSteps: () => models.undoSteps(),
    caret,
    setCaret: (offset) => {
      const at = editor.getModel()?.getPositionAt(offset);
      if (at !== undefined) editor.setPosition(at);
    },
    selection: () => {
      const [model, chosen] = [editor.getModel(), editor.getSelection()];
      if (model === null || chosen === null) return { start: 0, end: 0 };
      return {
        start: model.getOffsetAt(chosen.getStartPosition()),
        end: model.getOffsetAt(chosen.getEndPosition()),
      };
    },
    can: () => true,
    act: (action) => {
      const act = () => editor.trigger('holt', monacoActions[action], null);
      if (action === 'quickFix') void offerFixes().then(act);
      else act();
    },
    top: () => editor.getScrollTop(),
    restore: ({ caret, top }) => {
      const { startLineNumber, startColumn } = range({ start: caret, end: caret });
      editor.setPosition({ lineNumber: startLineNumber, column: startColumn });
      editor.setScrollTop(top);
    },
  });
  const moved = editor.onDidChangeCursorPosition((event) => {
    marks.caretMoved();
    useCaret.setState({ offset: caret() });
    if (event.source === 'mouse' || event.source === 'keyboard') nodeAtCaret(caret());
  });
  const unsubscribe = useHolt.subscribe((now, before) => {
    if (now.file !== before.file) places.set(before.file, editor.saveViewState());
    if (now.files !== before.files) models.follow(now, before);
    if (now.projectId !== before.projectId) places.clear();
    if (now.file !== before.file || now.files !== before.files) shown = show(now);
    if (now.version !== before.version) marks.textChanged();
    if (now.check !== before.check) {
      marks.show(now.check?.problems ?? [], now.version);
      if (editor.hasTextFocus()) nodeAtCaret(caret());
    }
    if (now.failure !== before.failure || now.version !== before.version) marks.showFailure();
    if (now.check !== before.check || now.shown !== before.shown || now.failure !== before.failure)
      steps.draw();
    if (now.elsewhere !== before.elsewhere) allow(now);
    if (now.theme !== before.theme) applyEditorTheme(themeInUse(now.theme));
    if (now.highlighted !== before.highlighted || now.pointed !== before.pointed) {
      light(now);
      const { highlighted } = now;
      if (highlighted?.file === now.file && highlighted !== before.highlighted)
        editor.revealRangeInCenterIfOutsideViewport(range(highlighted));
    }
  });
  marks.show(state.check?.problems ?? [], state.version);
  steps.draw();
  const applySettings = (settings: Settings) =>
    editor.updateOptions({
      ...sizesOf(settings),
      codeLens: settings.lenses,
    });
  applySettings(useSettings.getState());
  const unsettle = useSettings.subscribe(applySettings);
  void document.fonts.ready.then(() => monaco.editor.remeasureFonts());
  return () => {
    leave();
    unsubscribe();
    unsettle();
    steps.dispose();
    marks.dispose();
    moved.dispose();
    editor.dispose();
    models.dispose();
  };
}
