import { Icon } from '../shell/icons';
import { useHolt } from '../store';
import { sizeInWords, words } from '../words';
import { downloadStoredFile, removeStoredFile } from './stored-files';

/** The files that programs read and write: dropped ones, and those that programs wrote. */
export function StoredFileList() {
  const files = useHolt((state) => state.storedFiles);
  if (files.length === 0) return null;
  return (
    <ul className="side-list" aria-label={words.side.storedFiles}>
      {files.map(({ name, bytes }) => (
        <li key={name} className="side-set">
          <button
            type="button"
            className="side-item"
            aria-label={words.side.saveFile(name)}
            title={words.side.saveFile(name)}
            onClick={() => void downloadStoredFile(name)}
          >
            <span className="code">{name}</span>
            <small>{sizeInWords(bytes)}</small>
          </button>
          <button
            type="button"
            className="button icon side-remove"
            aria-label={words.side.remove(name)}
            title={words.side.remove(name)}
            onClick={() => void removeStoredFile(name)}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}
