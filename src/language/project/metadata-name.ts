import { parseFile } from '../syntax';
import type { SourceFile } from './checked-project';

/**
 * The name that a project gives itself in its root file, `@!metadata("name")` (specification 1 §3.6): a dependency is
 * mounted under it when no other is chosen.
 */
export function metadataName({ path, text }: SourceFile): string | undefined {
  for (const { value } of parseFile(path, text).file.body.selfAnnotations) {
    if (value.kind !== 'call' || value.callee.segments.at(-1)?.name !== 'metadata') continue;
    const name = value.args[0]?.value;
    if (name?.kind === 'literal' && name.literal.kind === 'text') return name.literal.value;
  }
  return undefined;
}
