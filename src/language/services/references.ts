import type { Span } from '../../base';
import { placeOf } from './definition';
import { type Occurrence, occurrenceAt, occurrencesOf } from './occurrences';
import type { LanguageSnapshot } from './snapshot';

/** All places of one name, its own introduction first (EDT-16). */
export interface References {
  /** In the standard library: it can be looked at, not changed. */
  readonly library?: Span;
  /** Of the project, by file in the order of the project, then by place. */
  readonly places: readonly ReferencePlace[];
}

export interface ReferencePlace {
  readonly span: Span;
  readonly declares: boolean;
}

/** Everything that stands for the same thing as the word at the offset. */
export function referencesAt(
  snapshot: LanguageSnapshot,
  file: string,
  offset: number,
): References | undefined {
  const occurrence = occurrenceAt(snapshot, file, offset);
  if (!occurrence) return undefined;
  const place = placeOf(snapshot, occurrence.meaning);
  const found = occurrencesOf(snapshot, occurrence.meaning);
  const all: readonly Occurrence[] = found.length > 0 ? found : [occurrence];
  return {
    ...(place?.library && { library: place.span }),
    places: all.map(({ span, declares }) => ({ span, declares })),
  };
}
