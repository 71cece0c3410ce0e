import type { FileView } from '../../engine';
import { Icon } from '../shell/icons';
import { errorsIn, useHolt } from '../store';
import { words } from '../words';
import { showFile } from './show-file';
import './project.css';

/** The files of the project with the modules they make; absent while there is only one (PRJ-1, PRJ-2). */
export function FileTree() {
  const files = useHolt((state) => state.files);
  const check = useHolt((state) => state.check);
  if (files.length < 2) return null;
  const errors = errorsIn(check);
  let folder = '';
  return (
    <section>
      <h2 className="section-title">{words.files.title}</h2>
      <ul className="side-list file-tree">
        {files.flatMap(({ path }) => {
          const own = path.split('/').slice(0, -1).join('/');
          const headings = own === folder ? [] : newFolders(folder, own);
          folder = own;
          return [
            ...headings.map((name) => (
              <li key={`${name}/`} className="file-folder" style={{ paddingInlineStart: indent(name) }}>
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
    <li className="file-row">
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
    </li>
  );
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
