import type { Result } from '../../base';
import type { Entry, EntryFault, FieldType, Refitted } from '../../data';
import type { Comparison } from './comparison';
import type {
  AcceptOutcome,
  AcceptRequest,
  BareData,
  DataSetView,
  FilePreview,
  FileReading,
  Progress,
  StoredFileView,
} from './data-set-view';
import type { MarkedSql, NodeFacts, PlanForm } from './node-facts';
import type { ProjectText } from './project-text';
import type {
  Cancelled,
  NodeFigures,
  PeekRequest,
  PlanFigures,
  ReportProgress,
  RunFailure,
  RunnerStatus,
  RunOutcome,
  RunRequest,
} from './run-view';
import type { OpenedLink, OpenedProject, ShareContent } from './shared-project';
import type {
  Arrangement,
  ByteWindow,
  CellView,
  ColumnProfile,
  CopyForm,
  DownloadFile,
  DownloadForm,
  PrintedForm,
  Range,
  Selection,
  SelectionFacts,
  ValueChildren,
  ValueId,
  ValuePath,
  ValueView,
} from './value-view';

export interface EngineFacade {
  runners(request: Pick<RunRequest, 'project' | 'selector'>): Promise<readonly RunnerStatus[]>;
  run(request: RunRequest, report?: ReportProgress): Promise<RunOutcome>;
  /** Gives back a usable engine within 300 ms, whatever runs; a write gets longer to end (GO-7). */
  cancel(): Promise<Cancelled>;
  /** Empties the scratch databases; their seeds are there again at the next run (GO-13). */
  resetScratch(): Promise<Result<void>>;
  /**
   * What every single step gives, by node id: the program runs once more, cut at each step. Worth it only after a
   * quick run on the interpreter; empty when it cannot be had.
   */
  figures(request: RunRequest): Promise<Readonly<Record<string, NodeFigures>>>;
  peek(request: PeekRequest): Promise<Result<ValueView, RunFailure>>;
  /** The text a SQL runner would run, without running it. */
  sql(project: ProjectText, runner: 'duckdb' | 'pglite'): Promise<Result<MarkedSql, RunFailure>>;
  /** The inlined IR of the whole program. */
  ir(project: ProjectText): Promise<Result<string, RunFailure>>;
  /** The plan as a document, with lineage in the JSON form (GRF-15). */
  explain(project: ProjectText, form: PlanForm, run: PlanFigures | null): Promise<Result<string, RunFailure>>;
  /** What a step becomes for each runner, and where its columns come from (GRF-7). */
  inspect(project: ProjectText, node: string): Promise<Result<NodeFacts, RunFailure>>;
  /** Runs the program on every runner that takes it, one after another; loads their engines (CMP-1). */
  compare(request: RunRequest): Promise<Comparison>;

  /** Some bytes of a value, with the parts that lie in them (HEX-1). */
  bytes(value: ValueId, range: Range): Promise<ByteWindow>;
  /** Cells of some rows and columns; a value that is no table has one row with one cell. */
  window(value: ValueId, rows: Range, columns: Range): Promise<readonly (readonly CellView[])[]>;
  /** What stands inside the part at `path`, lazily (RES-5). */
  children(value: ValueId, path: ValuePath, range: Range): Promise<ValueChildren>;
  /**
   * The value as text, from its first line on, at most `lines` of them and `limit` characters; `lines` of the answer
   * says how many there are in all (RES-11).
   */
  print(
    value: ValueId,
    form: PrintedForm,
    lines: number,
    limit: number,
  ): Promise<{ readonly text: string; readonly shown: number; readonly lines: number }>;
  /** A view of the same value with its rows sorted and filtered (RES-8). */
  arrange(value: ValueId, arrangement: Arrangement): Promise<ValueView>;
  /** The part at `path` as a value of its own (RES-5). */
  part(value: ValueId, path: ValuePath): Promise<Result<ValueView, string>>;
  /** The pipeline steps that do what was done to the view (RES-8). */
  viewAsCode(value: ValueId, arrangement: Arrangement, columns: readonly number[]): Promise<string>;
  selectionFacts(value: ValueId, selection: Selection): Promise<SelectionFacts>;
  /** The chosen cells as text, the whole value where none are; the error is a sentence (RES-9). */
  copyText(value: ValueId, selection: Selection | null, form: CopyForm): Promise<Result<string, string>>;
  profile(value: ValueId): Promise<readonly ColumnProfile[]>;
  /** What a form cannot keep, in sentences, before the download (RES-10). */
  losses(value: ValueId, form: DownloadForm): Promise<readonly string[]>;
  /** The whole value in a file's form, or in two (RES-10). */
  download(value: ValueId, form: DownloadForm): Promise<Result<readonly DownloadFile[], string>>;
  release(value: ValueId): Promise<void>;

  /** What is wrong with what stands in a field of the form, every fault with its place (DAT-13). */
  checkInput(project: ProjectText, type: FieldType, entry: Entry): Promise<readonly EntryFault[]>;
  /** A Lutra literal as the form shows it; the error is a sentence. */
  entryOfLiteral(project: ProjectText, type: FieldType, literal: string): Promise<Result<Entry, string>>;
  literalOfEntry(type: FieldType, entry: Entry): Promise<string>;
  /** Moves what was put into forms to the types as they are now (DAT-14). */
  refitInputs(
    changes: readonly { readonly before: FieldType; readonly entry: Entry; readonly after: FieldType }[],
  ): Promise<readonly Refitted[]>;
  /** Rows for an array whose items have this type, from a table on the clipboard. */
  pastedRows(item: FieldType, text: string): Promise<readonly Entry[]>;

  /** A file that carries its type, of bytes and a type that came apart; the error is a sentence (DAT-1). */
  typedData(bare: BareData): Promise<Result<Uint8Array, string>>;
  openFile(file: File, progress: Progress): Promise<Result<FilePreview>>;
  /** Loads a file from an address, after a press only: no credentials, no referrer (DAT-10). */
  openUrl(url: string, progress: Progress): Promise<Result<FilePreview>>;
  rereadFile(preview: number, reading: FileReading): Promise<Result<FilePreview>>;
  /** Ends the reading under way within 200 ms (DAT-8). */
  cancelReading(): Promise<void>;
  /** Loads a previewed file. {@link EngineFacade.cancelReading} ends it, and nothing is taken in (DAT-8). */
  acceptFile(request: AcceptRequest, progress: Progress): Promise<AcceptOutcome>;
  /** Forgets a previewed file. */
  closeFile(preview: number): Promise<void>;
  /** Whether there is a set of that name whose file has the digest that a link names (SHR-5). */
  hasFile(name: string, digest: string): Promise<boolean>;
  /** Gives a set another name. False where there is none, or the name is taken. */
  renameDataSet(name: string, to: string): Promise<boolean>;
  dataSets(): Promise<readonly DataSetView[]>;
  removeDataSet(name: string): Promise<void>;

  /** Keeps a Parquet file for `std::fs` under its name (DAT-4), and gives Lutra source of a function that reads it. */
  keepFile(file: File): Promise<Result<string>>;
  /** The files that `std::fs` sees: those that were dropped and those that programs wrote. */
  files(): Promise<readonly StoredFileView[]>;
  fileBytes(name: string): Promise<Uint8Array | null>;
  removeFile(name: string): Promise<void>;
  /**
   * The tables of a database, data sets among them, and the files as Lutra source (specification 4 §16). An engine that
   * is not there yet is only loaded when the person said so.
   */
  schema(runner: 'duckdb' | 'pglite', mayLoad: boolean): Promise<Result<string, RunFailure>>;

  encodeLink(content: ShareContent): Promise<Result<string>>;
  decodeLink(payload: string): Promise<Result<OpenedLink>>;
  /** The project as a zip of plain files, its data with it (PRJ-4). */
  packProject(content: ShareContent): Promise<Result<Uint8Array>>;
  unpackProject(zip: Uint8Array): Promise<Result<OpenedProject>>;
  ping(): Promise<true>;
}
