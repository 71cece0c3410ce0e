import { rootFile, useHolt } from '../store';
import { tablesModule } from '../tables-module';
import { language } from '../workers';

/** Shows a file of the project, of the standard library or of a database, and gives it a tab. An unknown path changes nothing. */
export async function showFile(path: string): Promise<void> {
  if (path.startsWith('std/') && useHolt.getState().library.length === 0) {
    useHolt.setState({ library: await language().library() });
  }
  const { files, library, tabs, file } = useHolt.getState();
  const tables = tablesModule(useHolt.getState());
  const known = [...files, ...library, ...(tables === null ? [] : [tables])];
  if (path === file || !known.some((one) => one.path === path)) return;
  useHolt.setState({
    file: path,
    tabs: tabs.includes(path) ? tabs : [...tabs, path],
    hoveredNode: null,
  });
}

/** Closes a tab; its neighbour is shown in its place. The last tab stays. */
export function closeTab(path: string): void {
  const { tabs, file } = useHolt.getState();
  const at = tabs.indexOf(path);
  if (at < 0 || tabs.length === 1) return;
  const left = tabs.filter((tab) => tab !== path);
  useHolt.setState({
    tabs: left,
    ...(file === path ? { file: left[Math.min(at, left.length - 1)] ?? rootFile } : {}),
  });
}

/** Shows the next tab (1) or the one before (-1), around the ends. */
export function stepTab(step: 1 | -1): void {
  const { tabs, file } = useHolt.getState();
  const next = tabs[(tabs.indexOf(file) + step + tabs.length) % tabs.length];
  if (next !== undefined) void showFile(next);
}
