import { Dialog } from 'radix-ui';
import { useState } from 'react';
import type { TextEdit } from '../../engine';
import { useHolt } from '../store';
import { words } from '../words';
import { currentEditor, placeIn } from './editor-handle';
import { useRenamePreview } from './rename-preview';
import './sheets.css';

/** All changes of a rename by file, with uses that only perhaps mean the same for choice (EDT-17). */
export default function RenameSheet() {
  const asked = useRenamePreview((state) => state.asked);
  const [chosen, setChosen] = useState<ReadonlySet<TextEdit>>(new Set());
  if (asked === null) return null;
  const { rename, newName, answer } = asked;
  const switchOne = (edit: TextEdit) => {
    const next = new Set(chosen);
    if (!next.delete(edit)) next.add(edit);
    setChosen(next);
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && answer([])}>
      <Dialog.Portal>
        <Dialog.Overlay className="sheet-veil" />
        <Dialog.Content
          className="sheet rename"
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            currentEditor()?.focus();
          }}
        >
          <Dialog.Title className="sheet-title">{words.rename.title(newName)}</Dialog.Title>
          <Changes edits={rename.edits} />
          {rename.files.length === 0 ? null : (
            <ul className="changes">
              {rename.files.map(({ from, to }) => (
                <li key={from} className="change">
                  {words.rename.file(from, to)}
                </li>
              ))}
            </ul>
          )}
          {rename.perhaps.length === 0 ? null : (
            <>
              <h3 className="section-title">{words.rename.perhaps}</h3>
              <Changes edits={rename.perhaps} chosen={chosen} onSwitch={switchOne} />
            </>
          )}
          <div className="sheet-actions">
            <Dialog.Close className="button framed">{words.rename.cancel}</Dialog.Close>
            <button
              type="button"
              className="button main"
              // biome-ignore lint/a11y/noAutofocus: Enter goes on with what Enter began
              autoFocus
              onClick={() => answer([...rename.edits, ...chosen])}
            >
              {words.rename.apply(rename.edits.length + chosen.size)}
            </button>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Changes as their lines, by file; with a box each where they are for choice. */
function Changes({
  edits,
  chosen,
  onSwitch,
}: {
  readonly edits: readonly TextEdit[];
  readonly chosen?: ReadonlySet<TextEdit>;
  readonly onSwitch?: (edit: TextEdit) => void;
}) {
  const files = useHolt((state) => state.files);
  const paths = [...new Set(edits.map(({ range }) => range.file))];
  return paths.map((path) => {
    const text = files.find((file) => file.path === path)?.text ?? '';
    return (
      <section key={path} aria-label={path}>
        <h3 className="section-title code">{path}</h3>
        <ul className="changes">
          {edits
            .filter(({ range }) => range.file === path)
            .map((edit) => {
              const { line, column } = placeIn(text, edit.range.start);
              const whole = text.split('\n')[line - 1] ?? '';
              const length = edit.range.end - edit.range.start;
              const shown = (
                <code>
                  {whole.slice(0, column - 1).trimStart()}
                  <del>{whole.slice(column - 1, column - 1 + length)}</del>
                  <ins>{edit.text}</ins>
                  {whole.slice(column - 1 + length)}
                </code>
              );
              return (
                <li key={`${edit.range.start} ${edit.text}`} className="change">
                  {onSwitch === undefined ? (
                    <>
                      <small>{line}</small> {shown}
                    </>
                  ) : (
                    <label>
                      <input
                        type="checkbox"
                        checked={chosen?.has(edit) ?? false}
                        onChange={() => onSwitch(edit)}
                      />
                      <small>{line}</small> {shown}
                    </label>
                  )}
                </li>
              );
            })}
        </ul>
      </section>
    );
  });
}
