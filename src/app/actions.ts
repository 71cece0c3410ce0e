import { proxy } from 'comlink';
import type { Result } from '../base';
import type {
  AcceptOutcome,
  AcceptRequest,
  DataSetView,
  FilePreview,
  FileReading,
  Progress,
} from '../engine';
import { named, replacing } from './data/free-names';
import { refreshStoredFiles, takeStoredFile } from './data/stored-files';
import type { Example } from './gallery';
import { starter } from './gallery/starter';
import { isProjectFile } from './project/project-files';
import { announce, bindByName, checkNow, complain, edit, mayRunByItself, openProgram, run } from './session';
import { mainText, rootFile, useHolt } from './store';
import { words } from './words';
import { engine } from './workers';

/**
 * Opens an example as a program of its own; the next edit makes it the person's (PRJ-7). Where it uses the name of the
 * standard library that it was found by, that place is lit (GAL-3).
 */
export async function openExample(example: Example, found = ''): Promise<void> {
  openProgram({ name: example.title, files: example.files, starter: example.id === starter.id });
  if (found === '') return;
  const { whereUsed } = await import('./gallery/where-used');
  const at = whereUsed(found, example.text);
  if (at !== null) useHolt.setState({ highlighted: { file: rootFile, start: at, end: at + found.length } });
}

/** Shows the gallery; with a name of the standard library, the examples that use it (GAL-3). */
export function openGallery(name = ''): void {
  useHolt.setState({ dialog: 'gallery', galleryFor: name });
}

/** Lets the person pick a data file; one that replaces a set's takes its name. */
export function chooseFile(replaces?: string): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept =
    '.csv,.tsv,.txt,.json,.ndjson,.jsonl,.parquet,.arrow,.feather,.ltd,.ld,.lt,.gz,text/csv,text/tab-separated-values';
  input.multiple = replaces === undefined;
  input.addEventListener('change', () => {
    void openFiles([...(input.files ?? [])]).then(() => {
      const { preview } = useHolt.getState();
      if (replaces !== undefined && preview !== null)
        useHolt.setState(({ dataSets }) => ({ preview: replacing(preview, replaces, dataSets) }));
    });
  });
  input.click();
}

const dataFile = /\.(csv|tsv|tab|txt|json|ndjson|jsonl|parquet|arrow|arrows|feather|ipc|ltd)(\.gz)?$/i;

/**
 * Files were dropped, picked or pasted: `.lt` and `.zip` become the program, a table opens its preview sheet (DAT-1,
 * DAT-2). Of several tables each has its sheet in turn, and one that comes while a sheet is open waits for it to close;
 * one that comes while another is only being read takes its place (DAT-8).
 */
export async function openFiles(given: readonly File[]): Promise<void> {
  const bare = given.some(({ name }) => /\.ld(\.gz)?$/i.test(name));
  const files = bare ? await (await import('./data/bare-data')).typed(given) : given;
  const project = files.filter(({ name }) => isProjectFile(name));
  if (project.length > 0) await (await import('./project/project-transfer')).takeFiles(project);
  const [first, ...rest] = files.filter((file) => !project.includes(file));
  if (first === undefined) return;
  const { preview, waitingFiles } = useHolt.getState();
  if (preview !== null) {
    useHolt.setState({ waitingFiles: [...waitingFiles, first, ...rest] });
    return;
  }
  useHolt.setState({ waitingFiles: [...rest, ...waitingFiles] });
  await openTable(first);
  await openNext();
}

/** Opens the sheets of the files that wait, until one of them stays open or is being read. */
async function openNext(): Promise<void> {
  const { preview, reading, waitingFiles } = useHolt.getState();
  const [file, ...rest] = waitingFiles;
  if (preview !== null || reading !== null || file === undefined) return;
  useHolt.setState({ waitingFiles: rest });
  await openTable(file);
  await openNext();
}

async function openTable(file: File): Promise<void> {
  if (!dataFile.test(file.name)) {
    complain(words.data.notAccepted(file.name));
    return;
  }
  opened = file;
  await showPreview(file.name, file.size, (progress) => engine().openFile(file, progress));
}

/** The file in the preview sheet, for when it is only kept for `fs::read_parquet`. */
let opened: File | null = null;

/** Keeps the previewed Parquet file for `fs::read_parquet` alone, without making a data set of it. */
export async function keepPreviewedFile(): Promise<void> {
  useHolt.setState({ preview: null, misfits: null });
  if (opened !== null) await takeStoredFile(opened, isOwn);
  await openNext();
}

/** Loads a file from an address that the person gave, after their press (DAT-10). */
export async function openUrl(url: string): Promise<void> {
  await showPreview(url.replace(/^.*\//, ''), 0, (progress) => engine().openUrl(url, progress));
  await openNext();
}

/** One of the sample sets that come with the product, as if it were dropped (DAT-11). */
export async function openSample(file: string): Promise<void> {
  const answer = await fetch(`${import.meta.env.BASE_URL}samples/${file}`);
  if (answer.ok) await openFiles([new File([await answer.arrayBuffer()], file)]);
  else complain(words.data.sampleGone(file));
}

/** Ends the reading under way (DAT-8). */
export function cancelReading(): void {
  useHolt.setState({ reading: null });
  void engine().cancelReading();
}

/** Reads the previewed file again in another way; the sheet follows. */
export async function rereadPreview(preview: number, reading: FileReading): Promise<void> {
  const again = await engine().rereadFile(preview, reading);
  const { preview: before } = useHolt.getState();
  if (before?.id !== preview) return;
  const { name, typeName, taken } = before;
  if (again.ok) useHolt.setState({ preview: { ...again.value, name, typeName, taken }, misfits: null });
  else complain(again.error.message);
}

async function showPreview(
  name: string,
  size: number,
  open: (progress: Progress) => Promise<Result<FilePreview>>,
): Promise<void> {
  const { answer, wanted } = await shownReading(name, size, open);
  if (!wanted) {
    // The cancel came too late for the worker: nobody will see the file.
    if (answer.ok) void engine().closeFile(answer.value.id);
  } else if (answer.ok)
    useHolt.setState((state) => ({
      preview: named(answer.value, state.dataSets, mainText(state), state.opened?.missing ?? []),
      misfits: null,
    }));
  else complain([answer.error.message, answer.error.hint ?? ''].join(' ').trim());
}

/**
 * What `read` gives; the page shows how far it is until it ends or is cancelled (DAT-8). `wanted` is whether it still is
 * when it ends: a cancel, and another file that is opened meanwhile, make it unwanted.
 */
async function shownReading<T>(
  file: string,
  size: number,
  read: (progress: Progress) => Promise<T>,
): Promise<{ readonly answer: T; readonly wanted: boolean }> {
  let now = { file, done: 0, total: size, rows: 0 };
  useHolt.setState({ reading: now });
  const isWanted = () => useHolt.getState().reading === now;
  const progress = proxy((read: number, total: number, rows = 0) => {
    if (!isWanted()) return;
    // The text is gone through for its encoding and again for its rows: what was read once stays read.
    const done = Math.max(read, now.done);
    now = { file, done, total: Math.max(total, done), rows };
    useHolt.setState({ reading: now });
  });
  let wanted = false;
  const answer = await read(progress).finally(() => {
    wanted = isWanted();
    if (wanted) useHolt.setState({ reading: null });
  });
  return { answer, wanted };
}

/** The preview sheet is closed without taking the file in. */
export function closePreview(): void {
  const { preview, reading } = useHolt.getState();
  if (reading !== null) cancelReading();
  if (preview !== null) void engine().closeFile(preview.id);
  useHolt.setState({ preview: null, misfits: null });
  void openNext();
}

/** Text that looks like a table was pasted outside the editor: spreadsheet ranges come tab separated. */
export function openPastedTable(text: string): void {
  void openFiles([new File([text], `${words.data.pasted}.${text.includes('\t') ? 'tsv' : 'csv'}`)]);
}

/**
 * The person accepted the preview: the data set is kept, its row type is written into the program, and the
 * program takes it as a parameter (DAT-4). One edit, so one undo step.
 */
export async function acceptPreview(request: AcceptRequest): Promise<void> {
  const { preview } = useHolt.getState();
  const { answer: outcome, wanted } = await shownReading<AcceptOutcome>(
    preview?.fileName ?? '',
    preview?.bytes ?? 0,
    (progress) => engine().acceptFile(request, progress),
  );
  if (!outcome.ok) {
    if (!wanted) return;
    if ('bad' in outcome) useHolt.setState({ misfits: { bad: outcome.bad, total: outcome.badCount } });
    else complain([outcome.error.message, outcome.error.hint ?? ''].join(' ').trim());
    return;
  }
  const { set, typeSource, kept } = outcome;
  void refreshStoredFiles();
  useHolt.setState((state) => ({
    preview: null,
    misfits: null,
    dataSets: [...state.dataSets.filter((one) => one.name !== set.name), set],
    bindings: { ...state.bindings, [set.name]: { kind: 'data', set: set.name } },
    starter: false,
    ...(kept ? {} : { notKept: 'data' as const }),
  }));
  announce(
    outcome.skipped > 0
      ? words.data.skipped(outcome.skipped)
      : words.data.added(set.name, words.side.rows(set.rows)),
  );
  const before = mainText(useHolt.getState());
  const own = await isOwn(before);
  if (!own) useHolt.setState({ projectName: set.origin.replace(/\.[^.]*$/, '') });
  edit(programOver(before, own, set.name, set.typeName, typeSource), rootFile);
  await checkNow();
  bindByName();
  void run();
  await openNext();
}

/**
 * The program text with the row type in it, and with `main` reading the set. An untouched example gives way to a
 * program over the set; a person's own program keeps everything and gains a parameter.
 */
function programOver(text: string, own: boolean, name: string, typeName: string, typeSource: string): string {
  const definition = typeSource.trimEnd();
  if (!own) return `${definition}\n\nfunc main(${name}: [${typeName}]) -> ${name}\n| slice(0, 100)\n`;
  const withType = new RegExp(`^type ${typeName}: \\{\\n(?:  .*\\n)*\\}`, 'm');
  const typed = withType.test(text) ? text.replace(withType, definition) : `${definition}\n\n${text}`;
  if (new RegExp(`\\bfunc main\\([^)]*\\b${name}\\s*:`).test(typed)) return typed;
  return typed.replace(/\bfunc main\(\s*([^)]*?),?\s*\)/, (_, params: string) =>
    params === '' ? `func main(${name}: [${typeName}])` : `func main(${params}, ${name}: [${typeName}])`,
  );
}

/** Whether a text is the person's work: not empty, and no example as it came. */
async function isOwn(text: string): Promise<boolean> {
  const { examples } = await import('./gallery');
  return text.trim() !== '' && !examples.some((example) => example.text === text);
}

/** Asks which data sets there are; a program that one of them completes runs by itself. */
export async function refreshDataSets(): Promise<void> {
  useHolt.setState({ dataSets: await engine().dataSets() });
  if (bindByName() && mayRunByItself()) void run({ byItself: true });
}

export async function removeDataSet(name: string): Promise<void> {
  await engine().removeDataSet(name);
  useHolt.setState((state) => ({
    dataSets: state.dataSets.filter((one) => one.name !== name),
    bindings: Object.fromEntries(
      Object.entries(state.bindings).filter(([, from]) => from.kind !== 'data' || from.set !== name),
    ),
  }));
}

/** Gives a set another name, in the program's inputs as well. */
export async function renameDataSet(name: string, to: string): Promise<boolean> {
  if (!(await engine().renameDataSet(name, to))) return false;
  const dataSets = await engine().dataSets();
  useHolt.setState((state) => ({
    dataSets,
    bindings: Object.fromEntries(
      Object.entries(state.bindings).map(([param, from]) =>
        from.kind === 'data' && from.set === name
          ? [param, { kind: 'data', set: to } as const]
          : [param, from],
      ),
    ),
    peekedSet: state.peekedSet === name ? to : state.peekedSet,
  }));
  return true;
}

/** Writes a parameter over the set into the program, with its row type (DAT-12). */
export async function writeDataSet(set: DataSetView): Promise<void> {
  const before = mainText(useHolt.getState());
  edit(programOver(before, await isOwn(before), set.name, set.typeName, set.rowType), rootFile);
  useHolt.setState((state) => ({
    bindings: { ...state.bindings, [set.name]: { kind: 'data', set: set.name } },
  }));
  await checkNow();
  bindByName();
  void run();
}
