import { chooseFile, openExample, openGallery, removeDataSet } from '../actions';
import { StoredFileList } from '../data/stored-file-list';
import { examples } from '../gallery';
import { FileTree } from '../project/file-tree';
import { useHolt } from '../store';
import { sizeInWords, words } from '../words';
import { Icon } from './icons';
import { Splitter } from './splitter';
import './side.css';

/** Data sets on this device, and the examples. */
export function Side() {
  const dataSets = useHolt((state) => state.dataSets);
  const peeked = useHolt((state) => state.peekedSet);
  const opened = useHolt((state) => state.projectName);
  return (
    <aside className="side" aria-label={words.regions.side}>
      <div className="side-content">
        <FileTree />
        <section>
          <h2 className="section-title">{words.side.data}</h2>
          {dataSets.length === 0 ? null : (
            <ul className="side-list">
              {dataSets.map((set) => (
                <li key={set.name} className="side-set">
                  <button
                    type="button"
                    className="side-item"
                    aria-label={words.side.peek(set.name)}
                    aria-pressed={peeked === set.name}
                    onClick={() =>
                      useHolt.setState({ peekedSet: peeked === set.name ? null : set.name, place: 'result' })
                    }
                  >
                    <span className="code">{set.name}</span>
                    <small>
                      {words.side.rows(set.rows)} · {sizeInWords(set.bytes)}
                    </small>
                  </button>
                  <button
                    type="button"
                    className="button icon side-remove"
                    aria-label={words.side.remove(set.name)}
                    title={words.side.remove(set.name)}
                    onClick={() => void removeDataSet(set.name)}
                  >
                    <Icon name="close" />
                  </button>
                </li>
              ))}
            </ul>
          )}
          <StoredFileList />
          <p className="side-drop">
            {words.side.drop}{' '}
            <button type="button" className="link" onClick={chooseFile}>
              {words.side.choose}
            </button>
          </p>
        </section>
        <section>
          <h2 className="section-title">
            {words.side.examples}{' '}
            <button type="button" className="link" onClick={() => openGallery()}>
              {words.gallery.browse}
            </button>
          </h2>
          <ul className="side-list">
            {examples.map((example) => (
              <li key={example.id}>
                <button
                  type="button"
                  className="side-item"
                  aria-current={opened === example.title ? 'true' : undefined}
                  title={example.shows}
                  onClick={() => openExample(example)}
                >
                  <span>{example.title}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      </div>
      <Splitter region="side" name={words.regions.side} />
    </aside>
  );
}
