import { chooseFile } from '../actions';
import { commandOf } from '../commands';
import { edit } from '../session';
import { rootFile } from '../store';
import { words } from '../words';
import { currentEditor } from './editor-handle';

const first = 'func main() -> ';

/** An empty program and three ways in (STA-1). */
export default function EmptyStart() {
  return (
    <section className="empty-start" aria-label={words.editor.empty.title}>
      <p>{words.editor.empty.title}</p>
      <button type="button" className="button main" onClick={() => commandOf('gallery').run()}>
        {words.editor.empty.example}
      </button>
      <button type="button" className="button framed" onClick={() => chooseFile()}>
        {words.editor.empty.file}
      </button>
      <button
        type="button"
        className="button framed"
        onClick={() => {
          edit(first, rootFile);
          requestAnimationFrame(() => {
            currentEditor()?.focus();
            currentEditor()?.setCaret(first.length);
          });
        }}
      >
        {words.editor.empty.write}
      </button>
    </section>
  );
}
