import { type Diagnostic, fail, ok, type Result } from '../base';
import { type CheckedProject, checkEntry, checkProject, type Entry, type SourceFile } from '../language';
import type { CompileDeps } from './compile-deps';
import { type ValidatedConfig, validateConfig } from './config';
import { planDiagnostic } from './diagnostic';

/** What is known before a target is chosen. */
export interface FrontEnd {
  readonly config: ValidatedConfig;
  readonly project: CheckedProject;
  readonly entry: Entry;
}

/** The last project checked against each standard library: `analyse` and `compile` usually ask about the same. */
const checked = new WeakMap<
  CheckedProject,
  { readonly sources: readonly SourceFile[]; readonly project: CheckedProject }
>();

/** Config, project and entry, checked; or all that is wrong with the first of them that is wrong. */
export function frontEnd(
  sources: readonly SourceFile[],
  config: unknown,
  deps: CompileDeps,
): Result<FrontEnd, readonly Diagnostic[]> {
  const valid = validateConfig(config);
  if (!valid.ok) return fail([planDiagnostic('config-invalid', valid.error.message)]);
  const project = deps.checked ? ok(deps.checked) : checkedProject(sources, deps.std);
  if (!project.ok) return project;
  const { entry, diagnostics } = checkEntry(project.value, valid.value.entry, deps.entryFile ?? '');
  if (!entry) return fail(diagnostics);
  return ok({ config: valid.value, project: project.value, entry });
}

function checkedProject(
  sources: readonly SourceFile[],
  std: CheckedProject,
): Result<CheckedProject, readonly Diagnostic[]> {
  const known = checked.get(std);
  if (known && sameSources(known.sources, sources)) return ok(known.project);
  const { project, diagnostics } = checkProject(sources, { std });
  if (!project) return fail(diagnostics);
  checked.set(std, { sources, project });
  return ok(project);
}

function sameSources(a: readonly SourceFile[], b: readonly SourceFile[]): boolean {
  return a.length === b.length && a.every((file, i) => file.path === b[i]!.path && file.text === b[i]!.text);
}
