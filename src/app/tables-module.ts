import type { SourceText } from '../engine';

/** Where `main` is. */
export const rootFile = 'module.lt';

interface Files {
  readonly files: readonly SourceText[];
  /** The tables of the database that was looked at last, as Lutra source (specification 4 §16); empty before. */
  readonly tables: string;
}

/** Where the tables of a database stand beside the project: as its module `tables`, which is only read. */
export const tablesFile = 'tables/module.lt';

/** What the module is called as a file of the project. */
export const ownTablesFile = 'tables.lt';

/** The tables as a file; null before they were pulled, and where the project calls something of its own by that name. */
export function tablesModule({ files, tables }: Files): SourceText | null {
  const taken = files.some(
    ({ path, text }) =>
      path === ownTablesFile || path.startsWith('tables/') || (path === rootFile && names.test(text)),
  );
  return tables === '' || taken ? null : { path: tablesFile, text: `submodule\n${tables}` };
}

const names = /\b(?:module|func|const|type|let|as)\s+tables\b/;

/** The files of the project, and the tables as one of them when they are used: what a link or a store must hold. */
export function filesWithTables(state: Files): readonly SourceText[] {
  const module = tablesModule(state);
  if (module === null || !state.files.some(({ text }) => /\btables\s*::/.test(text))) return state.files;
  return [...state.files, { path: ownTablesFile, text: module.text }];
}
