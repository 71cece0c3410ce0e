import stored from 'virtual:stored-standard-library';
import { type CheckedProject, readStoredProject } from '../language';
import { stdSources } from '../std';

let checked: CheckedProject | undefined;

/** The standard library, checked when the product was built and read once for the life of the worker or process. */
export function standardLibrary(): CheckedProject {
  checked ??= readStoredProject(stored, stdSources);
  return checked;
}
