import { useEffect, useState } from 'react';
import { openFile, openPastedTable } from '../actions';
import { isProjectFile } from '../project/project-files';
import { soon } from '../shell/soon';
import { useHolt } from '../store';
import { words } from '../words';
import './data.css';

const ReadingLine = soon(() => import('./reading-line'));

/** The whole page takes files (DAT-1), and pasted tables outside the editor; it also shows how far a read is. */
export function DropZone() {
  const [over, setOver] = useState(false);
  const previewed = useHolt((state) => state.preview !== null);
  const reading = useHolt((state) => state.reading !== null);
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0 && files.every(({ name }) => isProjectFile(name)))
        void import('../project/project-transfer').then(({ takeFiles }) => takeFiles(files));
      else if (files[0] !== undefined) void openFile(files[0]);
    };
    const paste = (event: ClipboardEvent) => {
      const inText =
        event.target instanceof HTMLElement &&
        event.target.closest('input, textarea, [role=textbox], [contenteditable]') !== null;
      if (inText) return;
      const file = event.clipboardData?.files[0];
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (file !== undefined) void openFile(file);
      else if (/^[^\n]*[\t,;][^\n]*\r?\n./.test(text)) openPastedTable(text);
    };
    window.addEventListener('dragenter', enter, true);
    window.addEventListener('dragover', enter, true);
    window.addEventListener('dragleave', leave, true);
    window.addEventListener('drop', drop, true);
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('dragenter', enter, true);
      window.removeEventListener('dragover', enter, true);
      window.removeEventListener('dragleave', leave, true);
      window.removeEventListener('drop', drop, true);
      window.removeEventListener('paste', paste);
    };
  }, []);
  if (over) {
    return (
      <div className="drop-zone" role="status">
        <b>{words.data.dropHere}</b>
        <span>{words.data.dropNote}</span>
      </div>
    );
  }
  return reading && !previewed ? <ReadingLine /> : null;
}
