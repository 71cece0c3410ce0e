import type { Blake3, PlanHash, RunnerProfile, SourceHash, StageId } from '../base';
import type { SourceFile } from '../language';
import type { ValidatedConfig } from './config';

/** Identity of the source: every file in path order, path and bytes (PLAN-11). One file alone has no path. */
export function sourceHash(sources: readonly SourceFile[], blake3: Blake3): SourceHash {
  const only = sources.length === 1;
  const sorted = [...sources].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const hash = blake3.pieces();
  for (const source of sorted) hash.text(only ? '' : source.path).text(source.text);
  return hash.hex() as SourceHash;
}

/** Identity of the plan: all that can change a byte of it, and nothing else (PLAN-12, PLAN-13). */
export function planHash(
  parts: {
    readonly compilerVersion: string;
    readonly sourceHash: SourceHash;
    readonly config: ValidatedConfig;
    readonly target: RunnerProfile;
    /** The runner's own definitions, when a source took its type from them. */
    readonly runnerSchema: string;
    readonly stages: readonly { readonly id: StageId; readonly program: Uint8Array }[];
  },
  blake3: Blake3,
): PlanHash {
  const { config, target } = parts;
  const hash = blake3
    .fields('holt-plan-1')
    .text(parts.compilerVersion)
    .text(parts.sourceHash)
    .text(config.entry)
    .text(target.repr)
    .text([...target.externals].sort().join('\n'))
    .text(canonicalJson(config))
    .text(parts.runnerSchema);
  for (const stage of parts.stages) hash.text(stage.id).bytes(stage.program);
  return hash.hex() as PlanHash;
}

/** Keys sorted, no blanks. */
function canonicalJson(value: object): string {
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(sorted));
}
