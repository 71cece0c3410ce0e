import { useEffect, useState } from 'react';
import { openFiles, openPastedTable } from '../actions';
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
      void openFiles([...(event.dataTransfer?.files ?? [])]);
    };
    const paste = (event: ClipboardEvent) => {
      const inText =
        event.target instanceof HTMLElement &&
        event.target.closest('input, textarea, [role=textbox], [contenteditable]') !== null;
      if (inText) return;
      const files = [...(event.clipboardData?.files ?? [])];
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (files.length > 0) void openFiles(files);
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
