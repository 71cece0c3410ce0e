import { fail, ok, type Result, type Span } from '../../base';
import type { Edit } from '../format';
import { displayName, type Expr, sourceName } from '../syntax';
import { definitionAround } from './caret';
import { placeOf } from './definition';
import { editProject } from './edit-project';
import {
  fieldMeaning,
  meaningKey,
  type Occurrence,
  occurrenceAt,
  occurrencesIn,
  occurrencesOf,
} from './occurrences';
import { isLibrary, LanguageSnapshot } from './snapshot';
import { nodesOf, walkSyntax } from './syntax-node';

/** All changes that a rename makes, to be looked at before they are made (EDT-17). */
export interface RenamePreview {
  readonly edits: readonly Edit[];
  /** A file whose path makes the module's name: it has to be renamed too. */
  readonly files: readonly { readonly from: string; readonly to: string }[];
  /** Words of the same name on types of the same shape that were declared elsewhere: perhaps meant as well. */
  readonly perhaps: readonly Edit[];
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
  const literals = literalFields(snapshot, occurrence);
  const edits = [...places, ...literals].flatMap((place) => editsOf(place, newName));
  const files = filesOf(snapshot, occurrence, newName);
  const refusal = collision(snapshot, occurrence, { places, literals }, edits, files, newName);
  if (refusal !== undefined) return fail(refusal);
  const perhaps = perhapsMeant(snapshot, occurrence, literals).flatMap((place) => editsOf(place, newName));
  return ok({ edits, files, perhaps });
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
  { places, literals }: { places: readonly Occurrence[]; literals: readonly Occurrence[] },
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
  for (const place of [...places, ...literals]) {
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

/** Types are found out by checking once more; beyond this many it takes too long. */
const maxAsked = 200;

/**
 * Fields written in tuples that stand where the type with the renamed field is wanted: their names do not matter to
 * the language, so they may change with it, to please the reader.
 */
function literalFields(snapshot: LanguageSnapshot, { meaning, name }: Occurrence): Occurrence[] {
  if (meaning.kind !== 'field' || !meaning.declared) return [];
  const key = meaningKey(meaning);
  const asked = new Map<number, boolean>();
  return snapshot.sources.flatMap(({ path }) => {
    const wanted = new Map(
      occurrencesIn(snapshot, path)
        .filter((one) => one.meaning.kind === 'field' && one.name === name)
        .map((one) => [one.span.start, one] as const),
    );
    const body = snapshot.file(path)?.file.body;
    const found: Occurrence[] = [];
    const arrays = new Map<Expr, Expr>();
    walkSyntax(body ? nodesOf(body) : [], (at) => {
      if (at.is !== 'expr') return;
      if (at.node.kind === 'array') for (const item of at.node.items) arrays.set(item, at.node);
      if (at.node.kind !== 'tuple') return;
      const field = at.node.fields.find((one) => one.name && wanted.has(one.name.span.start))?.name;
      const occurrence = field && wanted.get(field.span.start);
      if (!field || !occurrence || meaningKey(occurrence.meaning) === key) return;
      // Items of an array take their type from each other: its place tells what is wanted of all of them.
      const { extent } = arrays.get(at.node) ?? at.node;
      let same = asked.get(extent.start);
      if (same === undefined && asked.size < maxAsked) {
        const type = snapshot.tolerant.typeAt(extent, definitionAround(snapshot, path, extent.start));
        const known = type && snapshot.expand(type);
        const row = known?.kind === 'array' ? known.item : type;
        same = meaningKey(fieldMeaning(snapshot, row, name)) === key;
        asked.set(extent.start, same);
      }
      if (same) found.push(occurrence);
    });
    return found;
  });
}

/** Fields of the same name whose declaration cannot be told, or is another one. */
function perhapsMeant(
  snapshot: LanguageSnapshot,
  { meaning, name }: Occurrence,
  renamed: readonly Occurrence[],
): Occurrence[] {
  if (meaning.kind !== 'field') return [];
  const key = meaningKey(meaning);
  const done = new Set(renamed);
  return snapshot.sources.flatMap(({ path }) =>
    occurrencesIn(snapshot, path).flatMap((other) =>
      other.name === name &&
      other.meaning.kind === 'field' &&
      meaningKey(other.meaning) !== key &&
      !done.has(other)
        ? [other]
        : [],
    ),
  );
}
