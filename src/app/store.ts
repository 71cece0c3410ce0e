import { create } from 'zustand';
import type {
  BadRecord,
  CheckReport,
  DataSetView,
  Diagnostic,
  FilePreview,
  InputBinding,
  NodeFigures,
  ProgramSummary,
  RunFailure,
  RunnerChoice,
  RunnerStatus,
  RunView,
  SourceText,
  TextRange,
  ValueView,
} from '../engine';

export const viewNames = ['result', 'plan', 'sql', 'ir', 'bytes', 'compare'] as const;
export type ViewName = (typeof viewNames)[number];
export type ValueForm = 'table' | 'tree' | 'lutra' | 'json';
export type ThemeName = 'system' | 'light' | 'dark' | 'contrast';
export type DialogName = 'share' | 'palette' | 'help' | null;
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
  readonly run: RunView;
}

export interface HoltState {
  readonly projectName: string;
  readonly files: readonly SourceText[];
  /** Counts edits; reports and runs carry the number of the text they belong to. */
  readonly version: number;
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
  readonly running: { readonly since: number } | null;
  readonly autoRun: boolean;
  /** Whether the person allowed this program to write (GO-13). */
  readonly allowWrites: boolean;
  /** What a link promised: the first hex digits of the output's digest (SHR-10). */
  readonly expectedDigest: string | null;

  readonly runner: RunnerChoice;
  readonly runners: readonly RunnerStatus[];

  readonly dataSets: readonly DataSetView[];
  readonly bindings: Readonly<Record<string, InputBinding['from']>>;
  readonly reading: { readonly file: string; readonly done: number; readonly total: number } | null;
  readonly preview: FilePreview | null;
  /** Rows of the previewed file that do not fit the chosen types. */
  readonly misfits: { readonly bad: readonly BadRecord[]; readonly total: number } | null;
  readonly peekedSet: string | null;

  readonly view: ViewName;
  readonly form: ValueForm | null;
  readonly node: string | null;
  readonly hoveredNode: string | null;
  readonly planAsText: boolean;
  /** Whether the Result tab follows the caret (EDT-24). */
  readonly follow: boolean;
  /** Whether the editor says after each step what leaves it. */
  readonly hints: boolean;
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
  readonly problemsShown: boolean;
  /** A short sentence in the Strip, said once to screen readers (ACC-4). */
  readonly notice: string | null;
  /** Whether the notice is about something that did not work; it then stays. */
  readonly trouble: boolean;
  /** The last run in a sentence, for screen readers only: the Strip shows it in figures. */
  readonly spoken: string;
  readonly languageLost: boolean;
  readonly engineLost: boolean;
}

export const mainFile = 'main.lt';

/** The page's state. Components read it; `session.ts` and the commands change it. */
export const useHolt = create<HoltState>(() => ({
  projectName: '',
  files: [{ path: mainFile, text: '' }],
  version: 0,
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
  runners: [],
  dataSets: [],
  bindings: {},
  reading: null,
  preview: null,
  misfits: null,
  peekedSet: null,
  view: 'result',
  form: null,
  node: null,
  hoveredNode: null,
  planAsText: false,
  follow: true,
  hints: true,
  followed: null,
  highlighted: null,
  pointed: null,
  theme: 'system',
  layout: { side: null, editor: null, editorHeight: null, sideShown: true },
  place: 'code',
  dialog: null,
  problemsShown: false,
  notice: null,
  trouble: false,
  spoken: '',
  languageLost: false,
  engineLost: false,
}));

/** The text being edited. */
export function mainText(state: HoltState): string {
  return state.files[0]?.text ?? '';
}

/** The errors of a report; none while there is no report. */
export function errorsIn(check: CheckReport | null): readonly Diagnostic[] {
  return (check?.problems ?? []).filter((problem) => problem.severity === 'error');
}
