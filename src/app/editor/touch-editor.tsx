import { useEffect, useMemo, useRef } from 'react';
import { edit } from '../session';
import { isLibraryFile, openText, useHolt } from '../store';
import { words } from '../words';
import { nodeAtCaret } from './caret-node';
import { registerEditor } from './editor-handle';
import { colouredLines } from './static-code';

const keys = ['|', '->', '.', '(', ')', '{', '}', '[', ']', ':', '"', '_'];

/**
 * The editor of phones and touch screens: a native text field, so that selection, paste and undo are the
 * device's own, over a coloured copy of the text (LAY-8, LAY-9).
 */
export default function TouchEditor() {
  const field = useRef<HTMLTextAreaElement>(null);
  const text = useHolt(openText);
  const file = useHolt((state) => state.file);
  const readOnly = useHolt((state) => isLibraryFile(state.file) || state.elsewhere !== null);
  const problems = useHolt((state) => state.check?.problems) ?? [];

  // biome-ignore lint/correctness/useExhaustiveDependencies: another file has another field
  useEffect(() => {
    const element = field.current;
    if (element === null) return;
    document.documentElement.dataset.editor = 'ready';
    return registerEditor({
      focus: () => element.focus(),
      select: ({ start, end }) => {
        element.focus();
        element.setSelectionRange(start, end);
      },
      replace: ({ start, end }, inserted) => insert(element, start, end, inserted),
      undo: () => document.execCommand('undo'),
      caret: () => element.selectionStart,
      setCaret: (offset) => element.setSelectionRange(offset, offset),
      selection: () => ({ start: element.selectionStart, end: element.selectionEnd }),
      can: () => false,
      act: () => undefined,
      top: () => element.parentElement?.scrollTop ?? 0,
      restore: ({ caret, top }) => {
        element.setSelectionRange(caret, caret);
        element.parentElement?.scrollTo({ top });
      },
    });
  }, [file]);

  const coloured = useMemo(() => colouredLines(text), [text]);
  let offset = 0;
  return (
    <>
      <div className="touch-editor">
        <pre className="touch-layer" aria-hidden="true">
          {text.split('\n').map((line, index) => {
            const start = offset;
            offset += line.length + 1;
            const bad = problems.some(
              ({ span }) => span.file === file && span.start >= start && span.start <= start + line.length,
            );
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text keep their order
              <code key={index} className={bad ? 'touch-bad' : undefined}>
                {coloured[index]}
                {'\n'}
              </code>
            );
          })}
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
          aria-label={words.editor.label(file)}
          onChange={(event) => edit(event.target.value)}
          onSelect={(event) => nodeAtCaret(event.currentTarget.selectionStart)}
        />
      </div>
      <div className="key-row" role="toolbar" aria-label={words.editor.keyRow}>
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
