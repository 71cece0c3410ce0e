import type { Span } from '../../base';
import { occurrencesIn } from './occurrences';
import type { LanguageSnapshot } from './snapshot';

/** What can be shown above a definition (EDT-23). */
export interface Lens {
  /** The name of the definition. */
  readonly span: Span;
  /** Absolute path: as a program text it runs the definition. */
  readonly path: string;
  readonly kind: 'function' | 'constant' | 'type';
  /** Whether it can be run, and whether inputs are needed for that; types and generic functions cannot. */
  readonly run: 'no' | 'now' | 'with inputs';
  /** How often the project mentions it, its definition not counted. */
  readonly references: number;
}

/** Functions, constants and types of a file, in the order of the text. */
export function lensesIn(snapshot: LanguageSnapshot, file: string): readonly Lens[] {
  const counts = mentionCounts(snapshot);
  const lenses: Lens[] = [];
  for (const [path, { node }] of snapshot.tolerant.owners) {
    const { name, syntax } = node;
    if (name.span.file !== file || syntax.kind === 'anno' || syntax.kind === 'external') continue;
    const value = snapshot.value(path);
    const base = { span: name.span, path, references: counts.get(path) ?? 0 };
    if (syntax.kind === 'type') {
      lenses.push({ ...base, kind: 'type', run: 'no' });
    } else if (syntax.kind === 'const') {
      lenses.push({ ...base, kind: 'constant', run: value ? 'now' : 'no' });
    } else {
      const generic = syntax.where.length > 0;
      const run = generic ? 'no' : syntax.params.length > 0 ? 'with inputs' : 'now';
      lenses.push({ ...base, kind: 'function', run });
    }
  }
  return lenses.sort((a, b) => a.span.start - b.span.start);
}

function mentionCounts(snapshot: LanguageSnapshot): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { path: file } of snapshot.sources) {
    for (const { meaning, declares } of occurrencesIn(snapshot, file)) {
      if (declares || (meaning.kind !== 'value' && meaning.kind !== 'type')) continue;
      counts.set(meaning.path, (counts.get(meaning.path) ?? 0) + 1);
    }
  }
  return counts;
}
