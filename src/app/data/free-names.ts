import type { DataSetView, FilePreview, MissingData } from '../../engine';

/** A file in the preview sheet; `taken` is the set that has the name it would have had. */
export interface NamedPreview extends FilePreview {
  readonly taken: string | null;
}

/**
 * A preview with names that take nothing away: a set or a type of the program that has the file's name keeps it, and
 * the new ones get a number (DAT-2). A file that an opened link asks for has the name it has there (SHR-5), and a type
 * by which the program already takes the set stays.
 */
export function named(
  preview: FilePreview,
  sets: readonly DataSetView[],
  program: string,
  asked: readonly MissingData[],
): NamedPreview {
  const wanted = asked.find(({ fileName }) => fileName === preview.fileName)?.name ?? preview.name;
  const name = free(wanted, '_', (one) => sets.some((set) => set.name === one));
  const takes = (type: string) => new RegExp(`\\b${name}\\s*:\\s*\\[\\s*${type}\\s*\\]`).test(program);
  const typeName = free(
    preview.typeName,
    '',
    (one) => !takes(one) && new RegExp(`^\\s*type ${one}\\b`, 'm').test(program),
  );
  return { ...preview, name, typeName, taken: name === wanted ? null : wanted };
}

/** A preview whose rows are to take the place of a set's: it has the names of that set (DAT-12). */
export function replacing(preview: NamedPreview, name: string, sets: readonly DataSetView[]): NamedPreview {
  const { typeName } = sets.find((set) => set.name === name) ?? preview;
  return { ...preview, name, typeName, taken: null };
}

function free(wanted: string, mark: string, taken: (name: string) => boolean): string {
  let name = wanted;
  for (let n = 2; taken(name); n++) name = `${wanted}${mark}${n}`;
  return name;
}
