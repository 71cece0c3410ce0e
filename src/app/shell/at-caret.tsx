import { useEffect, useState } from 'react';
import type { HoverView } from '../../engine';
import { openExample } from '../actions';
import { goToSpan } from '../editor/editor-actions';
import { currentEditor } from '../editor/editor-handle';
import { StaticCode } from '../editor/static-code';
import { examples } from '../gallery';
import { openText, useHolt } from '../store';
import { words } from '../words';
import { language } from '../workers';

/** What the word at the caret means, where it is defined, and examples that use it (FST-9). */
export function AtCaret() {
  const [found, setFound] = useState<HoverView | null>(null);
  const file = useHolt((state) => state.file);
  const text = useHolt(openText);
  useEffect(() => {
    const caret = currentEditor()?.caret();
    if (caret !== undefined) void language().hover(file, caret).then(setFound);
  }, [file]);
  const word = found === null ? '' : text.slice(found.range.start, found.range.end);
  const uses = /^[\p{L}_]\w*$/u.test(word)
    ? examples.filter((example) => new RegExp(`\\b${word}\\b`).test(example.text)).slice(0, 4)
    : [];
  const close = () => useHolt.setState({ dialog: null });
  return (
    <>
      <h3>{words.help.atCaret}</h3>
      {found === null ? (
        <p>{words.help.nothingAtCaret}</p>
      ) : (
        <div className="help-caret">
          <StaticCode text={found.signature} />
          {found.doc === undefined ? null : <p>{found.doc}</p>}
          {found.note === undefined ? null : <p>{found.note}</p>}
          <button
            type="button"
            className="button framed"
            onClick={async () => {
              const place = await language().definition(file, found.range.start);
              close();
              if (place !== null) goToSpan(place);
            }}
          >
            {words.help.definition}
          </button>
          {uses.length === 0 ? null : (
            <>
              <h4>{words.help.usedIn}</h4>
              {uses.map((example) => (
                <button
                  key={example.id}
                  type="button"
                  className="button"
                  onClick={() => {
                    close();
                    openExample(example);
                  }}
                >
                  {example.title}
                </button>
              ))}
            </>
          )}
        </div>
      )}
    </>
  );
}
