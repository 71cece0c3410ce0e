import { useEffect, useState } from 'react';
import { pause } from '../pause';
import { DanglingNote } from '../project/dangling-note';
import { ElsewhereNote } from '../project/elsewhere-note';
import { FileTabs } from '../project/file-tabs';
import { NotKeptNote } from '../project/not-kept-note';
import { useSettings } from '../settings/settings';
import { OpenedNote } from '../share/opened-note';
import { soon } from '../shell/soon';
import { Splitter } from '../shell/splitter';
import { useHolt } from '../store';
import { words } from '../words';
import { Chips } from './chips';
import { EmptyStart } from './empty-start';
import { WaitingCode } from './waiting-code';
import './code-colours.css';
import './editor.css';

const CodeEditor = soon(async () => {
  // Its parts come at once (`editor-parts-plugin.ts`), but are set up one after another, so that no task is long (SPD-16).
  await import('./monaco-core');
  await import('monaco-editor/editor/editor.api');
  await import('./monaco-features');
  const editor = await import('./code-editor');
  editor.setUpMonaco();
  await pause();
  return editor;
}, WaitingCode);
const TouchEditor = soon(() => import('./touch-editor'), WaitingCode);

const Breadcrumbs = soon(() => import('./breadcrumbs'));

const coarse = window.matchMedia('(pointer: coarse), (max-width: 479px)');

/** Where the program is written: readable at once, live when the editor has arrived. */
export function EditorRegion() {
  const starter = useHolt((state) => state.starter);
  const coarsePointer = useCoarse();
  const surface = useSettings((settings) => settings.codeSurface);
  const touch = surface === 'auto' ? coarsePointer : surface === 'touch';
  return (
    <main className="editor-region" aria-label={words.regions.editor}>
      <ElsewhereNote />
      <NotKeptNote />
      <OpenedNote />
      <FileTabs />
      <DanglingNote />
      <div className="editor-body">{touch ? <TouchEditor /> : <CodeEditor />}</div>
      {touch ? null : (
        <div className="crumb-line">
          <Breadcrumbs />
        </div>
      )}
      <EmptyStart />
      {starter ? <Chips /> : null}
      <Splitter region="editor" name={words.regions.editor} />
    </main>
  );
}

function useCoarse(): boolean {
  const [matches, setMatches] = useState(coarse.matches);
  useEffect(() => {
    const follow = () => setMatches(coarse.matches);
    coarse.addEventListener('change', follow);
    return () => coarse.removeEventListener('change', follow);
  }, []);
  return matches;
}
