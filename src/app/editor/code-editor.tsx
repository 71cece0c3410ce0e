import { useEffect, useRef } from 'react';
import { edit } from '../session';
import { mainFile, mainText, useHolt } from '../store';
import { themeInUse } from '../theme/theme';
import { words } from '../words';
import { nodeAtCaret } from './caret-node';
import { difference } from './editor-actions';
import { registerEditor } from './editor-handle';
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
    const model = monaco.editor.createModel(mainText(state), 'lutra', monaco.Uri.file(`/${mainFile}`));
    const editor = monaco.editor.create(element, {
      ...editorOptions,
      model,
      ariaLabel: words.editor.label(mainFile),
    });
    model.updateOptions({
      bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
    });
    const lit = editor.createDecorationsCollection();
    const marks = new ProblemMarks(editor, model);
    const range = (span: { readonly start: number; readonly end: number }) =>
      monaco.Range.fromPositions(model.getPositionAt(span.start), model.getPositionAt(span.end));

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
      caret: () => model.getOffsetAt(editor.getPosition() ?? { lineNumber: 1, column: 1 }),
    });
    const parts = [
      model.onDidChangeContent(() => edit(model.getValue())),
      editor.onDidChangeCursorPosition((event) => {
        marks.caretMoved();
        if (event.source === 'mouse' || event.source === 'keyboard')
          nodeAtCaret(model.getOffsetAt(event.position));
      }),
    ];
    const unsubscribe = useHolt.subscribe((now, before) => {
      if (now.files !== before.files && mainText(now) !== model.getValue()) {
        const { start, end, inserted } = difference(model.getValue(), mainText(now));
        model.pushStackElement();
        model.pushEditOperations([], [{ range: range({ start, end }), text: inserted }], () => null);
        model.pushStackElement();
      }
      if (now.check !== before.check) marks.show(now.check?.problems ?? [], now.version);
      if (now.theme !== before.theme) applyEditorTheme(themeInUse(now.theme));
      if (now.highlighted !== before.highlighted || now.pointed !== before.pointed) {
        lit.set(
          [now.highlighted, now.pointed].flatMap((span, i) =>
            span === null
              ? []
              : [{ range: range(span), options: { className: i === 0 ? 'lit-source' : 'lit-pointed' } }],
          ),
        );
        if (now.highlighted !== null && now.highlighted !== before.highlighted)
          editor.revealRangeInCenterIfOutsideViewport(range(now.highlighted));
      }
    });
    marks.show(state.check?.problems ?? [], state.version);
    void document.fonts.ready.then(() => monaco.editor.remeasureFonts());
    document.documentElement.dataset.editor = 'ready';
    return () => {
      leave();
      unsubscribe();
      marks.dispose();
      for (const part of parts) part.dispose();
      editor.dispose();
      model.dispose();
    };
  }, []);
  return <div ref={host} className="code-editor" />;
}
