import type { Diagnostic } from '../../base';
import type { FieldType } from '../../data';
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
} from '../../language';
import type { PlanGraph } from './plan-graph';
import type { ProjectText, SourceText, TextEdit, TextRange } from './project-text';
import type { RunnerChoice } from './run-view';

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
