import type { AppError, Diagnostic, Result } from '../base';
import type {
  BadRecord,
  ColumnPlan,
  CsvPreview,
  Entry,
  EntryFault,
  FieldType,
  FileFormat,
  Refitted,
  TextEncoding,
} from '../data';
import type {
  DanglingReason,
  DocumentSymbol,
  Explanation,
  Fold,
  InlayHint,
  Lens,
  OutlineKind,
  SearchOutcome,
  SearchQuery,
  SemanticToken,
  SignatureParam,
} from '../language';
import type { Effect, Env } from '../routing';

export type { AppError, Diagnostic } from '../base';
export type {
  BadRecord,
  ColumnPlan,
  CsvPreview,
  Entry,
  EntryFault,
  FieldType,
  FileFormat,
  Refitted,
  TextEncoding,
} from '../data';
export type {
  DanglingReason,
  DocumentSymbol,
  Explanation,
  Fold,
  InlayHint,
  InlayHintKind,
  Lens,
  OutlineKind,
  SearchMatch,
  SearchOutcome,
  SearchQuery,
  SemanticToken,
  SemanticTokenKind,
  SignatureParam,
} from '../language';

/*
 * Everything that crosses between the page and the workers, named (RPC-1). Plain data: each of these survives
 * `structuredClone`. Failures are values (RPC-3).
 */

export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/**
 * What a program is made of, as the page holds it: every `.lt` file of its folder, by its path there. The root is
 * `module.lt`, or the only file. Files that belong to no module take no part in it.
 */
export interface ProjectText {
  readonly files: readonly SourceText[];
  /** Path of the definition that is run; `main` when absent (EDT-23). */
  readonly entry?: string;
}

export interface TextRange {
  readonly file: string;
  /** Offsets in UTF-16 units, `end` exclusive. */
  readonly start: number;
  readonly end: number;
}

// The language worker -----------------------------------------------------------------------------------

/** What is known of a text after a check. `version` is the one that was sent. */
export interface CheckReport {
  readonly version: number;
  readonly problems: readonly Diagnostic[];
  /** Absent while the text has errors or no `main`. */
  readonly program?: ProgramSummary;
  readonly plan?: PlanGraph;
  /** Where each file of the project stands (PRJ-2). */
  readonly files: readonly FileView[];
}

export interface FileView {
  readonly path: string;
  /** The module it contributes to, empty for the root; null when it belongs to none. */
  readonly module: string | null;
  readonly dangling?: {
    readonly reason: DanglingReason;
    /** A file to be written, new or changed, so that this one belongs. */
    readonly fix?: SourceText;
  };
}

export interface ProgramSummary {
  readonly params: readonly ParamView[];
  readonly output: string;
}

export interface ParamView {
  readonly name: string;
  /** Lutra source of the type. */
  readonly type: string;
  /** Whether the type is an array of tuples, so that a data set can be bound to it. */
  readonly table: boolean;
  /** How the inputs form draws it (DAT-13); absent where no runner takes the program. */
  readonly field?: FieldType;
}

export interface HoverView {
  readonly range: TextRange;
  /** Lutra source; large types are cut (EDT-15). */
  readonly signature: string;
  /** The same with nothing cut; absent when nothing was. */
  readonly expanded?: string;
  readonly doc?: string;
  /** A sentence about where it is defined, or where its type comes from. */
  readonly note?: string;
  /** On a pipe: the text of the value that flows there. */
  readonly flows?: TextRange;
  /** Of a definition of the standard library: its path without `std::`, such as `text::split`. */
  readonly standard?: string;
}

export type CompletionKind =
  | 'field'
  | 'variant'
  | 'function'
  | 'constant'
  | 'type'
  | 'module'
  | 'local'
  | 'keyword'
  | 'snippet';

export interface CompletionView {
  readonly label: string;
  readonly kind: CompletionKind;
  /** Type or signature as it would be at this place. */
  readonly detail?: string;
  /** Of a function behind a pipe: the type of its result. */
  readonly result?: string;
  /** The first sentence of the documentation, and all of it (EDT-7). */
  readonly summary?: string;
  readonly doc?: string;
  /** Why the chosen runner does not offer it: shown struck (EDT-8). */
  readonly refusal?: string;
  /** Text to insert; `$0` marks the caret when `snippet` is set. Absent: the label. */
  readonly insert?: string;
  readonly snippet?: boolean;
  readonly rank: number;
}

export interface CompletionReport {
  /** What the chosen entry replaces. */
  readonly range: TextRange;
  readonly items: readonly CompletionView[];
}

export interface TextEdit {
  readonly range: TextRange;
  readonly text: string;
}

export interface SignatureView {
  /** The function with its parameters, on one line. */
  readonly signature: string;
  readonly doc?: string;
  readonly params: readonly SignatureParam[];
  /** Position of the parameter at the caret. */
  readonly active?: number;
}

export interface ReferencesView {
  /** Where it is in the standard library: for looking only. */
  readonly library?: TextRange;
  /** In the project, by file and place. */
  readonly places: readonly { readonly range: TextRange; readonly declares: boolean }[];
}

/** A rename as it would be, or why it cannot be, as a sentence (EDT-17). */
export type RenameOutcome =
  | {
      readonly ok: true;
      readonly edits: readonly TextEdit[];
      /** Files that have to be renamed with a module. */
      readonly files: readonly { readonly from: string; readonly to: string }[];
      /** Fields of the same name on other types, for choice. */
      readonly perhaps: readonly TextEdit[];
    }
  | { readonly ok: false; readonly reason: string };

export type RenameTarget =
  | { readonly ok: true; readonly range: TextRange; readonly name: string }
  | { readonly ok: false; readonly reason: string };

export interface FixView {
  /** A command in words: "Change to `amount`". */
  readonly title: string;
  /** A rewriting keeps the meaning and belongs to no problem. */
  readonly kind: 'fix' | 'refactor';
  readonly edits: readonly TextEdit[];
  /** What it solves. */
  readonly problem?: Diagnostic;
}

export interface ProjectSymbolView {
  readonly name: string;
  /** The module around, empty for the root. */
  readonly module: string;
  readonly kind: OutlineKind;
  /** Files of the standard library are called `std/…`. */
  readonly range: TextRange;
}

export interface LanguageFacade {
  /**
   * The report comes with the plan, which takes longer than the check. `onProblems` is told the problems of a text
   * without errors before; those of one with errors are all there is.
   */
  check(
    project: ProjectText,
    version: number,
    onProblems?: (problems: readonly Diagnostic[]) => void,
  ): Promise<CheckReport>;
  hover(file: string, offset: number): Promise<HoverView | null>;
  /**
   * With a runner, what it does not offer comes last with the reason (EDT-8). `known` are the tables and files that
   * there are, for the texts that name them (EDT-6).
   */
  complete(
    file: string,
    offset: number,
    runner?: RunnerChoice,
    known?: { readonly tables: readonly string[]; readonly files: readonly string[] },
  ): Promise<CompletionReport | null>;
  /** Files of the standard library are called `std/…`; their text is in `library`. */
  definition(file: string, offset: number): Promise<TextRange | null>;
  typeDefinition(file: string, offset: number): Promise<TextRange | null>;
  /** The call around the caret (EDT-10). */
  signature(file: string, offset: number): Promise<SignatureView | null>;
  /** Everything that means the same as the word there (EDT-16). */
  references(file: string, offset: number): Promise<ReferencesView | null>;
  /** What a rename there would rename, before a new name is asked for (EDT-17). */
  renameTarget(file: string, offset: number): Promise<RenameTarget>;
  /** All changes of a rename, for preview; nothing is changed by asking. */
  rename(file: string, offset: number, newName: string): Promise<RenameOutcome>;
  /** The outline of a file (EDT-5, EDT-16). */
  symbols(file: string): Promise<readonly DocumentSymbol[]>;
  /** Definitions by name, the project's before the library's (EDT-16). */
  projectSymbols(query: string): Promise<readonly ProjectSymbolView[]>;
  folds(file: string): Promise<readonly Fold[]>;
  /** What the words of a file are, in order (EDT-1, EDT-3). */
  semanticTokens(file: string): Promise<readonly SemanticToken[]>;
  /** All kinds (EDT-4); the page leaves out those that are switched off and adds the counts of rows. */
  inlayHints(file: string): Promise<readonly InlayHint[]>;
  /** Fixes of the problems that touch the range, and rewritings there; each was tried (EDT-22). */
  fixes(range: TextRange): Promise<readonly FixView[]>;
  /** The page about one kind of problem; null when there is none (EDT-18). */
  explanation(slug: string): Promise<Explanation | null>;
  /** What can be shown above definitions (EDT-23). */
  lenses(file: string): Promise<readonly Lens[]>;
  /** The standard library, to be read only (EDT-16). */
  library(): Promise<readonly SourceText[]>;
  /** Where a text stands in all files, and what would stand there instead (EDT-13). */
  search(query: SearchQuery): Promise<SearchOutcome>;
  /** Columns before a `|` that begins the line of the offset; null where none does (EDT-11). */
  stepIndent(file: string, offset: number): Promise<number | null>;
  /** Edits that format the file; none when it has a syntax error (EDT-12). */
  format(file: string): Promise<readonly TextEdit[]>;
  /** Answers at once, when the worker's life can be watched (RPC-6). */
  ping(): Promise<true>;
}

// Plans ---------------------------------------------------------------------------------------------------

export interface PlanGraph {
  readonly effects: Effect;
  /** In topological order (NODE-3). */
  readonly nodes: readonly PlanGraphNode[];
  readonly edges: readonly PlanGraphEdge[];
}

export interface PlanGraphNode {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly display: string;
  readonly type: string;
  readonly span: TextRange | null;
  readonly scope: readonly string[];
  readonly blocking: boolean;
  readonly effect: Effect;
  /** Whether its value can be looked at alone (GRF-8). */
  readonly peekable: boolean;
  /** Position of its stage, from 0. */
  readonly stage: number;
}

export interface PlanGraphEdge {
  readonly from: string;
  readonly to: string;
  readonly port: string;
  readonly displayOnly: boolean;
}

/** Places of nodes on a drawing, in px, from the layout worker. */
export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly { readonly id: string; readonly x: number; readonly y: number }[];
}

export interface LayoutRequest {
  readonly nodes: readonly { readonly id: string; readonly width: number; readonly height: number }[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
  readonly direction: 'down' | 'right';
}

export interface LayoutFacade {
  layout(request: LayoutRequest): Promise<GraphLayout>;
  ping(): Promise<true>;
}

// Runs ----------------------------------------------------------------------------------------------------

export type RunnerName = 'interpreter' | 'duckdb' | 'pglite';
export type RunnerChoice = 'auto' | RunnerName;

export interface RunnerStatus {
  readonly name: RunnerName;
  readonly state: 'idle' | 'ready' | 'loading' | 'failed';
  /** Bytes to load before its first run; 0 when nothing is. */
  readonly loadBytes: number;
  /** How much of it has come while it loads, from 0 to 1; null where that is not known. */
  readonly loaded: number | null;
  /** Why it cannot take this program; absent when it can. */
  readonly refusal?: string;
  /** Auto takes this runner, and why (GO-4). */
  readonly picked?: string;
}

export interface InputBinding {
  readonly param: string;
  readonly from:
    | { readonly kind: 'data'; readonly set: string }
    | { readonly kind: 'literal'; readonly text: string }
    /** What was put into the form, right or wrong. */
    | { readonly kind: 'form'; readonly type: FieldType; readonly entry: Entry };
}

export interface RunRequest {
  readonly project: ProjectText;
  readonly runner: RunnerChoice;
  readonly inputs: readonly InputBinding[];
  /** Text of a runner selector (specification 5 §8.2): goes before the choice of a name. */
  readonly selector?: string;
  /** Whether the person allowed this program to write to its own tables and files (GO-13). */
  readonly allowWrites: boolean;
  /** Whether an engine that is not there yet may be loaded for it (GO-5). */
  readonly mayLoad: boolean;
}

/** How far a run is: its engine comes, or a stage of it runs (GO-6). What is not known is null. */
export type RunProgress =
  | { readonly kind: 'loading'; readonly runner: RunnerName; readonly loaded: number | null }
  | {
      readonly kind: 'stage';
      /** From 1. */
      readonly stage: number;
      readonly of: number;
      /** What the stage ends with, in short. */
      readonly name: string;
      /** What the stage before gave. */
      readonly rows: number | null;
      /** Of all finished stages together. */
      readonly bytes: number;
    };

export type ReportProgress = (progress: RunProgress) => void;

/** What a cancel cost: the database that had to be ended with what was written to it, or null. */
export interface Cancelled {
  readonly lost: RunnerName | null;
}

/** A value that the engine worker holds; the page only ever sees windows of it (RES-4). */
export type ValueId = number;

export interface ValueView {
  readonly id: ValueId;
  readonly type: string;
  readonly bytes: number;
  /** Which view fits first (RES-1). */
  readonly shape: 'table' | 'scalar' | 'text' | 'tree' | 'unit';
  /** Of an array; null for any other value. */
  readonly rows: number | null;
  readonly columns: readonly ColumnView[];
}

export interface ColumnView {
  readonly name: string;
  readonly type: string;
  readonly align: 'start' | 'end';
  /** Longest cell of some rows, in characters. */
  readonly width: number;
  /** Digits after the point that numbers are lined up for (RES-7). */
  readonly fraction: number;
}

/** A test on one column; `text` is what the person wrote: a value of the column's type, or a part of its text. */
export interface ColumnFilter {
  readonly column: number;
  readonly test: 'contains' | 'is' | 'not' | 'above' | 'below' | 'none' | 'some';
  readonly text: string;
}

/** What was done to the rows of a view; the value stays as it is (RES-8). The first key sorts first. */
export interface Arrangement {
  readonly sort: readonly { readonly column: number; readonly descending: boolean }[];
  readonly filters: readonly ColumnFilter[];
}

/** Chosen cells of a table: a run of shown rows, and columns by position in the value (RES-9). */
export interface Selection {
  readonly rows: Range;
  readonly columns: readonly number[];
}

export interface SelectionFacts {
  readonly count: number;
  /** Of the numbers among them; null where there are none. */
  readonly sum: string | null;
  readonly mean: string | null;
}

export type CopyForm = 'tsv' | 'csv' | 'markdown' | 'json' | 'literal' | 'typed-literal' | 'sql' | 'path';
export type PrintedForm = 'lutra' | 'json' | 'positional';
export type DownloadForm = 'csv' | 'json' | 'ndjson' | 'parquet' | 'arrow' | 'ld' | 'ltd' | 'lt';

export interface DownloadFile {
  readonly bytes: Uint8Array;
  readonly ending: string;
  readonly mime: string;
}

/** What one column of a table holds (DAT-12). */
export interface ColumnProfile {
  readonly name: string;
  readonly type: string;
  readonly missing: number;
  readonly distinct: number;
  /** False where there are more different values than were counted. */
  readonly distinctComplete: boolean;
  readonly least: string | null;
  readonly greatest: string | null;
  /** Counts from the least to the greatest number, in bars of equal width. */
  readonly histogram: readonly number[] | null;
  /** The most frequent values, where there are few. */
  readonly top: readonly { readonly text: string; readonly count: number }[];
}

export type CellKind = 'number' | 'text' | 'bool' | 'time' | 'none' | 'variant' | 'array' | 'tuple' | 'empty';

export interface CellView {
  readonly kind: CellKind;
  readonly text: string;
  /** Position of the variant, for its mark (RES-6). */
  readonly variant?: number;
  /** Whether it can be opened: it has children (RES-5). */
  readonly opens?: boolean;
}

export interface Range {
  readonly start: number;
  readonly count: number;
}

/** Steps from the root: item of an array, field of a tuple, or 0 for the payload of a variant. */
export type ValuePath = readonly number[];

export interface ValueChild {
  readonly path: ValuePath;
  readonly label: string;
  readonly type: string;
  readonly cell: CellView;
}

export interface ValueChildren {
  readonly total: number;
  readonly children: readonly ValueChild[];
}

/** What a run measured of one step; null where it was not measured (NODE-12). */
export interface NodeFigures {
  readonly rowsIn: number | null;
  readonly rowsOut: number | null;
  readonly bytes: number | null;
  readonly ms: number | null;
}

export interface RunTimes {
  /** Milliseconds; null when not measured, never 0 for that (GO-12). */
  readonly compile: number | null;
  readonly execute: number | null;
}

export interface RunView {
  readonly runner: RunnerName;
  /** Why this runner (GO-4). */
  readonly reason: string;
  readonly plan: PlanGraph;
  /** By node id; nodes that were not measured are absent. */
  readonly figures: Readonly<Record<string, NodeFigures>>;
  /** Milliseconds of each stage of `plan`, by its position; null when not measured (GRF-2). */
  readonly stageMs: readonly (number | null)[];
  readonly value: ValueView;
  /** Text that the engine ran, of SQL runners. */
  readonly sql?: string;
  readonly times: RunTimes;
  /** Hex BLAKE3 of the canonical output bytes. */
  readonly digest: string;
}

export type RunFailure =
  | { readonly kind: 'problems'; readonly problems: readonly Diagnostic[] }
  | { readonly kind: 'error'; readonly error: AppError }
  | { readonly kind: 'inputs'; readonly param: string; readonly message: string }
  /** The engine it needs is not there, and may not be loaded without a word (GO-5). */
  | { readonly kind: 'load'; readonly runner: RunnerName; readonly bytes: number }
  | { readonly kind: 'cancelled' };

export type RunOutcome =
  | { readonly ok: true; readonly run: RunView }
  | { readonly ok: false; readonly failure: RunFailure };

/** Looks at the value of one step of the program as it stands, run or not (GRF-8). */
export interface PeekRequest extends RunRequest {
  readonly node: string;
  /** At most so many rows of its value. */
  readonly rows: number;
}

/** What a run of a plan measured: of every step, and the time of every stage in ms. */
export interface PlanFigures {
  readonly nodes: Readonly<Record<string, NodeFigures>>;
  readonly stageMs: readonly (number | null)[];
}

/** Where columns of a value come from, by step and column (specification 5 §7). */
export interface LineageView {
  readonly columns: readonly {
    readonly column: string;
    readonly origins: readonly SourceColumnView[];
    readonly influences: readonly SourceColumnView[];
    readonly constant: boolean;
    readonly opaque: boolean;
  }[];
  /** What decides which rows there are, and in which order. */
  readonly influences: readonly SourceColumnView[];
}

export interface SourceColumnView {
  readonly node: string;
  readonly column: string;
  readonly kind: string;
}

/** What became of one column in a step. Types are null where there is no such column. */
export interface ColumnChange {
  readonly name: string;
  readonly change: 'kept' | 'retyped' | 'new' | 'gone';
  readonly from: string | null;
  readonly to: string | null;
}

/** SQL with the parts that are known to come from steps, outer ones before those within (NODE-14). */
export interface MarkedSql {
  readonly text: string;
  readonly parts: readonly SqlPart[];
}

/** Offsets in UTF-16 units; `end` is the first after it. */
export interface SqlPart {
  readonly start: number;
  readonly end: number;
  /** Ids of the steps, in the order in which they came to have it. */
  readonly nodes: readonly string[];
}

/** What a step becomes (GRF-7). A text, or a sentence that says why there is none. */
export interface NodeFacts {
  readonly sql: Readonly<Record<'duckdb' | 'pglite', Result<MarkedSql, string>>>;
  readonly bytecode: Result<string, string>;
  /** Null for steps that the planner made. */
  readonly ir: string | null;
  readonly lineage: LineageView | null;
  /** From its inputs to its own rows; null where one of them has no value of its own. */
  readonly columns: readonly ColumnChange[] | null;
}

export type PlanForm = 'text' | 'json' | 'dot';

/** Bytes of a value with the parts they belong to (HEX-1, HEX-2). */
export interface ByteWindow {
  readonly bytes: Uint8Array;
  readonly parts: readonly BytePartView[];
}

export interface BytePartView {
  readonly start: number;
  readonly end: number;
  readonly role: string;
  /** `[2].title`; empty for the whole value. */
  readonly path: string;
  readonly type: string;
  /** What the part says, as text: the scalar, the variant, the count, the text. */
  readonly says: string;
  /** Of a pointer: where it leads. */
  readonly target?: number;
}

/** One runner's part of a comparison (CMP-1). */
export interface ComparedRun {
  readonly runner: RunnerName;
  /** Absent: it did not run, or failed; `failure` says why. */
  readonly digest?: string;
  readonly failure?: string;
  readonly rows: number | null;
  readonly bytes: number | null;
  readonly loadMs: number | null;
  readonly executeMs: number | null;
}

export interface ValueDifference {
  readonly path: string;
  readonly left: string;
  readonly right: string;
}

/** The same program with the same input on every runner that takes it (CMP-1 … CMP-3). */
export interface Comparison {
  readonly runs: readonly ComparedRun[];
  /** Against the first runner that gave a value, of each whose digest differs. At most 100 in all. */
  readonly differences: readonly {
    readonly runners: readonly [RunnerName, RunnerName];
    readonly at: readonly ValueDifference[];
  }[];
}

/** A runner in its own worker, as the engine worker sees it. */
export interface RunnerHostFacade {
  /**
   * Loads the engine and opens a session with these settings (CTX-2); the answer is the name of this life of it
   * (SES-4). `progress` hears how much of the engine has come.
   */
  start(env: Env['entries'], progress: Progress): Promise<Result<string>>;
  prepare(program: Uint8Array, outputType: Uint8Array, counted?: readonly number[]): Promise<Result<number>>;
  execute(id: number, input: Uint8Array): Promise<Result<Uint8Array>>;
  /** Rows of counted expressions in the last execution (NODE-13); null where they are not known. */
  counts(id: number): Promise<Result<readonly (number | null)[]>>;
  release(id: number): Promise<void>;
  pullSchema(): Promise<Result<string>>;
  /** Runs SQL text that is no program, such as a table's definition; databases only. */
  exec(sql: string): Promise<Result<void>>;
  /** Asks what runs to stop; false where that is not possible. */
  interrupt(): Promise<boolean>;
  /** Empties the database; the next `start` seeds it again. Databases only. */
  reset(): Promise<Result<void>>;
  /** Answers when the worker's life can be watched (SES-3). */
  ping(): Promise<true>;
}

// Data ----------------------------------------------------------------------------------------------------

export interface DataSetView {
  readonly name: string;
  readonly typeName: string;
  /** Lutra source of one row's type. */
  readonly rowType: string;
  readonly rows: number;
  readonly bytes: number;
  readonly origin: string;
  /** Whether it is small enough to travel in a link (SHR-5). */
  readonly linkable: boolean;
  /** Its rows, for peeking. */
  readonly value: ValueView;
}

export interface FilePreview {
  readonly id: number;
  readonly fileName: string;
  readonly bytes: number;
  /** Proposed name of the data set and of its row type. */
  readonly name: string;
  readonly typeName: string;
  readonly format: FileFormat;
  /** Null where the file is no text. */
  readonly encoding: TextEncoding | null;
  readonly table: CsvPreview;
  /** Sentences about what reading changed, such as an encoding that was guessed. */
  readonly notes: readonly string[];
}

/** How an open file is to be read where the first look was wrong (DAT-2, DAT-9). */
export interface FileReading {
  readonly encoding?: TextEncoding;
  readonly delimiter?: string;
  readonly header?: boolean;
}

export interface AcceptRequest {
  readonly preview: number;
  readonly name: string;
  readonly typeName: string;
  readonly plans: readonly ColumnPlan[];
  /** Whether rows that do not fit are left out; otherwise they stop the load (DAT-7). */
  readonly skipBad: boolean;
}

export type AcceptOutcome =
  | {
      readonly ok: true;
      readonly set: DataSetView;
      readonly typeSource: string;
      readonly skipped: number;
      readonly kept: boolean;
    }
  | { readonly ok: false; readonly bad: readonly BadRecord[]; readonly badCount: number }
  | { readonly ok: false; readonly error: AppError };

export type Progress = (done: number, total: number, rows?: number) => void;

/** A file that `std::fs` sees. */
export interface StoredFileView {
  readonly name: string;
  readonly bytes: number;
}

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

export interface ShareContent {
  readonly name: string;
  readonly project: ProjectText;
  readonly runner: RunnerChoice;
  /** Text of a runner selector; goes before the choice of a name unless it is empty. */
  readonly selector: string;
  readonly inputs: readonly InputBinding[];
  /** Names of data sets to put in; of others that the program uses only the type and digest go with it (SHR-5). */
  readonly data: readonly string[];
  readonly view?: string;
  readonly node?: string;
  readonly digest?: string;
}

/** A project that came from outside. */
export interface OpenedProject {
  readonly name: string;
  readonly project: ProjectText;
  readonly runner: RunnerChoice;
  readonly selector: string;
  readonly inputs: readonly InputBinding[];
}

export interface OpenedLink extends OpenedProject {
  readonly view?: string;
  readonly node?: string;
  readonly digest?: string;
  /** Version of the product that made the link. */
  readonly version?: string;
  /** Data sets the program needs that did not come with the link (SHR-5). */
  readonly missing: readonly MissingData[];
  readonly notes: readonly string[];
}

export interface MissingData {
  readonly name: string;
  readonly fileName: string;
  readonly type: string;
  readonly bytes: number;
  /** Of the file's text, the first 8 bytes in hex. */
  readonly digest: string;
}

// The embedded page -------------------------------------------------------------------------------------

/** What an embedded page asks of its worker: to run the project of a link, with its texts as they were changed. */
export interface EmbedRequest {
  /** The fragment of the link. */
  readonly fragment: string;
  /** The files as they stand. */
  readonly files: readonly SourceText[];
}

export type EmbedAnswer =
  | {
      readonly ok: true;
      /** Of an array; null for any other value. */
      readonly rows: number | null;
      readonly columns: readonly { readonly name: string; readonly align: 'start' | 'end' }[];
      /** The first rows as text. */
      readonly cells: readonly (readonly string[])[];
      readonly type: string;
      readonly ms: number;
      readonly digest: string;
      /** Whether it is what the link promised; null when it promised nothing (SHR-10). */
      readonly same: boolean | null;
    }
  | { readonly ok: false; readonly message: string };
