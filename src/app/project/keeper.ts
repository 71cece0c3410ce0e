import { beginAt, currentEditor, type EditorPlace } from '../editor/editor-handle';
import { readLocal, writeLocal } from '../local-store';
import { announce, checkNow, complain, openProgram } from '../session';
import { type HoltState, useHolt } from '../store';
import { words } from '../words';
import { engine } from '../workers';
import { ProjectLock } from './project-lock';
import { isChanged, type ProjectRecord, recordOf as recordAsOpened } from './project-record';
import { ProjectStore } from './project-store';

/*
 * Keeps the open project: saves what changes, and sees to it that only one tab writes it. The page's state is the
 * truth; this file follows it.
 */

/** From the last key to the save, in ms (PRJ-5: at most 500 with the save itself). */
const saveDelay = 200;
/** From one automatic snapshot to the next, in ms. */
const snapshotEvery = 30_000;
/** A deleted project can be brought back this long, in ms (PRJ-3). */
export const undoTime = 30_000;

export const projectStore = new ProjectStore();

/** The revision of each project as this tab knows it. */
const revisions = new Map<string, number>();
let mine = false;
/** Whether something was changed that no save has begun to write. */
let dirty = false;
/** Saves and results under way; the page says by `data-kept` when none is, and nothing is dirty. */
let underWay = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let writing: Promise<void> = Promise.resolve();
let lastSnapshot = 0;
let toldNotKept = false;

const lock = new ProjectLock({
  held: (project, waited) => void entered(project, waited),
  elsewhere: (project, since) => {
    mine = false;
    if (useHolt.getState().projectId !== project) return;
    const following = useHolt.getState().elsewhere?.following ?? false;
    useHolt.setState({ elsewhere: { since, following } });
  },
  give: flush,
  taken: () => {
    mine = false;
    if (dirty) keepAsCopy(useHolt.getState());
    else useHolt.setState({ elsewhere: { since: Date.now(), following: false } });
  },
  saved: () => {
    if (useHolt.getState().elsewhere?.following) void lookAgain();
  },
});

/** From now on every change of the open project is kept. */
export function keepProjects(): void {
  useHolt.subscribe((now, before) => {
    if (now.projectId !== before.projectId) change(now, before);
    else if (now.elsewhere === null && isChanged(now, before)) {
      changed();
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), saveDelay);
    }
  });
  window.addEventListener('pagehide', leavePage);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') leavePage();
  });
}

function changed(): void {
  dirty = true;
  tellKept();
}

/** Work that is not kept before it settles. */
async function keeping(work: () => Promise<void>): Promise<void> {
  underWay += 1;
  tellKept();
  await work().finally(() => {
    underWay -= 1;
    tellKept();
  });
}

function tellKept(): void {
  document.documentElement.dataset.kept = dirty || underWay > 0 ? 'no' : 'yes';
}

/** Writes what is not written yet. */
export async function flush(): Promise<void> {
  clearTimeout(timer);
  if (dirty && mine) {
    dirty = false;
    write(useHolt.getState());
  }
  await writing;
}

/** Opens a kept project; false when there is none with this id. */
export async function openKept(id: string): Promise<boolean> {
  const kept = await newestOf(id);
  if (kept === null) return false;
  revisions.set(id, kept.saved);
  openProgram(kept.record);
  dirty = kept.unsaved;
  tellKept();
  const place = readLocal('place') as (EditorPlace & { project: string; file: string }) | null;
  if (place?.project === id && place.file === useHolt.getState().file) beginAt(place);
  return true;
}

/** The link that a kept project came with or was last shared by; null when there is none. */
export async function linkOfKept(id: string): Promise<string | null> {
  return (await newestOf(id))?.record.link ?? null;
}

/** A project as it was when this page was left: as it was saved, or later, where the last save may not have ended. */
async function newestOf(id: string) {
  const kept = await projectStore.load(id);
  const saved = kept?.revision ?? 0;
  const left = readLocal('unsaved') as ProjectRecord | null;
  const unsaved =
    left?.id === id &&
    left.revision - saved <= 1 &&
    left.revision >= saved &&
    left.changed > (kept?.changed ?? 0);
  const record = unsaved ? left : kept;
  return record === null ? null : { record, saved, unsaved };
}

/** Shows what the other tab makes of the project, as it goes (PRJ-6). */
export async function followOther(): Promise<void> {
  useHolt.setState((state) => ({
    elsewhere: { since: state.elsewhere?.since ?? null, following: true },
  }));
  await lookAgain();
}

/** This tab goes on with the project; the other one, after saving, looks on (PRJ-6). */
export function takeOver(): void {
  void lock.takeOver();
}

/** Goes on with a copy of the project as it stands here. */
export function workOnCopy(): void {
  openProgram(copyOf(useHolt.getState()));
}

/** Keeps the files as they are under a name, which makes the project the person's own (PRJ-5). */
export async function takeSnapshot(name: string | null): Promise<void> {
  const { projectId, files } = useHolt.getState();
  if (name !== null) useHolt.setState({ own: true });
  lastSnapshot = Date.now();
  await projectStore.snapshot({ project: projectId, at: lastSnapshot, name, files });
}

/** Another project is on the screen: the one before is written and let go. */
function change(now: HoltState, before: HoltState): void {
  clearTimeout(timer);
  if (dirty && mine && before.projectId !== '') write(before);
  mine = false;
  changed();
  lastSnapshot = 0;
  const { projectId } = now;
  void writing.then(() => {
    if (useHolt.getState().projectId === projectId) lock.claim(projectId);
  });
}

async function entered(project: string, waited: boolean): Promise<void> {
  if (waited) {
    await lookAgain();
    announce(words.projects.heldNow);
    dirty = false;
    tellKept();
  }
  mine = true;
  useHolt.setState({ elsewhere: null });
  remember(project);
  await flush();
  await projectStore.sweep(Date.now() - undoTime, project);
}

/** The next visit opens this project; a reload of this tab does too, whatever other tabs have opened. */
function remember(project: string): void {
  writeLocal('last', project);
  try {
    sessionStorage.setItem('holt/open', project);
  } catch {
    // Without it a reload opens what was opened last.
  }
}

/** The project that this tab had open before a reload, or the last one of any tab. */
export function lastProject(): { readonly ofTab: string | null; readonly ofAny: string | null } {
  const last = readLocal('last');
  let ofTab: string | null = null;
  try {
    ofTab = sessionStorage.getItem('holt/open');
  } catch {
    // Storage is denied: the tab remembers nothing.
  }
  return { ofTab, ofAny: typeof last === 'string' ? last : null };
}

/** The record of a project with what can be undone in it now. */
function recordOf(state: HoltState, revision: number): ProjectRecord {
  const undoSteps = currentEditor()?.undoSteps() ?? state.undoSteps;
  return recordAsOpened({ ...state, undoSteps }, revision, Date.now());
}

function write(state: HoltState): void {
  const asItIs = recordOf(state, 0);
  const before = writing;
  writing = keeping(async () => {
    await before;
    const { projectId } = state;
    const revision = (revisions.get(projectId) ?? 0) + 1;
    const record = { ...asItIs, revision };
    const outcome = await projectStore.save(record);
    if (outcome === 'saved') {
      revisions.set(projectId, revision);
      if (!dirty && underWay === 1) writeLocal('unsaved', null);
      lock.saved();
      if (state.own && record.changed - lastSnapshot > snapshotEvery) {
        lastSnapshot = record.changed;
        await projectStore.snapshot({
          project: projectId,
          at: record.changed,
          name: null,
          files: state.files,
        });
      }
    } else if (outcome === 'overtaken') keepAsCopy(state);
    else if (!toldNotKept && state.own) {
      toldNotKept = true;
      useHolt.setState({ notKept: 'project' });
    }
  });
}

/** Another tab wrote the project in between: what this one has goes on under its own name. */
function keepAsCopy(state: HoltState): void {
  dirty = false;
  tellKept();
  openProgram(copyOf(state));
  complain(words.projects.keptAsCopy(state.projectName));
}

function copyOf(state: HoltState): Parameters<typeof openProgram>[0] {
  const { id: _, ...kept } = recordOf(state, 0);
  return { ...kept, name: words.projects.copyOf(state.projectName), own: true };
}

/** Shows the project as it was last saved, by whichever tab. */
async function lookAgain(): Promise<void> {
  const { projectId } = useHolt.getState();
  const kept = await projectStore.load(projectId);
  if (kept === null || useHolt.getState().projectId !== projectId) return;
  revisions.set(projectId, kept.revision);
  const { name, files, entry, runner, selector, bindings } = kept;
  useHolt.setState((state) => {
    const paths = files.map(({ path }) => path);
    return {
      projectName: name,
      files,
      entry,
      runner,
      selector,
      bindings,
      version: state.version + 1,
      file: paths.includes(state.file) ? state.file : paths[0]!,
      tabs: state.tabs.filter((path) => paths.includes(path)),
    };
  });
  await checkNow();
}

/** The page may be gone in a moment: what a transaction might not finish is put where writing is at once. */
function leavePage(): void {
  const state = useHolt.getState();
  // A save that has begun may not come to its end.
  if ((dirty || underWay > 0) && mine)
    writeLocal('unsaved', recordOf(state, (revisions.get(state.projectId) ?? 0) + 1));
  const editor = currentEditor();
  if (editor !== null)
    writeLocal('place', {
      project: state.projectId,
      file: state.file,
      caret: editor.caret(),
      top: editor.top(),
    });
  void flush();
}

/** Keeps the first rows of each result for the next visit (FST-8). */
export function keepResult(): Promise<void> {
  return keeping(keepRows);
}

async function keepRows(): Promise<void> {
  const { shown, projectId } = useHolt.getState();
  if (shown === null) return;
  const { id, rows, columns } = shown.run.value;
  const cells = await engine().window(id, { start: 0, count: 50 }, { start: 0, count: 20 });
  if (useHolt.getState().shown !== shown || useHolt.getState().projectId !== projectId) return;
  useHolt.setState({
    earlier: {
      rows,
      columns: columns.slice(0, 20).map(({ name, type, align }) => ({ name, type, align })),
      cells: cells.map((row) => row.map((cell) => cell.text)),
    },
  });
}
