import { type CheckedProject, checkEntry, checkProject, printType, type ValueDefinition } from '../language';
import type {
  CheckReport,
  CompletionReport,
  HoverView,
  LanguageFacade,
  ParamView,
  ProgramSummary,
  ProjectText,
  TextEdit,
  TextRange,
} from './messages';
import { standardLibrary } from './standard-library';

/** Answers the editor's questions about the text it was last given. Lives in the language worker. */
export class LanguageService implements LanguageFacade {
  #project: ProjectText = { files: [] };
  /** The last project that had no errors. */
  #checked: CheckedProject | undefined;

  async check(project: ProjectText, version: number): Promise<CheckReport> {
    this.#project = project;
    const { project: checked, diagnostics } = checkProject(project.files, { std: standardLibrary() });
    this.#checked = checked;
    if (checked === undefined) return { version, problems: diagnostics };
    if (!checked.values.has('main')) return { version, problems: checked.hints };
    const { entry, diagnostics: entryProblems } = checkEntry(checked);
    if (entry === undefined) return { version, problems: entryProblems };
    const program: ProgramSummary = {
      params: paramsOf(checked.values.get('main')!, checked),
      output: printType(entry.output),
    };
    return { version, problems: checked.hints, program };
  }

  async hover(file: string, offset: number): Promise<HoverView | null> {
    void file;
    void offset;
    return null;
  }

  async complete(): Promise<CompletionReport | null> {
    return null;
  }

  async definition(): Promise<TextRange | null> {
    return null;
  }

  async format(): Promise<readonly TextEdit[]> {
    return [];
  }

  async ping(): Promise<true> {
    return true;
  }
}

function paramsOf(main: ValueDefinition, project: CheckedProject): readonly ParamView[] {
  if (main.kind !== 'func') return [];
  return main.params.map((param) => ({
    name: param.name,
    type: printType(param.type),
    table: isTable(param.type, project),
  }));
}

function isTable(type: ValueDefinition['type'], project: CheckedProject): boolean {
  let known = type;
  while (known.kind === 'named') {
    const definition = project.types.get(known.path);
    if (definition === undefined) return false;
    known = definition.type;
  }
  return known.kind === 'array';
}
