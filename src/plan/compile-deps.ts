import type { Blake3 } from '../base';
import type { CheckedProject } from '../language';
import type { SqlFunctionTable, SqlOptions } from '../sql';

/** What a compiler is put together from; everything is handed in, so that compiling stays pure. */
export interface CompileDeps {
  /** The standard library, checked. */
  readonly std: CheckedProject;
  readonly blake3: Blake3;
  /**
   * The sources as somebody has checked them already: they are not checked again. A plan of it stays true only as long
   * as the project does, which `ProjectChecker` says.
   */
  readonly checked?: CheckedProject;
  /** Part of every plan hash: plans of two versions are never taken for each other. */
  readonly compilerVersion: string;
  /** The SQL of the standard library's functions (specification 4 §8). */
  readonly sqlFunctions: SqlFunctionTable;
  /** How SQL is written where there is a choice; by default as a person would. */
  readonly sqlOptions?: SqlOptions;
  /** The pseudo file that the entry expression's spans point into; the empty text by default. */
  readonly entryFile?: string;
  /** The runner's own definitions (`pullSchema`), when the sources hold them. */
  readonly runnerSchema?: string;
  /** Asked between passes; `true` ends the compilation with the diagnostic `superseded` (PLAN-15). */
  readonly cancelled?: () => boolean;
}
