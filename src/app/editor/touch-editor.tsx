import { useEffect, useMemo, useRef } from 'react';
import { edit } from '../session';
import { isReadOnlyFile, openText, useHolt } from '../store';
import { words } from '../words';
import { nodeAtCaret } from './caret-node';
import { registerEditor } from './editor-handle';
import { colouredLines } from './static-code';
import { TouchHelp } from './touch-help';
import { useTouchHints } from './touch-hints';
import { problemParts } from './touch-text';
import './touch.css';

/** Signs that are far away on the keyboards of phones (LAY-9). */
const keys = ['|', '->', '.', '(', ')', '{', '}', '[', ']', ':', '"', '_'];

/**
 * The editor of phones and touch screens: a native text field, so that selection, paste and undo are the
 * device's own, over a coloured copy of the text; it asks the same language worker as the desktop editor (LAY-8,
 * LAY-9).
 */
export default function TouchEditor() {
  const field = useRef<HTMLTextAreaElement>(null);
  const text = useHolt(openText);
  const file = useHolt((state) => state.file);
  const readOnly = useHolt((state) => isReadOnlyFile(state.file) || state.elsewhere !== null);
  const check = useHolt((state) => state.check);
  const hints = useTouchHints(field, (start, end, inserted) => {
    if (field.current !== null) insert(field.current, start, end, inserted);
  });
  const typing = useRef(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another file has another field
  useEffect(() => {
    const element = field.current;
    if (element === null) return;
    document.documentElement.dataset.editor = 'ready';
    const leave = registerEditor({
      focus: () => element.focus(),
      // Another file has another field, which the page has drawn by the next frame.
      arrived: () => new Promise(requestAnimationFrame),
      select: ({ start, end }) => {
        element.focus();
        element.setSelectionRange(start, end);
        showCaret(element);
      },
      replace: ({ start, end }, inserted) => insert(element, start, end, inserted),
      asOneStep: (edits) => edits(),
      undo: () => document.execCommand('undo'),
      undoSteps: () => ({}),
      caret: () => element.selectionStart,
      setCaret: (offset) => element.setSelectionRange(offset, offset),
      selection: () => ({ start: element.selectionStart, end: element.selectionEnd }),
      can: (action) => action === 'complete' || action === 'hover' || action === 'quickFix',
      act: (action) => {
        if (action === 'complete') void hints.complete();
        else if (action === 'hover') void hints.hover();
        else void hints.moved();
      },
      top: () => scrollerOf(element)?.scrollTop ?? 0,
      restore: ({ caret, top }) => {
        element.setSelectionRange(caret, caret);
        scrollerOf(element)?.scrollTo({ top });
      },
    });
    // The keyboard opened, or the device was turned: the line being written stays in sight (LAY-10).
    const keepCaret = () => {
      if (document.activeElement === element) showCaret(element);
    };
    window.visualViewport?.addEventListener('resize', keepCaret);
    return () => {
      leave();
      window.visualViewport?.removeEventListener('resize', keepCaret);
    };
  }, [file]);

  // The panel takes place from the text: the line being written stays above it.
  const shows = hints.hint !== null;
  useEffect(() => {
    if (shows && field.current !== null) showCaret(field.current);
  }, [shows]);

  const coloured = useMemo(() => colouredLines(text), [text]);
  const parts = useMemo(() => {
    const own = (check?.problems ?? []).filter(({ span }) => span.file === file);
    return problemParts(text, own);
  }, [text, check, file]);
  return (
    <>
      <div className="touch-editor">
        <div className="touch-page">
          <pre className="touch-layer" aria-hidden="true">
            {coloured.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text keep their order
              <code key={index}>
                {line}
                {'\n'}
              </code>
            ))}
          </pre>
          <pre className="touch-layer touch-problems" aria-hidden="true">
            {parts.map(({ start, text: part, problem }) => (
              <code
                key={start}
                className={
                  problem === undefined
                    ? undefined
                    : problem.severity === 'error'
                      ? 'touch-error'
                      : 'touch-remark'
                }
              >
                {part}
              </code>
            ))}
          </pre>
          <textarea
            key={file}
            ref={field}
            className="touch-input"
            value={text}
            readOnly={readOnly}
            wrap="off"
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            autoCorrect="off"
            aria-label={words.editor.touchLabel(file)}
            onChange={(event) => {
              typing.current = true;
              edit(event.target.value);
              void hints.typed();
            }}
            onSelect={(event) => {
              nodeAtCaret(event.currentTarget.selectionStart);
              if (!typing.current && hints.hint?.kind !== 'hover') void hints.moved();
              typing.current = false;
            }}
            onPointerDown={(event) => hints.press(event.clientX, event.clientY)}
            onPointerMove={(event) => hints.drag(event.clientX, event.clientY)}
            onPointerUp={hints.release}
            onPointerCancel={hints.release}
          />
        </div>
      </div>
      {hints.hint === null ? null : (
        <TouchHelp hint={hints.hint} onChoose={hints.choose} onFix={hints.fix} onClose={hints.close} />
      )}
      <div className="key-row" role="toolbar" aria-label={words.editor.keyRow}>
        <button
          type="button"
          className="key-word"
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => void hints.complete()}
        >
          {words.editor.touch.complete}
        </button>
        {keys.map((key) => (
          <button
            key={key}
            type="button"
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => {
              const element = field.current;
              if (element === null) return;
              element.focus();
              insert(element, element.selectionStart, element.selectionEnd, key === '->' ? '-> ' : key);
            }}
          >
            {key}
          </button>
        ))}
        <button
          type="button"
          className="key-word"
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => {
            field.current?.focus();
            document.execCommand('undo');
          }}
        >
          {words.editor.touch.undo}
        </button>
      </div>
    </>
  );
}

/** Types into the field in a way that the device's own undo knows. */
function insert(element: HTMLTextAreaElement, start: number, end: number, text: string): void {
  element.setSelectionRange(start, end);
  const done = document.execCommand('insertText', false, text);
  if (!done) {
    element.setRangeText(text, start, end, 'end');
    edit(element.value);
  }
}

function scrollerOf(element: HTMLElement): HTMLElement | null {
  return element.closest('.touch-editor');
}

/** Scrolls the caret's line into what is seen. */
function showCaret(element: HTMLTextAreaElement): void {
  const scroller = scrollerOf(element);
  if (scroller === null) return;
  const style = getComputedStyle(element);
  const height = Number.parseFloat(style.lineHeight);
  const line = element.value.slice(0, element.selectionStart).split('\n').length - 1;
  const top = Number.parseFloat(style.paddingTop) + line * height;
  if (top < scroller.scrollTop) scroller.scrollTop = top - height;
  else if (top + height > scroller.scrollTop + scroller.clientHeight)
    scroller.scrollTop = top + 2 * height - scroller.clientHeight;
}
