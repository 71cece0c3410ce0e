import { create } from 'zustand';
import type {
  BadRecord,
  CheckReport,
  DataSetView,
  Diagnostic,
  EntryFault,
  InputBinding,
  MissingData,
  NodeFigures,
  ProgramSummary,
  ProjectText,
  RunFailure,
  RunnerChoice,
  RunnerName,
  RunnerStatus,
  RunProgress,
  RunView,
  Selection,
  SelectionFacts,
  SourceText,
  StoredFileView,
  TextRange,
  ValueView,
} from '../engine';
import type { NamedPreview } from './data/free-names';
import type { UndoSteps } from './editor/undo-steps';
import type { NameQuestion } from './project/ask-name';
import type { EarlierResult } from './project/project-record';
import type { NumberDisplay } from './results/number-display';
import { rootFile, tablesFile, tablesModule } from './tables-module';

export const viewNames = ['result', 'plan', 'sql', 'ir', 'bytes', 'compare'] as const;
export type ViewName = (typeof viewNames)[number];
export type ValueForm = 'table' | 'tree' | 'lutra' | 'json' | 'profile';
export type ThemeName = 'system' | 'light' | 'dark' | 'contrast';
export type DialogName =
  | 'share'
  | 'timeline'
  | 'palette'
  | 'help'
  | 'keys'
  | 'settings'
  | 'search'
  | 'gallery'
  | null;
export type PhonePlace = 'code' | 'result' | 'plan' | 'data';

export interface Layout {
  /** Widths in CSS px; null is the default of LAY-2. */
  readonly side: number | null;
  readonly editor: number | null;
  /** Height of the editor in the narrow class. */
  readonly editorHeight: number | null;
  readonly sideShown: boolean;
}

/** A run as the View shows it. `version` is the text it belongs to (GO-3, EDT-21). */
export interface ShownRun {
  readonly version: number;
  /** When the run ended, in ms since 1970. */
  readonly at: number;
  /** Whether it was the first of its runner: its time is then also that of starting. */
  readonly first: boolean;
  readonly run: RunView;
}

/** A run that goes on. */
export interface ActiveRun {
  readonly since: number;
  /** Whether it began by itself: a newer text then replaces it (GO-3). */
  readonly byItself: boolean;
  /** Whether it was cancelled and still has to end a write (GO-7). */
  readonly cancelling: boolean;
  readonly progress: RunProgress | null;
}

export interface HoltState {
  /** Which project this is; another one has another. */
  readonly projectId: string;
  readonly projectName: string;
  /** Whether the person made it theirs; an example or a link that is only looked at is not listed (PRJ-7). */
  readonly own: boolean;
  /** The link it came from or was last shared as. */
  readonly link: string | null;
  /** Whether a link's program was stopped because it took too long by itself (SHR-9). */
  readonly linkStopped: boolean;
  /** What is to be said of the link that was opened, until it was read. */
  readonly opened: {
    readonly missing: readonly MissingData[];
    readonly notes: readonly string[];
    /** Of the product that made the link. */
    readonly version: string | null;
  } | null;
  /** What the last visit's last run gave, until this one's first (FST-8). */
  readonly earlier: EarlierResult | null;
  /** Another tab holds the project: it can be looked at only (PRJ-6). */
  readonly elsewhere: { readonly since: number | null; readonly following: boolean } | null;
  /** Something that was just done and can be taken back (PRJ-3). */
  readonly question: NameQuestion | null;
  readonly undo: { readonly text: string; readonly run: () => void } | null;
  /** All files of the project by path, the root first. */
  readonly files: readonly SourceText[];
  /** What could be undone in each file when the project was opened; the editor knows what can be now (EDT-13). */
  readonly undoSteps: UndoSteps;
  /** The file on the screen: one of the project, or one of the standard library, which is only read. */
  readonly file: string;
  /** Files that have a tab, in their order. */
  readonly tabs: readonly string[];
  /** The tables of the database that was looked at last, as Lutra source; empty before (`tables-module.ts`). */
  readonly tables: string;
  /** Files of the standard library, once one of them was asked for (EDT-16). */
  readonly library: readonly SourceText[];
  /** Counts edits; reports and runs carry the number of the text they belong to. */
  readonly version: number;
  /** Path of the definition that is run. */
  readonly entry: string;
  readonly starter: boolean;

  readonly check: CheckReport | null;
  /** The last program that checked: its inputs stay on the screen while the text is broken. */
  readonly program: ProgramSummary | null;
  readonly shown: ShownRun | null;
  /** What each step of the shown run gave, and of which text that is. */
  readonly figures: {
    readonly version: number;
    readonly byNode: Readonly<Record<string, NodeFigures>>;
  } | null;
  readonly failure: { readonly version: number; readonly failure: RunFailure } | null;
  readonly running: ActiveRun | null;
  readonly autoRun: boolean;
  /** Whether the person allowed this program to write (GO-13). */
  readonly allowWrites: boolean;
  /** What a link promised: the first hex digits of the output's digest (SHR-10). */
  readonly expectedDigest: string | null;

  readonly runner: RunnerChoice;
  /** Text of a runner selector; goes before the choice of a name unless it is empty (GO-4). */
  readonly selector: string;
  /** Engines that the person agreed to load (GO-5). */
  readonly enginesAllowed: readonly RunnerName[];
  readonly runners: readonly RunnerStatus[];
  /** 4 GB of memory or less, or an engine was given none: SQL engines are off until they are asked for (STA-21). */
  readonly lowMemory: boolean;

  readonly dataSets: readonly DataSetView[];
  /** The files that `std::fs` sees. */
  readonly storedFiles: readonly StoredFileView[];
  readonly bindings: Readonly<Record<string, InputBinding['from']>>;
  /** What is wrong in the inputs form, by parameter. */
  readonly inputFaults: Readonly<Record<string, readonly EntryFault[]>>;
  /** What the form lost when a type changed, until it was read (DAT-14). */
  readonly inputsDropped: readonly string[];
  /** A file that is being read: bytes done and in all, and rows so far. */
  readonly reading: {
    readonly file: string;
    readonly done: number;
    readonly total: number;
    readonly rows: number;
  } | null;
  readonly preview: NamedPreview | null;
  /** Data files that came with it or after it: each has its sheet when the one before is closed (DAT-1). */
  readonly waitingFiles: readonly File[];
  /** Rows of the previewed file that do not fit the chosen types. */
  readonly misfits: { readonly bad: readonly BadRecord[]; readonly total: number } | null;
  readonly peekedSet: string | null;
  /** Whether the peeked set is shown as its profile. */
  readonly profiled: boolean;

  /** Cells chosen in a table, and their facts once they are known (RES-9). */
  readonly chosen: {
    readonly value: number;
    readonly selection: Selection;
    readonly facts: SelectionFacts | null;
  } | null;
  readonly numberDisplay: NumberDisplay;

  readonly view: ViewName;
  readonly form: ValueForm | null;
  readonly node: string | null;
  readonly hoveredNode: string | null;
  readonly planAsText: boolean;
  /** Whether the Result tab follows the caret (EDT-24). */
  readonly follow: boolean;
  /** The value of the step at the caret, while it is not the result itself. */
  readonly followed: { readonly node: string; readonly value: ValueView } | null;
  /** Text of the chosen step. */
  readonly highlighted: TextRange | null;
  /** Text of the step under the pointer. */
  readonly pointed: TextRange | null;

  readonly theme: ThemeName;
  readonly layout: Layout;
  readonly place: PhonePlace;
  readonly dialog: DialogName;
  /** What the gallery opens with: a name of the standard library whose examples are wanted (GAL-3). */
  readonly galleryFor: string;
  readonly problemsShown: boolean;
  /** The kind of problem whose page is open (EDT-18). */
  readonly explained: string | null;
  /** Storage is full or denied: what will not be there on the next visit (STA-14). */
  readonly notKept: 'project' | 'data' | null;
  /** A short sentence in the Strip, said once to screen readers (ACC-4). */
  readonly notice: string | null;
  /** Whether the notice is about something that did not work; it then stays. */
  readonly trouble: boolean;
  /** The last run in a sentence, for screen readers only: the Strip shows it in figures. */
  readonly spoken: string;
  readonly languageLost: boolean;
  readonly engineLost: boolean;
}

/** The file that every project has: its root (specification 1 §13.1). */
export { rootFile };

/** Memory of the device in GB as far as the browser tells, which is never more than 8. */
export function deviceMemory(): number | undefined {
  return (globalThis.navigator as { readonly deviceMemory?: number } | undefined)?.deviceMemory;
}

/** The page's state. Components read it; `session.ts` and the commands change it. */
export const useHolt = create<HoltState>(() => ({
  projectId: '',
  projectName: '',
  own: false,
  link: null,
  opened: null,
  linkStopped: false,
  earlier: null,
  elsewhere: null,
  question: null,
  undo: null,
  files: [{ path: rootFile, text: '' }],
  undoSteps: {},
  file: rootFile,
  tabs: [rootFile],
  tables: '',
  library: [],
  version: 0,
  entry: 'main',
  starter: false,
  check: null,
  program: null,
  shown: null,
  figures: null,
  failure: null,
  running: null,
  autoRun: true,
  allowWrites: false,
  expectedDigest: null,
  runner: 'auto',
  selector: '',
  enginesAllowed: [],
  runners: [],
  lowMemory: (deviceMemory() ?? Infinity) <= 4,
  dataSets: [],
  storedFiles: [],
  bindings: {},
  inputFaults: {},
  inputsDropped: [],
  reading: null,
  preview: null,
  waitingFiles: [],
  misfits: null,
  peekedSet: null,
  profiled: false,
  chosen: null,
  numberDisplay: 'exact',
  view: 'result',
  form: null,
  node: null,
  hoveredNode: null,
  planAsText: false,
  follow: true,
  followed: null,
  highlighted: null,
  pointed: null,
  theme: 'system',
  layout: { side: null, editor: null, editorHeight: null, sideShown: true },
  place: 'code',
  dialog: null,
  galleryFor: '',
  problemsShown: false,
  explained: null,
  notKept: null,
  notice: null,
  trouble: false,
  spoken: '',
  languageLost: false,
  engineLost: false,
}));

/** The text of a file of the project; empty when there is no such file. */
export function textOf(state: Pick<HoltState, 'files'>, path: string): string {
  return state.files.find((file) => file.path === path)?.text ?? '';
}

/** The text of the root, where `main` is. */
export function mainText(state: Pick<HoltState, 'files'>): string {
  return textOf(state, rootFile);
}

/** The text on the screen. */
export function openText(state: Pick<HoltState, 'files' | 'library' | 'file' | 'tables'>): string {
  const { files, library, file } = state;
  if (!isReadOnlyFile(file)) return textOf({ files }, file);
  return file === tablesFile ? (tablesModule(state)?.text ?? '') : textOf({ files: library }, file);
}

/** Whether a path is one that is only read: of the standard library (EDT-16), or the tables of a database. */
export function isReadOnlyFile(path: string): boolean {
  return path.startsWith('std/') || path === tablesFile;
}

/** The project as the workers are asked about it. */
export function projectOf(state: Pick<HoltState, 'files' | 'entry' | 'tables'>): ProjectText {
  const { entry } = state;
  const tables = tablesModule(state);
  const files = tables === null ? state.files : [...state.files, tables];
  return entry === 'main' ? { files } : { files, entry };
}

/** The errors of a report; none while there is no report. */
export function errorsIn(check: CheckReport | null): readonly Diagnostic[] {
  return (check?.problems ?? []).filter((problem) => problem.severity === 'error');
}
