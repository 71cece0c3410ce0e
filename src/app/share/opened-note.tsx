import { useEffect, useState } from 'react';
import { Icon } from '../shell/icons';
import { useHolt } from '../store';
import { sizeInWords, words } from '../words';
import { engine } from '../workers';

/** What is to be said of a link that was opened: what is damaged, and which files it wants (SHR-5, SHR-12, SHR-13). */
export function OpenedNote() {
  const opened = useHolt((state) => state.opened);
  const dataSets = useHolt((state) => state.dataSets);
  if (opened === null || opened.notes.length + opened.missing.length === 0) return null;
  return (
    <div className="dangling-note opened-note" role="status">
      <ul>
        {opened.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
        {opened.missing.map(({ name, fileName, bytes, digest }) => {
          const set = dataSets.find((one) => one.name === name);
          return (
            <li key={name}>
              {set === undefined ? (
                words.share.missing(fileName, sizeInWords(bytes))
              ) : (
                <Dropped key={set.value.id} name={name} digest={digest} />
              )}
            </li>
          );
        })}
      </ul>
      <button
        type="button"
        className="button icon"
        aria-label={words.share.closeNote}
        onClick={() => useHolt.setState({ opened: null })}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

/** Whether the file that was dropped is the one that the link was made with. */
function Dropped({ name, digest }: { readonly name: string; readonly digest: string }) {
  const [same, setSame] = useState<boolean | null>(null);
  useEffect(() => {
    void engine().hasFile(name, digest).then(setSame);
  }, [name, digest]);
  return same === null ? null : same ? words.share.sameFile(name) : words.share.otherFile(name);
}
