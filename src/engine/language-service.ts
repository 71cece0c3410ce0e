import { checkEntry, checkProject, formatFile, printType } from '../language';
import { type CompileDeps, compile } from '../plan';
import { defaultRunners } from '../routing';
import { compileDeps } from './composition';
import type {
  CheckReport,
  CompletionReport,
  HoverView,
  LanguageFacade,
  PlanGraph,
  ProgramSummary,
  ProjectText,
  TextEdit,
  TextRange,
} from './messages';
import { planGraph } from './plan-graph';
import { programParams } from './program-params';

/** Answers the editor's questions about the text it was last given. Lives in the language worker. */
export class LanguageService implements LanguageFacade {
  readonly #deps: Promise<CompileDeps> = compileDeps();
  #project: ProjectText = { files: [] };

  async check(project: ProjectText, version: number): Promise<CheckReport> {
    this.#project = project;
    const deps = await this.#deps;
    const { project: checked, diagnostics } = checkProject(project.files, { std: deps.std });
    if (checked === undefined) return { version, problems: diagnostics };
    if (!checked.values.has('main')) return { version, problems: checked.hints };
    const { entry, diagnostics: entryProblems } = checkEntry(checked);
    if (entry === undefined) return { version, problems: entryProblems };
    const program: ProgramSummary = { params: programParams(checked), output: printType(entry.output) };
    return { version, problems: checked.hints, program, plan: planOf(project, deps) };
  }

  async hover(): Promise<HoverView | null> {
    return null;
  }

  async complete(): Promise<CompletionReport | null> {
    return null;
  }

  async definition(): Promise<TextRange | null> {
    return null;
  }

  async format(file: string): Promise<readonly TextEdit[]> {
    const source = this.#project.files.find((one) => one.path === file);
    if (source === undefined) return [];
    const formatted = formatFile(file, source.text);
    return formatted.ok ? formatted.edits.map(({ span, newText }) => ({ range: span, text: newText })) : [];
  }

  async ping(): Promise<true> {
    return true;
  }
}

/** The plan for the first runner that can have one: the graph is the same for all of them (GRF-1). */
function planOf(project: ProjectText, deps: CompileDeps): PlanGraph | undefined {
  for (const { profile } of defaultRunners) {
    const plan = compile(project.files, { materialize: 'output-only', allowWrites: true }, profile, deps);
    if (plan.ok) return planGraph(plan.value.view());
  }
  return undefined;
}
