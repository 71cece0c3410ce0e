import { loadBlake3, type RunnerProfile } from '../base';
import { type CheckedProject, checkProject, type SourceFile } from '../language';
import { sqlFunctions, stdSources } from '../std';
import type { CompileDeps } from './compile-deps';
import { type CompiledPlan, compile } from './compiled-plan';
import type { PlanConfig } from './config';

export const interpreter: RunnerProfile = {
  name: 'interpreter',
  repr: 'bytecode-lt',
  externals: ['std::fs'],
  staging: 'node',
  limits: {},
};
export const duckdb: RunnerProfile = {
  name: 'duckdb',
  repr: 'sql-duckdb',
  externals: ['std::sql', 'std::fs'],
  staging: 'fused',
  limits: {},
};

let std: CheckedProject | undefined;

/** The real standard library. */
export async function testDeps(more: Partial<CompileDeps> = {}): Promise<CompileDeps> {
  std ??= checkProject(stdSources, { isStd: true }).project;
  if (!std) throw new Error('the standard library does not check');
  return {
    std,
    blake3: await loadBlake3(),
    compilerVersion: 'test',
    sqlFunctions,
    ...more,
  };
}

export function source(text: string): readonly SourceFile[] {
  return [{ path: 'main.lt', text }];
}

/** The plan of a program that must compile. */
export async function planOf(
  text: string,
  config: PlanConfig = {},
  target: RunnerProfile = interpreter,
): Promise<CompiledPlan> {
  const result = compile(source(text), config, target, await testDeps());
  if (!result.ok) throw new Error(result.error.map((d) => d.message).join('\n'));
  return result.value;
}
