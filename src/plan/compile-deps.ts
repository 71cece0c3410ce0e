import type { Blake3, Diagnostic, Result } from '../base';
import type { CheckedProject } from '../language';
import type { CompiledIr, SqlProgram } from '../program';

/** What a compiler is put together from; everything is handed in, so that compiling stays pure. */
export interface CompileDeps {
  /** The standard library, checked. */
  readonly std: CheckedProject;
  readonly blake3: Blake3;
  /** Part of every plan hash: plans of two versions are never taken for each other. */
  readonly compilerVersion: string;
  /** Makes SQL of a program (specification 4). */
  readonly compileSql: (
    ir: CompiledIr,
    target: 'sql-duckdb' | 'sql-pg',
  ) => Result<SqlProgram, readonly Diagnostic[]>;
  /** The pseudo file that the entry expression's spans point into; the empty text by default. */
  readonly entryFile?: string;
  /** The runner's own definitions (`pullSchema`), when the sources hold them. */
  readonly runnerSchema?: string;
  /** Asked between passes; `true` ends the compilation with the diagnostic `superseded` (PLAN-15). */
  readonly cancelled?: () => boolean;
}
