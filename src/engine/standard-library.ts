import { type CheckedProject, checkProject } from '../language';
import { stdSources } from '../std';

let checked: CheckedProject | undefined;

/** The standard library, checked once for the life of the worker or process. */
export function standardLibrary(): CheckedProject {
  if (checked === undefined) {
    const { project, diagnostics } = checkProject(stdSources, { isStd: true });
    if (project === undefined)
      throw new Error(`the standard library does not check: ${diagnostics[0]?.message}`);
    checked = project;
  }
  return checked;
}
