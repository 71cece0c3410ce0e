import { openExample, openGallery } from '../actions';
import { DataPanel } from '../data/data-panel';
import { examples } from '../gallery';
import { FileTree } from '../project/file-tree';
import { useHolt } from '../store';
import { words } from '../words';
import { Splitter } from './splitter';
import './side.css';

/** Data sets on this device, and the examples. */
export function Side() {
  const opened = useHolt((state) => state.projectName);
  return (
    <aside className="side" aria-label={words.regions.side}>
      <div className="side-content">
        <FileTree />
        <DataPanel />
        <section>
          <div className="section-head">
            <h2 className="section-title">{words.side.examples}</h2>
            <button type="button" className="link" onClick={() => openGallery()}>
              {words.gallery.browse}
            </button>
          </div>
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
