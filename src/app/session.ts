import type { NodeFigures, RunFailure, RunnerChoice, RunRequest, SourceText } from '../engine';
import { readLocal, writeLocal } from './local-store';
import { rooted } from './project/project-files';
import { errorsIn, type HoltState, rootFile, textOf, useHolt } from './store';
import { timeInWords, words } from './words';
import { engine, language, workers } from './workers';

/*
 * What happens when a person acts: edit → check → run. All thinking is in the workers; this file says who is
 * asked when, and which answer is too old to show (GO-3).
 */

const checkDelay = 40;
const runDelay = 250;
const saveDelay = 400;
/** After a run quicker than this, in ms, its steps are measured by a second one. */
const quickRun = 100;
/** A run that took longer than this, in ms, is not repeated by itself (GO-2). */
const slowRun = 1000;

let checkTimer: ReturnType<typeof setTimeout> | undefined;
let runTimer: ReturnType<typeof setTimeout> | undefined;
let saveTimer: ReturnType<typeof setTimeout> | undefined;
let noticeTimer: ReturnType<typeof setTimeout> | undefined;
let runNumber = 0;

export interface Program {
  readonly name: string;
  /** Its files; a text alone is that of the root. */
  readonly files: readonly SourceText[] | string;
  readonly runner?: RunnerChoice;
  /** Whether it is the untouched program of a first visit, with its chips (FST-3). */
  readonly starter?: boolean;
  readonly digest?: string;
}

/** The person changed the text of a file; without a path of the one on the screen. */
export function edit(text: string, path: string = useHolt.getState().file): void {
  const { files } = useHolt.getState();
  if (!files.some((file) => file.path === path) || text === textOf({ files }, path)) return;
  editFiles(files.map((file) => (file.path === path ? { path, text } : file)));
}

/** The person changed several files at once, or which there are; `shown` says what is then on the screen. */
export function editFiles(
  files: readonly SourceText[],
  shown: Partial<Pick<HoltState, 'file' | 'tabs'>> = {},
): void {
  const state = useHolt.getState();
  useHolt.setState({ ...shown, files, version: state.version + 1, highlighted: null, pointed: null });
  if (state.trouble) useHolt.setState({ notice: null, trouble: false });
  clearTimeout(checkTimer);
  clearTimeout(runTimer);
  checkTimer = setTimeout(() => void checkNow(), checkDelay);
  clearTimeout(saveTimer);
  saveTimer = setTimeout(save, saveDelay);
}

/** Opens another program in place of this one. Data sets stay. */
export function openProgram(program: Program): void {
  clearTimeout(runTimer);
  runNumber += 1;
  const files = rooted(program.files);
  useHolt.setState((state) => ({
    projectId: crypto.randomUUID(),
    projectName: program.name,
    files,
    file: rootFile,
    tabs: [rootFile],
    version: state.version + 1,
    starter: program.starter ?? false,
    runner: program.runner ?? 'auto',
    expectedDigest: program.digest ?? null,
    allowWrites: false,
    check: null,
    program: null,
    shown: null,
    figures: null,
    failure: null,
    running: null,
    form: null,
    followed: null,
    node: null,
    hoveredNode: null,
    highlighted: null,
    pointed: null,
    bindings: {},
    inputFaults: {},
    inputsDropped: [],
    view: state.view === 'plan' ? 'plan' : 'result',
  }));
  save();
  void checkNow();
}

function save(): void {
  const { projectName, files, runner, starter } = useHolt.getState();
  writeLocal('program', { name: projectName, files, runner, starter });
}

/** The program of the last visit, if one was kept. */
export function savedProgram(): Program | null {
  const saved = readLocal('program');
  if (typeof saved !== 'object' || saved === null) return null;
  const { name, files, runner, starter } = saved as Record<string, unknown>;
  if (typeof name !== 'string' || !Array.isArray(files)) return null;
  const choice = runner === 'interpreter' || runner === 'duckdb' || runner === 'pglite' ? runner : 'auto';
  return { name, files: files as SourceText[], runner: choice, starter: starter === true };
}

/** Checks the text as it is now; a report for an older text is thrown away. */
export async function checkNow(): Promise<void> {
  clearTimeout(checkTimer);
  const { files, version } = useHolt.getState();
  const report = await language().check({ files }, version);
  if (useHolt.getState().version !== version) return;
  useHolt.setState((state) => ({
    check: report,
    program: report.program ?? (errorsIn(report).length > 0 ? state.program : null),
  }));
  bindByName();
  await afterCheck();
  if (useHolt.getState().version !== version) return;
  if (mayRunByItself()) runTimer = setTimeout(() => void run(), runDelay);
  else void refreshRunners();
}

/** A parameter that has the name of a data set takes it by itself. */
export function bindByName(): void {
  const { check, dataSets, bindings } = useHolt.getState();
  const next = { ...bindings };
  for (const param of check?.program?.params ?? []) {
    if (next[param.name] === undefined && param.table && dataSets.some((set) => set.name === param.name)) {
      next[param.name] = { kind: 'data', set: param.name };
    }
  }
  useHolt.setState({ bindings: next });
}

/** Asks each runner whether it takes the program, and how ready it is (GO-4). */
export async function refreshRunners(): Promise<void> {
  const { files } = useHolt.getState();
  useHolt.setState({ runners: await engine().runners({ files }) });
}

/** GO-2: nothing is written, all inputs are there, the engine is loaded and the last run was quick. */
export function mayRunByItself(): boolean {
  const { autoRun, check, runner, runners, shown, bindings, inputFaults } = useHolt.getState();
  if (!autoRun || check?.program === undefined || check.plan?.effects === 'writes') return false;
  const { params } = check.program;
  if (params.some(({ name }) => bindings[name] === undefined || inputFaults[name]?.length)) return false;
  const named = runner === 'auto' ? 'interpreter' : runner;
  if (named !== 'interpreter' && runners.find((one) => one.name === named)?.state !== 'ready') return false;
  return (shown?.run.times.execute ?? 0) < slowRun;
}

/** The program, its runner and its inputs as they stand. */
export function runRequest(): RunRequest {
  const { files, runner, bindings, check, allowWrites } = useHolt.getState();
  const inputs = (check?.program?.params ?? []).flatMap((param) => {
    const from = bindings[param.name];
    return from === undefined ? [] : [{ param: param.name, from }];
  });
  return { project: { files }, runner, inputs, allowWrites };
}

/** Runs the program as it is now. A newer run replaces it. */
export async function run(): Promise<void> {
  clearTimeout(runTimer);
  const number = ++runNumber;
  const { version } = useHolt.getState();
  useHolt.setState({ running: { since: performance.now() } });
  const request = runRequest();
  const outcome = await engine().run(request);
  if (number !== runNumber) {
    if (outcome.ok) void engine().release(outcome.run.value.id);
    return;
  }
  const before = useHolt.getState().shown;
  useHolt.setState({ running: null });
  if (outcome.ok) {
    useHolt.setState({
      shown: { version, run: outcome.run },
      figures: { version, byNode: outcome.run.figures },
      failure: null,
    });
    if ((outcome.run.times.execute ?? slowRun) < quickRun) void measureSteps(request, version);
    if (before !== null) void engine().release(before.run.value.id);
    const { value, times } = outcome.run;
    const rows = value.rows === null ? words.view.oneValue : words.side.rows(value.rows);
    afterRun();
    useHolt.setState({ spoken: words.announce.ran(rows, timeInWords(times.execute)) });
  } else {
    showFailure(version, outcome.failure);
  }
  void refreshRunners();
}

/** Rows and times of every step, where the run was quick enough to do it twice (NODE-13). */
async function measureSteps(request: RunRequest, version: number): Promise<void> {
  const byNode = await engine().figures(request);
  const { figures } = useHolt.getState();
  if (figures?.version === version) {
    useHolt.setState({ figures: { version, byNode: { ...byNode, ...measured(figures.byNode) } } });
  }
}

/** Times of the run itself go before those of a second run. */
function measured(byNode: Readonly<Record<string, NodeFigures>>): Readonly<Record<string, NodeFigures>> {
  return Object.fromEntries(Object.entries(byNode).filter(([, { ms }]) => ms !== null));
}

let afterCheck: () => Promise<void> = async () => undefined;

/** Called after each check, before the program may run by itself. */
export function onCheck(listener: () => Promise<void>): void {
  afterCheck = listener;
}

let afterRun: () => void = () => undefined;

/** Called after each run that gave a value. */
export function onRun(listener: () => void): void {
  afterRun = listener;
}

function showFailure(version: number, failure: RunFailure): void {
  if (failure.kind !== 'cancelled') useHolt.setState({ failure: { version, failure } });
}

/** Gives the page back at once (GO-7). */
export async function cancelRun(): Promise<void> {
  if (useHolt.getState().running === null) return;
  runNumber += 1;
  useHolt.setState({ running: null });
  announce(words.strip.stopped);
  await engine().cancel();
}

export function chooseRunner(runner: RunnerChoice): void {
  useHolt.setState({ runner });
  save();
  void run();
}

/** Says that something did not work; it stays until the next thing is said or the text changes. */
export function complain(text: string): void {
  clearTimeout(noticeTimer);
  useHolt.setState({ notice: text, trouble: true });
}

/** Says something once, in the Strip and to screen readers (ACC-4). */
export function announce(text: string): void {
  useHolt.setState({ notice: text, trouble: false });
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(() => useHolt.setState({ notice: null }), 6000);
}

workers.onLost((worker) => {
  if (worker === 'layout') return;
  useHolt.setState(worker === 'language' ? { languageLost: true } : { engineLost: true, running: null });
  runNumber += 1;
  setTimeout(() => {
    useHolt.setState({ languageLost: false, engineLost: false });
    void checkNow();
  }, 300);
});
