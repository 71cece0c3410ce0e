import type { Diagnostic } from '../base';
import {
  type CompletionItem,
  checkEntry,
  complete,
  definitionAt,
  documentSymbols,
  type Edit,
  type Explanation,
  explanationOf,
  type FilePlace,
  filePlaces,
  firstSentence,
  fixesAt,
  foldsIn,
  formatFile,
  hoverAt,
  inlayHints,
  LanguageSnapshot,
  lensesIn,
  memberFiles,
  type Place,
  ProjectChecker,
  printType,
  projectSymbols,
  referencesAt,
  rename,
  renameTarget,
  type SearchOutcome,
  type SearchQuery,
  searchFiles,
  semanticTokens,
  signatureHelp,
  stepIndent,
  typeDefinitionAt,
} from '../language';
import { type CompileDeps, type CompiledPlan, compile } from '../plan';
import { isUniversalExternal } from '../program';
import { defaultProfile, defaultRunners } from '../routing';
import { compileDeps } from './composition';
import type {
  CheckReport,
  CompletionReport,
  CompletionView,
  DocumentSymbol,
  FileView,
  FixView,
  Fold,
  HoverView,
  InlayHint,
  LanguageFacade,
  Lens,
  ProgramSummary,
  ProjectSymbolView,
  ProjectText,
  ReferencesView,
  RenameOutcome,
  RenameTarget,
  RunnerChoice,
  SemanticToken,
  SignatureView,
  SourceText,
  TextEdit,
  TextRange,
} from './messages';
import { planGraph } from './plan-graph';
import { programParams } from './program-params';

/** Answers the editor's questions about the text it was last given. Lives in the language worker. */
export class LanguageService implements LanguageFacade {
  readonly #deps: Promise<CompileDeps> = compileDeps();
  #project: ProjectText = { files: [] };
  #snapshot: LanguageSnapshot | undefined;
  /** Remembers what the next edit leaves as it is. */
  #checker: ProjectChecker | undefined;

  /** `alive` settles when the life of the worker around can be watched. */
  constructor(private readonly alive: Promise<void> = Promise.resolve()) {}

  async check(
    project: ProjectText,
    version: number,
    onProblems?: (problems: readonly Diagnostic[]) => void,
  ): Promise<CheckReport> {
    this.#project = project;
    const deps = await this.#deps;
    this.#checker ??= new ProjectChecker({ std: deps.std });
    this.#snapshot = new LanguageSnapshot(memberFiles(project.files), deps.std, this.#checker);
    const files = filePlaces(project.files).map(fileView);
    const { project: checked, diagnostics } = this.#snapshot.check;
    if (checked === undefined) return { version, files, problems: diagnostics };
    if (!checked.values.has(project.entry ?? 'main')) return { version, files, problems: checked.hints };
    const { entry, diagnostics: entryProblems } = checkEntry(checked, project.entry);
    if (entry === undefined) return { version, files, problems: entryProblems };
    onProblems?.(checked.hints);
    const plan = planOf(project, { ...deps, checked });
    const params = programParams(checked, project.entry, plan?.programType);
    const program: ProgramSummary = { params, output: printType(entry.output) };
    return { version, files, problems: checked.hints, program, plan: plan && planGraph(plan.view()) };
  }

  async hover(file: string, offset: number): Promise<HoverView | null> {
    return hoverAt(await this.#current(), file, offset) ?? null;
  }

  async complete(
    file: string,
    offset: number,
    runner?: RunnerChoice,
    known?: { readonly tables: readonly string[]; readonly files: readonly string[] },
  ): Promise<CompletionReport | null> {
    const settings = { refusal: (path: string) => refusal(path, runner), ...known };
    const found = complete(await this.#current(), file, offset, settings);
    return found ? { range: found.range, items: found.items.map(completionView) } : null;
  }

  async definition(file: string, offset: number): Promise<TextRange | null> {
    return rangeOf(definitionAt(await this.#current(), file, offset));
  }

  async typeDefinition(file: string, offset: number): Promise<TextRange | null> {
    return rangeOf(typeDefinitionAt(await this.#current(), file, offset));
  }

  async signature(file: string, offset: number): Promise<SignatureView | null> {
    return signatureHelp(await this.#current(), file, offset) ?? null;
  }

  async references(file: string, offset: number): Promise<ReferencesView | null> {
    const found = referencesAt(await this.#current(), file, offset);
    if (!found) return null;
    const places = found.places.map(({ span, declares }) => ({ range: span, declares }));
    return found.library ? { library: inLibrary(found.library), places } : { places };
  }

  async renameTarget(file: string, offset: number): Promise<RenameTarget> {
    const found = renameTarget(await this.#current(), file, offset);
    if (!found.ok) return { ok: false, reason: found.error };
    return { ok: true, range: found.value.span, name: found.value.name };
  }

  async rename(file: string, offset: number, newName: string): Promise<RenameOutcome> {
    const found = rename(await this.#current(), file, offset, newName);
    if (!found.ok) return { ok: false, reason: found.error };
    const { edits, files, perhaps } = found.value;
    return { ok: true, edits: edits.map(textEdit), files, perhaps: perhaps.map(textEdit) };
  }

  async symbols(file: string): Promise<readonly DocumentSymbol[]> {
    return documentSymbols(await this.#current(), file);
  }

  async projectSymbols(query: string): Promise<readonly ProjectSymbolView[]> {
    return projectSymbols(await this.#current(), query).map(({ name, module, kind, span, library }) => ({
      name,
      module,
      kind,
      range: library ? inLibrary(span) : span,
    }));
  }

  async folds(file: string): Promise<readonly Fold[]> {
    return foldsIn(await this.#current(), file);
  }

  async semanticTokens(file: string): Promise<readonly SemanticToken[]> {
    return semanticTokens(await this.#current(), file, (path) => !isUniversalExternal(path));
  }

  async inlayHints(file: string): Promise<readonly InlayHint[]> {
    return inlayHints(await this.#current(), file);
  }

  async fixes(range: TextRange): Promise<readonly FixView[]> {
    return fixesAt(await this.#current(), range).map((fix) => ({ ...fix, edits: fix.edits.map(textEdit) }));
  }

  async explanation(slug: string): Promise<Explanation | null> {
    return (await explanationOf(slug)) ?? null;
  }

  async lenses(file: string): Promise<readonly Lens[]> {
    return lensesIn(await this.#current(), file);
  }

  async library(): Promise<readonly SourceText[]> {
    const { std } = await this.#deps;
    return std.sources.map(({ path, text }) => ({ path: `${libraryFolder}${path}`, text }));
  }

  async format(file: string): Promise<readonly TextEdit[]> {
    const source = this.#project.files.find((one) => one.path === file);
    if (source === undefined) return [];
    const formatted = formatFile(file, source.text);
    return formatted.ok ? formatted.edits.map(textEdit) : [];
  }

  async search(query: SearchQuery): Promise<SearchOutcome> {
    return searchFiles(this.#project.files, query);
  }

  async stepIndent(file: string, offset: number): Promise<number | null> {
    const source = this.#project.files.find((one) => one.path === file);
    return source === undefined ? null : (stepIndent(source.text, offset) ?? null);
  }

  async ping(): Promise<true> {
    await this.alive;
    return true;
  }

  /** The text that was last given, with all that has been found out about it. */
  async #current(): Promise<LanguageSnapshot> {
    const { std } = await this.#deps;
    this.#snapshot ??= new LanguageSnapshot(memberFiles(this.#project.files), std);
    return this.#snapshot;
  }
}

/** Where the files of the standard library are, seen from the page. */
const libraryFolder = 'std/';

function rangeOf(place: Place | undefined): TextRange | null {
  if (!place) return null;
  return place.library ? inLibrary(place.span) : place.span;
}

function inLibrary(span: TextRange): TextRange {
  return { ...span, file: `${libraryFolder}${span.file}` };
}

function fileView(place: FilePlace): FileView {
  if ('module' in place) return { path: place.path, module: place.module.join('::') };
  const { path, reason, fix } = place;
  return { path, module: null, dangling: fix === undefined ? { reason } : { reason, fix } };
}

function textEdit({ span, newText }: Edit): TextEdit {
  return { range: span, text: newText };
}

function completionView(item: CompletionItem, rank: number): CompletionView {
  const { hidden: _, ...view } = item;
  return item.doc === undefined ? { ...view, rank } : { ...view, summary: firstSentence(item.doc), rank };
}

/** Why a runner does not offer an external function; undefined when it does, or when any runner may be taken. */
function refusal(path: string, runner: RunnerChoice | undefined): string | undefined {
  const profile = runner && defaultProfile(runner);
  if (!profile || isUniversalExternal(path)) return undefined;
  const offered = profile.externals.some((one) => path === one || path.startsWith(`${one}::`));
  return offered ? undefined : `The runner ${profile.name} does not offer this.`;
}

/** The plan for the first runner that can have one: the graph is the same for all of them (GRF-1). */
function planOf(project: ProjectText, deps: CompileDeps): CompiledPlan | undefined {
  for (const { profile } of defaultRunners) {
    const plan = compile(
      memberFiles(project.files),
      { entry: project.entry, materialize: 'output-only', allowWrites: true },
      profile,
      deps,
    );
    if (plan.ok) return plan.value;
  }
  return undefined;
}
