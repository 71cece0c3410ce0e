import { lazy, Suspense } from 'react';
import { openGallery } from '../actions';
import { DataPanel } from '../data/data-panel';
import { FileTree } from '../project/file-tree';
import { words } from '../words';
import { Splitter } from './splitter';
import './side.css';

const ExampleList = lazy(() => import('../gallery/example-list'));

/** Data sets on this device, and the examples. */
export function Side() {
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
          <Suspense fallback={null}>
            <ExampleList />
          </Suspense>
        </section>
      </div>
      <Splitter region="side" name={words.regions.side} />
    </aside>
  );
}
