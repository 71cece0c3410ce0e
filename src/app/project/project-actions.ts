import { openProgram } from '../session';
import { useHolt } from '../store';
import { words } from '../words';
import { askName } from './ask-name';
import { flush, openKept, projectStore, takeSnapshot, workOnCopy } from './keeper';
import type { ProjectRecord } from './project-record';
import { offerUndo } from './undo';

/** The person's own projects, the last changed first, with what is on the screen written. */
export async function recentProjects(): Promise<readonly ProjectRecord[]> {
  await flush();
  return projectStore.own();
}

export function renameProject(): void {
  askName({
    title: words.projects.renameTitle,
    label: words.bar.projectName,
    value: useHolt.getState().projectName,
    accept: words.projects.rename,
    onAccept: (name) => useHolt.setState({ projectName: name, own: true }),
  });
}

export const duplicateProject = workOnCopy;

/** Deletes the open project; the one used before it, or an empty one, takes its place. Can be undone for 30 s. */
export async function deleteProject(): Promise<void> {
  const { projectId, projectName } = useHolt.getState();
  useHolt.setState({ own: true });
  await flush();
  await projectStore.remove(projectId, Date.now());
  const [next] = await projectStore.own();
  if (next === undefined || !(await openKept(next.id))) newProject();
  offerUndo(words.projects.deleted(projectName), () => {
    void projectStore.undelete(projectId).then(() => openKept(projectId));
  });
}

export function newProject(): void {
  openProgram({ name: words.bar.untitled, files: 'func main() -> \n' });
}

/** Keeps the project as it is now, under a name that is asked for (PRJ-5). */
export function nameSnapshot(): void {
  askName({
    title: words.projects.snapshotTitle,
    label: words.projects.snapshotName,
    value: '',
    accept: words.projects.snapshotKeep,
    onAccept: (name) => void takeSnapshot(name),
  });
}
