import { type CheckedProject, checkProject, storeProject } from '../language';
import { stdSources } from '../std/sources';

/** The standard library, checked from its texts. Only where the product is built or tested: it takes its time. */
export function checkedLibrary(): CheckedProject {
  const { project, diagnostics } = checkProject(stdSources, { isStd: true });
  if (project === undefined)
    throw new Error(`the standard library does not check: ${diagnostics[0]?.message}`);
  return project;
}

export function storedLibrary(): string {
  return storeProject(checkedLibrary());
}
