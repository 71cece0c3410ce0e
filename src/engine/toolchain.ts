import type { Diagnostic, Requirements, Result, RunnerProfile } from '../base';
import type { SourceFile } from '../language';
import { analyse, type CompileDeps, type CompiledPlan, compile } from '../plan';
import { compileDeps, compilerVersion } from './composition';
import { standardLibrary } from './standard-library';

export { compilerVersion, standardLibrary };

/** The compiler with all it is put together from; one for the life of a worker or process. */
export interface Toolchain {
  readonly deps: CompileDeps;
  /** What a program needs of a runner (ROUT-8). */
  analyse(sources: readonly SourceFile[], config?: unknown): Result<Requirements, readonly Diagnostic[]>;
  compile(
    sources: readonly SourceFile[],
    config: unknown,
    target: RunnerProfile,
  ): Result<CompiledPlan, readonly Diagnostic[]>;
}

/** `choices`: what a test compiles otherwise than a person. */
export async function loadToolchain(choices: Pick<CompileDeps, 'sqlOptions'> = {}): Promise<Toolchain> {
  const deps = { ...(await compileDeps()), ...choices };
  return {
    deps,
    analyse: (sources, config) => analyse(sources, config, deps),
    compile: (sources, config, target) => compile(sources, config, target, deps),
  };
}
