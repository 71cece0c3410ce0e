import { Icon } from '../shell/icons';
import { isReadOnlyFile, useHolt } from '../store';
import { words } from '../words';
import { closeTab, showFile } from './show-file';
import './project.css';

/** The open files, where there is more than one to choose from (PRJ-1). */
export function FileTabs() {
  const tabs = useHolt((state) => state.tabs);
  const file = useHolt((state) => state.file);
  const several = useHolt((state) => state.files.length > 1);
  const wrong = useHolt((state) => state.check?.problems);
  if (!several && tabs.length < 2) return null;
  return (
    <nav className="file-tabs" aria-label={words.files.tabs}>
      {tabs.map((path) => (
        <span key={path} className="file-tab" data-current={path === file ? '' : undefined}>
          <button
            type="button"
            className="file-tab-name"
            aria-current={path === file ? 'page' : undefined}
            title={path}
            onClick={() => void showFile(path)}
            onAuxClick={(event) => event.button === 1 && closeTab(path)}
          >
            {isReadOnlyFile(path) ? <Icon name="lock" /> : null}
            <span>{shortName(path)}</span>
            {wrong?.some((problem) => problem.severity === 'error' && problem.span.file === path) ? (
              <span className="file-wrong" role="img" aria-label={words.files.hasErrors} />
            ) : null}
          </button>
          {tabs.length < 2 ? null : (
            <button
              type="button"
              className="button icon file-tab-close"
              aria-label={words.files.close(path)}
              onClick={() => closeTab(path)}
            >
              <Icon name="close" />
            </button>
          )}
        </span>
      ))}
    </nav>
  );
}

/** A `module.lt` says little: its folder is named with it. */
function shortName(path: string): string {
  return path
    .split('/')
    .slice(path.endsWith('/module.lt') ? -2 : -1)
    .join('/');
}
