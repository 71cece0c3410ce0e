import { type Remote, releaseProxy } from 'comlink';
import { type Blake3, fail, ok, type Result } from '../base';
import {
  entryOfValue,
  fieldTypeOf,
  literalOfEntry,
  pastedRows,
  readEntry,
  refitEntry,
  rowTypeSource,
} from '../data';
import type { CompileDeps } from '../plan';
import { declarationsOf, type FileStore } from '../runners/files';
import { codeOfView } from './arrangement-code';
import { allBytes } from './blob-bytes';
import { compileDeps } from './composition';
import { dataError } from './data-error';
import { type DataSet, DataSets, fileOfText, storedSet } from './data-sets';
import type { DataStore } from './data-store';
import { downloadFiles, lossesOf } from './downloads';
import { Inspector } from './inspector';
import { fitsLink, Links } from './links';
import type {
  AcceptOutcome,
  AcceptRequest,
  Arrangement,
  BareData,
  ByteWindow,
  Cancelled,
  CellView,
  ColumnProfile,
  Comparison,
  CopyForm,
  DataSetView,
  DownloadFile,
  DownloadForm,
  EngineFacade,
  Entry,
  EntryFault,
  FieldType,
  FilePreview,
  FileReading,
  MarkedSql,
  NodeFacts,
  NodeFigures,
  OpenedLink,
  OpenedProject,
  PeekRequest,
  PlanFigures,
  PlanForm,
  PrintedForm,
  Progress,
  ProjectText,
  Range,
  Refitted,
  ReportProgress,
  RunFailure,
  RunnerStatus,
  RunOutcome,
  RunRequest,
  Selection,
  SelectionFacts,
  ShareContent,
  StoredFileView,
  ValueChildren,
  ValueId,
  ValuePath,
  ValueView,
} from './messages';
import { profileOf } from './profile';
import { runnerStatuses } from './route-reason';
import { Runs } from './runs';
import { copyText, selectionFacts } from './selection';
import { Shelf } from './shelf';
import type { StoredFiles } from './stored-files';
import { typedData } from './typed-data';
import { loadUrl } from './url-file';
import type { WorkerRunner } from './worker-runner';

const valueGone = 'The value is no longer held. Run again.';

interface Parts {
  readonly runs: Runs;
  readonly links: Links;
  readonly inspector: Inspector;
  readonly deps: CompileDeps;
}

/** What the page asks of the engine worker (RPC-1). Evaluates no rows itself, so it always answers. */
export class EngineService implements EngineFacade {
  readonly #sets = new DataSets();
  readonly #shelf = new Shelf();
  #readings = 0;
  readonly #shown = new Map<string, DataSetView>();
  readonly #parts: Promise<Parts>;

  /** Settles when the data sets of the last visit are there. */
  readonly #restored: Promise<void>;

  constructor(
    private readonly runnerList: readonly WorkerRunner[],
    private readonly store: DataStore,
    private readonly stored: StoredFiles,
    private readonly alive: Promise<void>,
  ) {
    this.#restored = this.#restore();
    // The runner that every first result needs comes while the page still draws (SPD-3).
    void runnerList.find((runner) => runner.profile.staging === 'node')?.build();
    this.#parts = compileDeps().then((deps) => ({
      runs: new Runs(deps, runnerList, this.#sets, this.#shelf),
      links: new Links(deps.blake3 as Blake3, deps, this.#sets),
      inspector: new Inspector(deps),
      deps,
    }));
  }

  async runners(request: Pick<RunRequest, 'project' | 'selector'>): Promise<readonly RunnerStatus[]> {
    return runnerStatuses(this.runnerList, (await this.#parts).runs.routing(request), request);
  }

  async run(request: RunRequest, report?: ReportProgress): Promise<RunOutcome> {
    await this.#restored;
    try {
      return await (await this.#parts).runs.run(request, report);
    } finally {
      // The page's end of the callback goes with the run (RPC-5).
      (report as Partial<Remote<ReportProgress>> | undefined)?.[releaseProxy]?.();
    }
  }

  async cancel(): Promise<Cancelled> {
    return (await this.#parts).runs.cancel();
  }

  async resetScratch(): Promise<Result<void>> {
    return (await this.#parts).runs.resetScratch();
  }

  async figures(request: RunRequest): Promise<Readonly<Record<string, NodeFigures>>> {
    return (await this.#parts).runs.figures(request);
  }

  async peek(request: PeekRequest): Promise<Result<ValueView, RunFailure>> {
    return (await this.#parts).runs.peek(request);
  }

  async sql(project: ProjectText, runner: 'duckdb' | 'pglite'): Promise<Result<MarkedSql, RunFailure>> {
    return (await this.#parts).runs.sql(project, runner);
  }

  async ir(project: ProjectText): Promise<Result<string, RunFailure>> {
    return (await this.#parts).inspector.ir(project);
  }

  async explain(
    project: ProjectText,
    form: PlanForm,
    run: PlanFigures | null,
  ): Promise<Result<string, RunFailure>> {
    return (await this.#parts).inspector.explain(project, form, run);
  }

  async inspect(project: ProjectText, node: string): Promise<Result<NodeFacts, RunFailure>> {
    return (await this.#parts).inspector.node(project, node);
  }

  async compare(request: RunRequest): Promise<Comparison> {
    await this.#restored;
    return (await this.#parts).runs.compare(request);
  }

  async bytes(value: ValueId, range: Range): Promise<ByteWindow> {
    return this.#shelf.get(value)?.byteWindow(range) ?? { bytes: new Uint8Array(), parts: [] };
  }

  async window(value: ValueId, rows: Range, columns: Range): Promise<readonly (readonly CellView[])[]> {
    return this.#shelf.get(value)?.window(rows, columns) ?? [];
  }

  async children(value: ValueId, path: ValuePath, range: Range): Promise<ValueChildren> {
    return this.#shelf.get(value)?.children(path, range) ?? { total: 0, children: [] };
  }

  async print(value: ValueId, form: PrintedForm, most: number, limit: number) {
    const printed = this.#shelf.get(value)?.print(form);
    const text = printed === undefined ? '' : printed.ok ? printed.value : printed.error.message;
    const lines = text.split('\n');
    const part = lines.slice(0, most).join('\n').slice(0, limit);
    return { text: part, shown: Math.min(lines.length, most), lines: lines.length };
  }

  async arrange(value: ValueId, arrangement: Arrangement): Promise<ValueView> {
    const held = this.#shelf.get(value);
    if (held === undefined) throw new Error(`value ${value} is no longer held`);
    return this.#shelf.put(held.arranged(arrangement));
  }

  async part(value: ValueId, path: ValuePath): Promise<Result<ValueView, string>> {
    const part = this.#shelf.get(value)?.part(path);
    if (part === undefined) return fail(valueGone);
    return part.ok ? ok(this.#shelf.put(part.value)) : fail(part.error.message);
  }

  async viewAsCode(value: ValueId, arrangement: Arrangement, columns: readonly number[]): Promise<string> {
    const held = this.#shelf.get(value);
    if (held?.format.kind !== 'array') return '';
    return codeOfView(fieldTypeOf(held.format.itemTy, held.defs), { arrangement, columns });
  }

  async selectionFacts(value: ValueId, selection: Selection): Promise<SelectionFacts> {
    const held = this.#shelf.get(value);
    return held === undefined ? { count: 0, sum: null, mean: null } : selectionFacts(held, selection);
  }

  async copyText(
    value: ValueId,
    selection: Selection | null,
    form: CopyForm,
  ): Promise<Result<string, string>> {
    const held = this.#shelf.get(value);
    return held === undefined ? fail(valueGone) : copyText(held, selection, form);
  }

  async profile(value: ValueId): Promise<readonly ColumnProfile[]> {
    const held = this.#shelf.get(value);
    return held === undefined ? [] : profileOf(held);
  }

  async losses(value: ValueId, form: DownloadForm): Promise<readonly string[]> {
    const held = this.#shelf.get(value);
    return held === undefined ? [] : lossesOf(held, form);
  }

  async download(value: ValueId, form: DownloadForm): Promise<Result<readonly DownloadFile[], string>> {
    const held = this.#shelf.get(value);
    return held === undefined ? fail(valueGone) : downloadFiles(held, form);
  }

  async release(value: ValueId): Promise<void> {
    this.#shelf.release(value);
  }

  async checkInput(project: ProjectText, type: FieldType, entry: Entry): Promise<readonly EntryFault[]> {
    const { runs } = await this.#parts;
    const read = await readEntry(type, entry, async (text, of) => {
      const literal = await runs.literal(project, text, of.source);
      return literal.ok ? ok(literal.value.value) : literal;
    });
    return read.ok ? [] : read.error;
  }

  async entryOfLiteral(
    project: ProjectText,
    type: FieldType,
    literal: string,
  ): Promise<Result<Entry, string>> {
    const read = await (await this.#parts).runs.literal(project, literal, type.source);
    return read.ok ? ok(entryOfValue(type, read.value.value)) : read;
  }

  async literalOfEntry(type: FieldType, entry: Entry): Promise<string> {
    return literalOfEntry(type, entry);
  }

  async refitInputs(
    changes: readonly { readonly before: FieldType; readonly entry: Entry; readonly after: FieldType }[],
  ): Promise<readonly Refitted[]> {
    return changes.map(({ before, entry, after }) => refitEntry(before, entry, after));
  }

  async pastedRows(item: FieldType, text: string): Promise<readonly Entry[]> {
    return pastedRows(item, text);
  }

  async typedData(bare: BareData): Promise<Result<Uint8Array, string>> {
    const { profile } = this.runnerList.find((runner) => runner.name === 'interpreter')!;
    return typedData(bare, profile, (await this.#parts).deps);
  }

  async openFile(file: File, progress: Progress): Promise<Result<FilePreview>> {
    return this.#sets.preview(file.name, file, this.#reading(progress));
  }

  async openUrl(url: string, progress: Progress): Promise<Result<FilePreview>> {
    const reading = this.#reading(progress);
    const loaded = await loadUrl(url, progress, reading.cancelled);
    return loaded.ok ? this.#sets.preview(loaded.value.name, loaded.value.file, reading) : loaded;
  }

  async rereadFile(preview: number, how: FileReading): Promise<Result<FilePreview>> {
    return this.#sets.reread(
      preview,
      how,
      this.#reading(() => undefined),
    );
  }

  async cancelReading(): Promise<void> {
    this.#readings += 1;
  }

  /** A newer reading, or a cancel, ends the one before. */
  #reading(progress: Progress) {
    const number = ++this.#readings;
    return {
      onProgress: throttled(progress),
      cancelled: () => this.#readings !== number,
      pause: () => new Promise<void>((resolve) => setTimeout(resolve, 0)),
    };
  }

  async renameDataSet(name: string, to: string): Promise<boolean> {
    const set = this.#sets.get(name);
    if (set === undefined || this.#sets.get(to) !== undefined) return false;
    const renamed = { ...set, name: to };
    this.#sets.remove(name);
    this.#sets.put(renamed);
    await this.store.forget(name);
    await this.store.keep(storedSet(renamed));
    return true;
  }

  async acceptFile(request: AcceptRequest, progress: Progress): Promise<AcceptOutcome> {
    const accepted = await this.#sets.accept(request, this.#reading(progress));
    if (!accepted.ok) return accepted;
    const { set, typeSource, skipped } = accepted;
    await this.#keepForPrograms(set);
    const kept = await this.store.keep(storedSet(set));
    return { ok: true, set: await this.#view(set), typeSource, skipped, kept };
  }

  /** A Parquet file is also there for `fs::read_parquet`, under the name it had (DAT-4). */
  async #keepForPrograms({ format, fileName, file }: DataSet): Promise<void> {
    if (format !== 'parquet') return;
    // Where storage is denied the set itself is there all the same.
    await this.stored.write(fileName, await allBytes(file)).catch(() => undefined);
  }

  async hasFile(name: string, digest: string): Promise<boolean> {
    return (await this.#parts).links.holds(name, digest);
  }

  async closeFile(preview: number): Promise<void> {
    this.#sets.close(preview);
  }

  async dataSets(): Promise<readonly DataSetView[]> {
    await this.#restored;
    return Promise.all(this.#sets.all().map((set) => this.#view(set)));
  }

  async removeDataSet(name: string): Promise<void> {
    const shown = this.#shown.get(name);
    if (shown !== undefined) this.#shelf.release(shown.value.id);
    this.#shown.delete(name);
    this.#sets.remove(name);
    await this.store.forget(name);
  }

  async keepFile(file: File): Promise<Result<string>> {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const alone: FileStore = { read: () => bytes, write: () => undefined, list: () => [file.name] };
    try {
      const source = await declarationsOf(alone);
      if (source === '')
        return fail(dataError('BAD_FILE', `${file.name} is no Parquet file that Holt can read.`));
      await this.stored.write(file.name, bytes);
      return ok(source.trimStart());
    } catch (problem) {
      return fail(dataError('NOT_KEPT', problem instanceof Error ? problem.message : String(problem)));
    }
  }

  async files(): Promise<readonly StoredFileView[]> {
    const names = await this.stored.list();
    return Promise.all(
      names.map(async (name) => ({ name, bytes: (await this.stored.read(name))?.length ?? 0 })),
    );
  }

  async fileBytes(name: string): Promise<Uint8Array | null> {
    return (await this.stored.read(name)) ?? null;
  }

  async removeFile(name: string): Promise<void> {
    await this.stored.remove(name);
  }

  async schema(runner: 'duckdb' | 'pglite', mayLoad: boolean): Promise<Result<string, RunFailure>> {
    await this.#restored;
    return (await this.#parts).runs.schema(runner, mayLoad);
  }

  async #restore(): Promise<void> {
    for (const stored of await this.store.all()) {
      if ('rows' in stored) await this.#sets.restore(stored);
      else {
        const file = fileOfText(stored.fileName, stored.text);
        const taken = file === undefined ? undefined : await this.#sets.takeIn({ ...stored, file });
        if (taken?.ok) await this.store.keep(storedSet(taken.set));
      }
    }
  }

  async encodeLink(content: ShareContent): Promise<Result<string>> {
    return (await this.#parts).links.encode(content);
  }

  async decodeLink(fragment: string): Promise<Result<OpenedLink>> {
    await this.#restored;
    return (await this.#parts).links.decode(fragment);
  }

  async packProject(content: ShareContent): Promise<Result<Uint8Array>> {
    return (await this.#parts).links.pack(content);
  }

  async unpackProject(zip: Uint8Array): Promise<Result<OpenedProject>> {
    await this.#restored;
    return (await this.#parts).links.unpack(zip);
  }

  async ping(): Promise<true> {
    await this.alive;
    return true;
  }

  async #view(set: DataSet): Promise<DataSetView> {
    const known = this.#shown.get(set.name);
    if (known !== undefined && this.#shelf.get(known.value.id) === set.value) return known;
    if (known !== undefined) this.#shelf.release(known.value.id);
    const view: DataSetView = {
      name: set.name,
      typeName: set.typeName,
      rowType: rowTypeSource(set.typeName, set.plans),
      rows: set.rows,
      bytes: set.value.bytes.length,
      origin: set.fileName,
      linkable: fitsLink(set),
      value: this.#shelf.put(set.value),
    };
    this.#shown.set(set.name, view);
    return view;
  }
}

/** At most one message a frame (RPC-4). */
function throttled(progress: Progress): Progress {
  let last = 0;
  return (done, total, rows) => {
    const now = performance.now();
    if (now - last < 50) return;
    last = now;
    progress(done, total, rows);
  };
}
