import { proxy } from 'comlink';
import type { AppError, Diagnostic } from '../base';
import type {
  NodeFigures,
  PeekRequest,
  RunFailure,
  RunnerChoice,
  RunnerName,
  RunProgress,
  RunRequest,
  SourceText,
} from '../engine';
import { readLocal, writeLocal } from './local-store';
import { rooted } from './project/project-files';
import type { ProjectRecord } from './project/project-record';
import { applyLayout, layoutHere } from './shell/layout';
import { errorsIn, type HoltState, projectOf, rootFile, textOf, useHolt } from './store';
import { filesWithTables } from './tables-module';
import { isFromLink, nextRunner, waitReason } from './waiting';
import { timeInWords, words } from './words';
import { engine, language, workers } from './workers';

/*
 * What happens when a person acts: edit → check → run. All thinking is in the workers; this file says who is
 * asked when, and which answer is too old to show (GO-3).
 */

const checkDelay = 40;
const runDelay = 250;
/** What a program of a link may take when it runs by itself, in ms (RUN-3). */
const linkBudget = 1000;
/** After a run quicker than this, in ms, its steps are measured by a second one. */
const quickRun = 100;

let checkTimer: ReturnType<typeof setTimeout> | undefined;
let runTimer: ReturnType<typeof setTimeout> | undefined;
let noticeTimer: ReturnType<typeof setTimeout> | undefined;
let runNumber = 0;
/** Runners that have run something since the engine started. */
const begun = new Set<RunnerName>();

/** A project to be opened: its files, a text alone being that of the root, and what is known of it beside. */
export type Program = { readonly name: string; readonly files: readonly SourceText[] | string } & Partial<
  Omit<ProjectRecord, 'name' | 'files'>
>;

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
  if (state.elsewhere !== null) {
    complain(words.projects.readOnly);
    return;
  }
  useHolt.setState({
    ...shown,
    own: true,
    files,
    version: state.version + 1,
    highlighted: null,
    pointed: null,
  });
  if (state.trouble) useHolt.setState({ notice: null, trouble: false });
  if (state.running?.byItself === true) replaceRun();
  clearTimeout(checkTimer);
  clearTimeout(runTimer);
  checkTimer = setTimeout(() => void checkNow(), checkDelay);
}

/**
 * Opens another project in place of this one, which is kept. Without an id it is a new one: a draft that becomes the
 * person's own with the first change (PRJ-7). Data sets stay.
 */
export function openProgram(program: Program): void {
  clearTimeout(runTimer);
  if (useHolt.getState().running !== null) replaceRun();
  runNumber += 1;
  const files = rooted(program.files);
  const paths = files.map(({ path }) => path);
  const tabs = (program.tabs ?? []).filter((path) => paths.includes(path));
  const file = paths.find((path) => path === program.file) ?? rootFile;
  useHolt.setState((state) => ({
    projectId: program.id ?? crypto.randomUUID(),
    projectName: program.name,
    own: program.own ?? false,
    link: program.link ?? null,
    earlier: program.earlier ?? null,
    opened: null,
    linkStopped: false,
    elsewhere: null,
    files,
    undoSteps: program.undoSteps ?? {},
    file,
    tabs: tabs.includes(file) ? tabs : [...tabs, file],
    version: state.version + 1,
    tables: '',
    entry: program.entry ?? 'main',
    starter: program.starter ?? false,
    runner: program.runner ?? 'auto',
    selector: program.selector ?? '',
    expectedDigest: program.digest ?? null,
    allowWrites: program.allowWrites ?? false,
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
    bindings: program.bindings ?? {},
    inputFaults: {},
    inputsDropped: [],
    view: program.view ?? (state.view === 'plan' ? 'plan' : 'result'),
    layout: layoutHere(program.layout ?? state.layout, state.layout),
  }));
  const { layout } = useHolt.getState();
  applyLayout(layout);
  writeLocal('layout', layout);
  void checkNow(0);
}

/** The person allowed this program to write; it is not asked again (GO-13). */
export function allowWriting(): void {
  useHolt.setState({ allowWrites: true });
}

/**
 * Checks the text as it is now; a report for an older text is thrown away. Settles with the report: the editor waits for
 * it with every question. A program that may run by itself does so after `delay` ms.
 */
export async function checkNow(delay = runDelay): Promise<void> {
  clearTimeout(checkTimer);
  const { version, entry } = useHolt.getState();
  const isNow = (): boolean => useHolt.getState().version === version && useHolt.getState().entry === entry;
  const showProblems = (problems: readonly Diagnostic[]): void => {
    const { check } = useHolt.getState();
    if (check !== null && isNow()) useHolt.setState({ check: { ...check, problems } });
  };
  const report = await language().check(projectOf(useHolt.getState()), version, proxy(showProblems));
  if (!isNow()) return;
  useHolt.setState((state) => ({
    check: report,
    program: report.program ?? (errorsIn(report).length > 0 ? state.program : null),
  }));
  bindByName();
  void goOn(version, delay);
}

/** What follows a check: inputs that fit, what the runners say, and a run by itself once the typing rests (GO-2). */
async function goOn(version: number, delay: number): Promise<void> {
  await afterCheck();
  if (useHolt.getState().version !== version) return;
  clearTimeout(runTimer);
  const rest = new Promise((resolve) => {
    runTimer = setTimeout(resolve, delay);
  });
  await Promise.all([refreshRunners(), rest]);
  if (useHolt.getState().version === version && mayRunByItself()) {
    void run({ byItself: true });
    if (isFromLink(useHolt.getState())) setTimeout(stopLinkRun, linkBudget, runNumber);
  }
}

/** A program of a link that began to run by itself has used up its time: it waits for a press (RUN-3). */
function stopLinkRun(number: number): void {
  if (number !== runNumber || useHolt.getState().running === null) return;
  replaceRun();
  useHolt.setState({ linkStopped: true });
  complain(words.share.stopped);
}

/** A parameter that has the name of a data set takes it by itself. Returns whether one did. */
export function bindByName(): boolean {
  const { check, dataSets, bindings } = useHolt.getState();
  const bound = (check?.program?.params ?? []).filter(
    ({ name, table }) => table && bindings[name] === undefined && dataSets.some((set) => set.name === name),
  );
  if (bound.length === 0) return false;
  const taken = bound.map(({ name }) => [name, { kind: 'data', set: name }] as const);
  useHolt.setState({ bindings: { ...bindings, ...Object.fromEntries(taken) } });
  return true;
}

/**
 * The tables of a database are a module of the program from now on (`tables-module.ts`). A program that used them as they
 * were, or waited for them, is another now.
 */
export function knowTables(tables: string): void {
  const before = useHolt.getState();
  if (before.tables === tables.trimEnd()) return;
  useHolt.setState({ tables: tables.trimEnd() });
  const used = filesWithTables(useHolt.getState()) !== before.files;
  if (used) useHolt.setState({ version: before.version + 1 });
  if (used) void checkNow();
  else void language().check(projectOf(useHolt.getState()), before.version);
}

/** Asks what the router says of the program, and how ready each runner is (GO-4). */
export async function refreshRunners(): Promise<void> {
  const { selector, version } = useHolt.getState();
  const project = projectOf(useHolt.getState());
  const runners = await engine().runners({ project, selector });
  if (useHolt.getState().version === version) useHolt.setState({ runners });
}

export function mayRunByItself(): boolean {
  const state = useHolt.getState();
  return state.check?.program !== undefined && !endedEngine(state) && waitReason(state) === null;
}

/** Whether the engine stopped under this very text: it might again, so a person says when to run (STA-11). */
function endedEngine({ failure, version }: HoltState): boolean {
  const met = failure?.version === version && failure.failure.kind === 'error' ? failure.failure : null;
  return met?.error.code === 'DISCONNECTED';
}

/** The program, its runner and its inputs as they stand; loads no engine. */
export function runRequest(): RunRequest {
  const { runner, selector, bindings, check, allowWrites } = useHolt.getState();
  const inputs = (check?.program?.params ?? []).flatMap((param) => {
    const from = bindings[param.name];
    return from === undefined ? [] : [{ param: param.name, from }];
  });
  const project = projectOf(useHolt.getState());
  return { project, runner, selector, inputs, allowWrites, mayLoad: false };
}

/** Rows that a look at one step shows: fewer where there is little memory (STA-21). */
export function mostPeeked(): number {
  return useHolt.getState().lowMemory ? 200 : 1000;
}

export function peekRequest(node: string): PeekRequest {
  return { ...runRequest(), node, rows: mostPeeked() };
}

/** Runs the program as it is now; one that was just written is checked first. A newer run replaces it. */
export async function run({ byItself = false } = {}): Promise<void> {
  if (!byItself && !isChecked(useHolt.getState())) {
    await checkNow();
    if (useHolt.getState().check?.program === undefined) return;
  }
  clearTimeout(runTimer);
  const number = ++runNumber;
  const { version } = useHolt.getState();
  useHolt.setState({ running: { since: performance.now(), byItself, cancelling: false, progress: null } });
  const request = { ...runRequest(), mayLoad: !byItself && mayLoad() };
  const outcome = await engine().run(
    request,
    proxy((progress: RunProgress) => {
      const { running } = useHolt.getState();
      if (number === runNumber && running !== null) useHolt.setState({ running: { ...running, progress } });
    }),
  );
  if (number !== runNumber) {
    if (outcome.ok) void engine().release(outcome.run.value.id);
    return;
  }
  const before = useHolt.getState().shown;
  useHolt.setState({ running: null });
  if (outcome.ok) {
    useHolt.setState({
      shown: { version, run: outcome.run, at: Date.now(), first: !begun.has(outcome.run.runner) },
      figures: { version, byNode: outcome.run.figures },
      failure: null,
    });
    begun.add(outcome.run.runner);
    if ((outcome.run.times.execute ?? quickRun) < quickRun) void measureSteps(request, version);
    if (before !== null) void engine().release(before.run.value.id);
    const { value, times } = outcome.run;
    if (request.allowWrites)
      void engine()
        .files()
        .then((storedFiles) => useHolt.setState({ storedFiles }));
    const rows = value.rows === null ? words.view.oneValue : words.side.rows(value.rows);
    afterRun();
    useHolt.setState({ spoken: words.announce.ran(rows, timeInWords(times.execute)) });
  } else {
    showFailure(version, outcome.failure);
  }
  void refreshRunners();
}

/** Whether an engine may come over the network for a run that was asked for (GO-5). */
function mayLoad(): boolean {
  const state = useHolt.getState();
  if (state.enginesAllowed.includes(nextRunner(state))) return true;
  // Where there is little memory, engines are off until one is asked for by its button (STA-21).
  if (state.lowMemory) return false;
  // Who chose the runner by name saw its size there.
  return state.runner !== 'auto' && state.selector === '' && !savesData();
}

/** Whether the browser was told to save data. */
function savesData(): boolean {
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true || window.matchMedia('(prefers-reduced-data: reduce)').matches;
}

/** The person agreed to load an engine. It is not asked again, unless the browser saves data. */
export function allowEngine(name: RunnerName): void {
  useHolt.setState((state) => ({ enginesAllowed: [...new Set([...state.enginesAllowed, name])] }));
  if (!savesData()) writeLocal('engines', useHolt.getState().enginesAllowed);
}

/** Engines that were agreed to on earlier visits. */
export function restoreEngines(): void {
  const kept = readLocal('engines');
  if (!Array.isArray(kept) || savesData()) return;
  useHolt.setState({ enginesAllowed: kept.filter((name) => name === 'duckdb' || name === 'pglite') });
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
  if (failure.kind === 'cancelled') return;
  const refused = failure.kind === 'error' && failure.error.kind === 'routing' && outOfMemory(failure.error);
  useHolt.setState({ failure: { version, failure }, ...(refused ? { lowMemory: true } : {}) });
}

/** Whether an engine did not start because it was given no memory. */
function outOfMemory({ message, detail = '' }: AppError): boolean {
  return /out of memory|allocat|memory access/i.test(`${message} ${detail}`);
}

/** A newer text takes the place of a run that began by itself (GO-3). */
function replaceRun(): void {
  runNumber += 1;
  useHolt.setState({ running: null });
  void engine().cancel();
}

/** Gives the page back at once; a write may still have to end (GO-7). */
export async function cancelRun(): Promise<void> {
  const { running, check } = useHolt.getState();
  if (running === null || running.cancelling) return;
  const number = ++runNumber;
  const writes = check?.plan?.effects === 'writes';
  useHolt.setState({ running: writes ? { ...running, cancelling: true } : null });
  if (!writes) announce(words.strip.stopped);
  const { lost } = await engine().cancel();
  if (number === runNumber) useHolt.setState({ running: null });
  if (lost !== null) announce(words.strip.stoppedAndLost(words.runner[lost]));
  else if (writes) announce(words.strip.stopped);
  void refreshRunners();
}

/** The scratch databases start anew, with their seeds (GO-13). */
export async function resetScratch(): Promise<void> {
  if (useHolt.getState().running !== null) replaceRun();
  const reset = await engine().resetScratch();
  if (reset.ok) announce(words.strip.scratchReset);
  else complain(reset.error.message);
  if (mayRunByItself()) void run({ byItself: true });
}

/** Makes another definition the program, and runs it unless it needs inputs first (EDT-23). */
export async function runEntry(entry: string): Promise<void> {
  useHolt.setState((state) => ({
    entry,
    starter: false,
    version: state.entry === entry ? state.version : state.version + 1,
    view: 'result',
    followed: null,
  }));
  await checkNow();
  const { check, bindings } = useHolt.getState();
  if (check?.program?.params.every(({ name }) => bindings[name] !== undefined)) await run();
}

/** Whether the report on the screen is that of the text on the screen. */
export function isChecked({ check, version }: HoltState): boolean {
  return check?.version === version;
}

export function chooseRunner(runner: RunnerChoice): void {
  useHolt.setState({ runner, selector: '' });
  void run();
}

/** Takes the text of a selector in place of a runner's name; an empty one is Auto (GO-4). */
export async function chooseSelector(selector: string): Promise<void> {
  useHolt.setState({ selector, runner: 'auto' });
  await refreshRunners();
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
  runNumber += 1;
  if (worker === 'language') useHolt.setState({ languageLost: true });
  else {
    begun.clear();
    // What the worker held is gone with it: values on the screen, and the state of every database in memory (STA-11).
    const { version, shown, running } = useHolt.getState();
    const lostRun = running !== null || shown !== null;
    const error = { kind: 'session', code: 'DISCONNECTED', message: words.view.engineStopped } as const;
    useHolt.setState({
      engineLost: true,
      running: null,
      shown: null,
      figures: null,
      followed: null,
      failure: lostRun ? { version, failure: { kind: 'error', error } } : null,
    });
  }
  setTimeout(async () => {
    useHolt.setState({ engineLost: false });
    afterLoss();
    await checkNow();
    useHolt.setState({ languageLost: false });
  }, 300);
});

let afterLoss: () => void = () => undefined;

/** Called when a worker was started again after it was lost. */
export function onRestart(listener: () => void): void {
  afterLoss = listener;
}
