import type { ProjectText } from './project-text';
import type { InputBinding, RunnerChoice } from './run-view';

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
  /** Of the file's hash the first 8 bytes in hex. */
  readonly digest: string;
}
