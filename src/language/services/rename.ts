import { fail, ok, type Result, type Span } from '../../base';
import type { Edit } from '../format';
import { displayName, sourceName } from '../syntax';
import { placeOf } from './definition';
import { editProject } from './edit-project';
import { meaningKey, type Occurrence, occurrenceAt, occurrencesIn, occurrencesOf } from './occurrences';
import { isLibrary, LanguageSnapshot } from './snapshot';

/** All changes that a rename makes, to be looked at before they are made (EDT-17). */
export interface RenamePreview {
  readonly edits: readonly Edit[];
  /** A file whose path makes the module's name: it has to be renamed too. */
  readonly files: readonly { readonly from: string; readonly to: string }[];
  /** Words of the same name on types of the same shape that were declared elsewhere: perhaps meant as well. */
  readonly perhaps: readonly Span[];
}

/** What would be renamed: the word and its name now. */
export function renameTarget(
  snapshot: LanguageSnapshot,
  file: string,
  offset: number,
): Result<{ readonly span: Span; readonly name: string }, string> {
  const found = target(snapshot, file, offset);
  return found.ok ? ok({ span: found.value.span, name: found.value.name }) : found;
}

/**
 * Renames what the word at the offset stands for, over the whole project (EDT-17). The error is a sentence that
 * says why not: nothing to rename, a name of the standard library, or a collision.
 */
export function rename(
  snapshot: LanguageSnapshot,
  file: string,
  offset: number,
  newName: string,
): Result<RenamePreview, string> {
  const found = target(snapshot, file, offset);
  if (!found.ok) return found;
  const occurrence = found.value;
  if (newName === '' || newName.includes('`'))
    return fail('A name has at least one character and no backtick.');
  const old = occurrence.name;
  if (newName === old) return ok({ edits: [], files: [], perhaps: [] });
  const places = occurrencesOf(snapshot, occurrence.meaning).filter(({ name }) => name === old);
  const edits = places.flatMap((place) => editsOf(place, newName));
  const files = filesOf(snapshot, occurrence, newName);
  const refusal = collision(snapshot, occurrence, places, edits, files, newName);
  if (refusal !== undefined) return fail(refusal);
  return ok({ edits, files, perhaps: perhapsMeant(snapshot, occurrence) });
}

function target(snapshot: LanguageSnapshot, file: string, offset: number): Result<Occurrence, string> {
  const occurrence = occurrenceAt(snapshot, file, offset);
  if (!occurrence) return fail('There is no name here that could be renamed.');
  const { meaning, name } = occurrence;
  if (placeOf(snapshot, meaning)?.library || ('path' in meaning && isLibrary(meaning.path))) {
    return fail(`\`${displayName(name)}\` belongs to the standard library.`);
  }
  if (meaningKey(meaning) === undefined) {
    return fail(`It cannot be told where \`${displayName(name)}\` is declared.`);
  }
  const declared =
    'path' in meaning && meaning.kind !== 'label' ? meaning.path.split('::').at(-1) : undefined;
  if (declared !== undefined && declared !== name) {
    return fail(`\`${displayName(name)}\` is another name that an import gives; change it there.`);
  }
  return ok(occurrence);
}

/** A word that lends its name to a field of a tuple: the field keeps its name, whoever reads it must not notice. */
function editsOf({ span, name, lends }: Occurrence, newName: string): Edit[] {
  const renamed: Edit = { span, newText: sourceName(newName) };
  if (!lends) return [renamed];
  return [{ span: { ...lends, end: lends.start }, newText: `${sourceName(name)} = ` }, renamed];
}

/** Files whose place in the project makes the name of the module. */
function filesOf(
  snapshot: LanguageSnapshot,
  { meaning }: Occurrence,
  newName: string,
): RenamePreview['files'] {
  if (meaning.kind !== 'module') return [];
  const depth = meaning.path.split('::').length - 1;
  return snapshot.sources.flatMap(({ path }) => {
    const module = snapshot.modulePathOf(path);
    if (module.slice(0, depth + 1).join('::') !== meaning.path) return [];
    const parts = path.split('/');
    parts[depth] = parts[depth]!.replace(/^[^.]*/, newName);
    return [{ from: path, to: parts.join('/') }];
  });
}

/** Why the rename would change what the program means; undefined when it does not. */
function collision(
  snapshot: LanguageSnapshot,
  { meaning, name }: Occurrence,
  places: readonly Occurrence[],
  edits: readonly Edit[],
  files: RenamePreview['files'],
  newName: string,
): string | undefined {
  const moved = new Map(files.map(({ from, to }) => [from, to]));
  const sources = editProject(snapshot.sources, edits).map(({ path, text }) => ({
    path: moved.get(path) ?? path,
    text,
  }));
  if (new Set(sources.map(({ path }) => path)).size < sources.length)
    return `There is a file of that name already.`;
  const after = new LanguageSnapshot(sources, snapshot.std);
  const shown = displayName(newName);
  const before = snapshot.check.diagnostics.length;
  const [first] = after.check.diagnostics;
  if (first && after.check.diagnostics.length > before) {
    return `\`${shown}\` would be in the way of another name: ${first.message}.`;
  }
  // Every word must go on meaning the same: whatever had the new name keeps it to itself, and nothing else gets it.
  const counts = (one: LanguageSnapshot, wanted: string): Map<string, number> => {
    const found = new Map<string, number>();
    for (const { path } of one.sources) {
      for (const occurrence of occurrencesIn(one, path)) {
        if (occurrence.name !== wanted) continue;
        const key = `${occurrence.meaning.kind} ${occurrence.declares}`;
        found.set(key, (found.get(key) ?? 0) + 1);
      }
    }
    return found;
  };
  const expected = counts(snapshot, newName);
  for (const place of places) {
    const key = `${place.meaning.kind} ${place.declares}`;
    expected.set(key, (expected.get(key) ?? 0) + 1);
  }
  const actual = counts(after, newName);
  const same = [...expected].every(([key, count]) => actual.get(key) === count);
  if (!same || actual.size !== expected.size) return clash(shown, name);
  const declaration = places.find(({ declares }) => declares);
  if (!declaration) return undefined;
  const place = movedPlace(declaration, edits, moved);
  const there = occurrenceAt(after, place.file, place.start);
  const renamed = there ? occurrencesOf(after, there.meaning).filter((one) => one.name === newName) : [];
  return renamed.length === places.length || meaning.kind === 'module' ? undefined : clash(shown, name);
}

function clash(newName: string, name: string): string {
  return `There is a \`${newName}\` already where \`${displayName(name)}\` is used.`;
}

function movedPlace({ span }: Occurrence, edits: readonly Edit[], files: ReadonlyMap<string, string>): Span {
  const by = edits
    .filter((edit) => edit.span.file === span.file && edit.span.start < span.start)
    .reduce((sum, edit) => sum + edit.newText.length - (edit.span.end - edit.span.start), 0);
  return { file: files.get(span.file) ?? span.file, start: span.start + by, end: span.end + by };
}

/** Fields of the same name whose declaration cannot be told, or is another one. */
function perhapsMeant(snapshot: LanguageSnapshot, { meaning, name }: Occurrence): Span[] {
  if (meaning.kind !== 'field') return [];
  const key = meaningKey(meaning);
  return snapshot.sources.flatMap(({ path }) =>
    occurrencesIn(snapshot, path).flatMap((other) =>
      other.name === name && other.meaning.kind === 'field' && meaningKey(other.meaning) !== key
        ? [other.span]
        : [],
    ),
  );
}
