import type { DragEvent, KeyboardEvent } from 'react';
import type { FileView } from '../../engine';
import { Icon } from '../shell/icons';
import { errorsIn, rootFile, textOf, useHolt } from '../store';
import { words } from '../words';
import { createFile, deleteFile, moveFiles, renameFile } from './file-actions';
import { FileMenu } from './file-menu';
import { freePath } from './project-files';
import { showFile } from './show-file';
import './project.css';

/** The files of the project with the modules they make (PRJ-1, PRJ-2). */
export default function FileTree() {
  const files = useHolt((state) => state.files);
  const check = useHolt((state) => state.check);
  const errors = errorsIn(check);
  let folder = '';
  return (
    <section>
      <div className="files-head">
        <h2 className="section-title">{words.files.title}</h2>
        <button
          type="button"
          className="button icon"
          aria-label={words.files.create}
          title={words.files.create}
          onClick={() => createFile()}
        >
          <Icon name="plus" />
        </button>
      </div>
      <ul className="side-list file-tree">
        {files.flatMap(({ path }) => {
          const own = path.split('/').slice(0, -1).join('/');
          const headings = own === folder ? [] : newFolders(folder, own);
          folder = own;
          return [
            ...headings.map((name) => (
              <li
                key={`${name}/`}
                className="file-folder"
                style={{ paddingInlineStart: indent(name) }}
                onDragOver={(event) =>
                  event.dataTransfer.types.includes(draggedFile) && event.preventDefault()
                }
                onDrop={(event) => dropInto(event, name)}
              >
                {name.split('/').at(-1)}/
              </li>
            )),
            <FileRow
              key={path}
              path={path}
              view={check?.files.find((one) => one.path === path)}
              wrong={errors.some(({ span }) => span.file === path)}
            />,
          ];
        })}
      </ul>
    </section>
  );
}

interface RowProps {
  readonly path: string;
  readonly view: FileView | undefined;
  readonly wrong: boolean;
}

function FileRow({ path, view, wrong }: RowProps) {
  const current = useHolt((state) => state.file === path);
  const dangling = view?.dangling;
  return (
    <li
      className="file-row"
      draggable
      onDragStart={(event) => dragOut(event, path)}
      onKeyDown={(event) => keyOnRow(event, path)}
    >
      <button
        type="button"
        className="side-item file-item"
        style={{ paddingInlineStart: indent(path) }}
        aria-current={current ? 'true' : undefined}
        title={dangling === undefined ? path : words.files.dangling[dangling.reason](path)}
        onClick={() => {
          useHolt.setState({ place: 'code' });
          void showFile(path);
        }}
      >
        <span className="code">{path.split('/').at(-1)}</span>
        {wrong ? <span className="file-wrong" role="img" aria-label={words.files.hasErrors} /> : null}
        {view === undefined ? null : view.module === null ? (
          <small className="file-dangling">
            <Icon name="error" />
            {words.files.noModule}
          </small>
        ) : (
          <small>{words.files.moduleOf(view.module)}</small>
        )}
      </button>
      <FileMenu path={path} />
    </li>
  );
}

/** Keys on a row: F2 renames or moves, Del deletes, the arrows go from row to row (PRJ-3). */
function keyOnRow(event: KeyboardEvent<HTMLElement>, path: string): void {
  if (!(event.target instanceof HTMLElement) || !event.target.classList.contains('file-item')) return;
  if (event.key === 'F2' && path !== rootFile) renameFile(path);
  else if (event.key === 'Delete' && path !== rootFile) deleteFile(path);
  else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const rows = [...document.querySelectorAll<HTMLElement>('.file-item')];
    rows[rows.indexOf(event.target) + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

/** A row dragged out of the browser is the file (PRJ-3); dragged onto a folder of the tree it moves there. */
function dragOut({ dataTransfer }: DragEvent, path: string): void {
  const text = textOf(useHolt.getState(), path);
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  dataTransfer.setData(draggedFile, path);
  dataTransfer.setData('DownloadURL', `text/plain:${path.split('/').at(-1)}:${url}`);
  dataTransfer.effectAllowed = 'copyMove';
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

const draggedFile = 'application/x-holt-file';

function dropInto({ dataTransfer }: DragEvent, folder: string): void {
  const path = dataTransfer.getData(draggedFile);
  const to = `${folder}/${path.split('/').at(-1)}`;
  if (path === '' || path === rootFile || to === path) return;
  moveFiles([{ from: path, to: freePath(to, useHolt.getState().files) }]);
}

/** The folders that begin between one row and the next, outermost first. */
function newFolders(before: string, after: string): readonly string[] {
  const names = after.split('/');
  const paths = names.map((_, i) => names.slice(0, i + 1).join('/'));
  return paths.filter((path) => path !== '' && path !== before && !before.startsWith(`${path}/`));
}

function indent(path: string): number {
  return 8 + 14 * (path.split('/').length - 1);
}
