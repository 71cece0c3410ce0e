import type { InputBinding, RunnerChoice, SourceText } from '../../engine';
import type { UndoSteps } from '../editor/undo-steps';
import type { HoltState, Layout, ViewName } from '../store';
import { filesWithTables, tablesFile } from '../tables-module';

/** A project as it is kept between visits (PRJ-1). */
export interface ProjectRecord {
  readonly id: string;
  readonly name: string;
  /** Whether the person has made it theirs by changing something; until then it is an example or a link looked at. */
  readonly own: boolean;
  readonly starter: boolean;
  readonly files: readonly SourceText[];
  /** What can be undone in each file (EDT-13); not in records of older versions. */
  readonly undoSteps?: UndoSteps;
  readonly file: string;
  readonly tabs: readonly string[];
  /** What is run; `main` unless another function was chosen. */
  readonly entry: string;
  readonly runner: RunnerChoice;
  readonly selector: string;
  /** Whether the person allowed it to write (GO-13). Never comes from outside (SHR-11). */
  readonly allowWrites: boolean;
  readonly bindings: Readonly<Record<string, InputBinding['from']>>;
  readonly layout: Layout;
  readonly view: ViewName;
  /** The link it came from or was last shared as, so that a reload finds the work and not the link. */
  readonly link: string | null;
  readonly digest: string | null;
  /** The last result, for looking at until there is a new one (FST-8). */
  readonly earlier: EarlierResult | null;
  /** Counts saves: whoever knows an older number may not save over it (PRJ-6). */
  readonly revision: number;
  /** Milliseconds since 1970. */
  readonly changed: number;
  readonly deleted?: number;
}

/** The first rows of a result as text, with the files they were made of. */
export interface EarlierResult {
  readonly rows: number | null;
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly align: 'start' | 'end';
  }[];
  readonly cells: readonly (readonly string[])[];
}

/** A state of the files that can be gone back to (PRJ-5). */
export interface Snapshot {
  readonly key?: number;
  readonly project: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Given by the person; null for an automatic one. */
  readonly name: string | null;
  readonly files: readonly SourceText[];
}

/** The parts of the page's state that a project keeps. */
export function recordOf(state: HoltState, revision: number, changed: number): ProjectRecord {
  const { projectId, projectName, own, starter, undoSteps, file } = state;
  const files = filesWithTables(state);
  const tabs = state.tabs.filter((path) => path !== tablesFile);
  const { entry, runner, selector, allowWrites } = state;
  const { bindings, layout, view, link, expectedDigest, earlier } = state;
  return {
    id: projectId,
    name: projectName,
    own,
    starter,
    files,
    undoSteps,
    file,
    tabs,
    entry,
    runner,
    selector,
    allowWrites,
    bindings,
    layout,
    view,
    link,
    digest: expectedDigest,
    earlier,
    revision,
    changed,
  };
}

/** Whether a change of the page's state is one of the project. */
export function isChanged(now: HoltState, before: HoltState): boolean {
  return keptFields.some((field) => now[field] !== before[field]);
}

const keptFields = [
  'projectName',
  'own',
  'files',
  'file',
  'tabs',
  'entry',
  'runner',
  'selector',
  'allowWrites',
  'bindings',
  'layout',
  'view',
  'link',
  'earlier',
] as const;
