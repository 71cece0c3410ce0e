import { lazy, Suspense } from 'react';
import { openGallery } from '../actions';
import { DataPanel } from '../data/data-panel';
import { useHolt } from '../store';
import { words } from '../words';
import { soon } from './soon';
import { Splitter } from './splitter';
import './side.css';

const FileTree = soon(() => import('../project/file-tree'));
const ExampleList = lazy(() => import('../gallery/example-list'));

/** The files, where there is more than one (PRJ-1), data sets on this device, and the examples. */
export function Side() {
  const several = useHolt((state) => state.files.length > 1);
  return (
    <aside className="side" aria-label={words.regions.side}>
      <div className="side-content">
        {several ? <FileTree /> : null}
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
