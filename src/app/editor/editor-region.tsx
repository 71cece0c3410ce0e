import { useEffect, useState } from 'react';
import { pause } from '../pause';
import { DanglingNote } from '../project/dangling-note';
import { FileTabs } from '../project/file-tabs';
import { useSettings } from '../settings/settings';
import { soon } from '../shell/soon';
import { Splitter } from '../shell/splitter';
import { useHolt } from '../store';
import { words } from '../words';
import { Chips } from './chips';
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

const EmptyStart = soon(() => import('./empty-start'));
const Breadcrumbs = soon(() => import('./breadcrumbs'));
const ProjectNotes = soon(() => import('../project/project-notes'));

const coarse = window.matchMedia('(pointer: coarse), (max-width: 479px)');

/** Where the program is written: readable at once, live when the editor has arrived. */
export function EditorRegion() {
  const starter = useHolt((state) => state.starter);
  const empty = useHolt(({ files }) => files.every(({ text }) => text.trim() === ''));
  const coarsePointer = useCoarse();
  const surface = useSettings((settings) => settings.codeSurface);
  const touch = surface === 'auto' ? coarsePointer : surface === 'touch';
  return (
    <main className="editor-region" aria-label={words.regions.editor}>
      <ProjectNotes />
      <FileTabs />
      <DanglingNote />
      <div className="editor-body">{touch ? <TouchEditor /> : <CodeEditor />}</div>
      {touch ? null : (
        <div className="crumb-line">
          <Breadcrumbs />
        </div>
      )}
      {empty ? <EmptyStart /> : null}
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
