import { useEffect, useState } from 'react';
import { DanglingNote } from '../project/dangling-note';
import { ElsewhereNote } from '../project/elsewhere-note';
import { FileTabs } from '../project/file-tabs';
import { useSettings } from '../settings/settings';
import { OpenedNote } from '../share/opened-note';
import { soon } from '../shell/soon';
import { Splitter } from '../shell/splitter';
import { openText, useHolt } from '../store';
import { words } from '../words';
import { Chips } from './chips';
import { EmptyStart } from './empty-start';
import { StaticCode } from './static-code';
import './code-colours.css';
import './editor.css';

const CodeEditor = soon(() => {
  // Its core is asked for apart, so that setting up core and features are two shorter tasks (SPD-16).
  void import('monaco-editor/editor/editor.api');
  return import('./code-editor');
}, Waiting);
const TouchEditor = soon(() => import('./touch-editor'), Waiting);

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
      <OpenedNote />
      <FileTabs />
      <DanglingNote />
      <div className="editor-body">{touch ? <TouchEditor /> : <CodeEditor />}</div>
      <EmptyStart />
      {starter ? <Chips /> : null}
      <Splitter region="editor" name={words.regions.editor} />
    </main>
  );
}

/** The text, coloured by the grammar, until the editor is there (EDT-1). */
function Waiting() {
  const text = useHolt(openText);
  const lenses = useSettings((settings) => settings.lenses);
  return <StaticCode text={text} lenses={lenses} />;
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
