import { type Occurrence, occurrencesIn } from './occurrences';
import { isLibrary, type LanguageSnapshot } from './snapshot';

export type SemanticTokenKind =
  | 'type'
  | 'typeParameter'
  | 'variant'
  | 'field'
  | 'label'
  | 'parameter'
  | 'local'
  | 'constant'
  | 'function'
  | 'module'
  | 'annotation';

export interface SemanticToken {
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  readonly kind: SemanticTokenKind;
  readonly declares?: boolean;
  /** Of the standard library. */
  readonly library?: boolean;
  /** An external function that not every runner has (EDT-3). */
  readonly runnerOnly?: boolean;
  /** Nothing uses the name (EDT-3). */
  readonly unused?: boolean;
  /** Marked `@hidden` (EDT-3). */
  readonly hidden?: boolean;
}

/**
 * What the words of a file are (EDT-1), in the order of the text. `isRunnerOnly` tells which external functions
 * only some runners offer.
 */
export function semanticTokens(
  snapshot: LanguageSnapshot,
  file: string,
  isRunnerOnly: (path: string) => boolean,
): readonly SemanticToken[] {
  const unused = new Set(
    (snapshot.check.project?.hints ?? [])
      .filter(({ slug, span }) => slug === 'unused-name' && span.file === file)
      .map(({ span }) => span.start),
  );
  return occurrencesIn(snapshot, file).flatMap((occurrence): SemanticToken[] => {
    const kind = kindOf(snapshot, occurrence);
    if (!kind) return [];
    const { span, meaning, declares } = occurrence;
    const path = 'path' in meaning && meaning.kind !== 'label' ? meaning.path : undefined;
    const value = path === undefined ? undefined : snapshot.value(path);
    const annotations =
      value?.annotations ?? (path === undefined ? undefined : snapshot.type(path)?.annotations);
    return [
      {
        start: span.start,
        end: span.end,
        kind,
        ...(declares && { declares }),
        ...(path !== undefined && isLibrary(path) && { library: true }),
        ...(value?.kind === 'external' && isRunnerOnly(value.path) && { runnerOnly: true }),
        ...(unused.has(span.start) && { unused: true }),
        ...(annotations?.some((one) => one.path === 'std::hidden') && { hidden: true }),
      },
    ];
  });
}

function kindOf(snapshot: LanguageSnapshot, { meaning }: Occurrence): SemanticTokenKind | undefined {
  switch (meaning.kind) {
    case 'local': {
      const local = snapshot.localAt(meaning.declared);
      if (!local) return 'typeParameter';
      return local.kind === 'param' ? 'parameter' : 'local';
    }
    case 'value':
      return snapshot.value(meaning.path)?.kind === 'const' ? 'constant' : 'function';
    default:
      return meaning.kind;
  }
}
