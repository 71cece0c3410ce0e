import { SessionError } from '../../routing';

/** What a program takes a table to be: one of the lines in front of its SQL (`-- lutra table …`). */
export interface TableUse {
  /** Schema and table, or the table alone. */
  readonly path: readonly string[];
  /** Whether its rows are read; otherwise they are only written. */
  readonly read: boolean;
  /** Columns by name and the Lutra type wanted of each; compound ones as `array`, `tuple` or `enum`. */
  readonly columns: readonly (readonly [name: string, wants: string])[];
}

/** A column as a catalogue describes it. */
export interface CatalogueColumn {
  readonly name: string;
  readonly type: string;
}

export function tableUses(sql: string): TableUse[] {
  const uses: TableUse[] = [];
  for (const line of sql.split('\n')) {
    if (!line.startsWith('-- lutra ')) break;
    const parts = /^-- lutra table (\[.*?\]) (read|write) (\[.*\])$/.exec(line);
    if (parts)
      uses.push({ path: JSON.parse(parts[1]!), read: parts[2] === 'read', columns: JSON.parse(parts[3]!) });
  }
  return uses;
}

/** The Lutra types whose values a column may be read for, by what it wants; types that are none of them read as Text. */
export interface TypeFamilies {
  /** The names of types, as patterns, that can be read as each Lutra type without loss. */
  readonly readable: Readonly<Record<string, RegExp>>;
  /** Whether two column names are the same to the engine. */
  sameName(a: string, b: string): boolean;
}

/**
 * Holds the tables of a program against the catalogue and refuses at the first difference (specification 4 §10).
 * A table that the catalogue does not have is left to the engine's own words.
 */
export async function checkTables(
  sql: string,
  runner: string,
  families: TypeFamilies,
  describe: (path: readonly string[]) => Promise<readonly CatalogueColumn[]>,
): Promise<void> {
  for (const use of tableUses(sql)) {
    const found = await describe(use.path);
    const problem = found.length === 0 ? undefined : firstDifference(use, found, families);
    if (problem !== undefined)
      throw new SessionError('PREPARE_ERROR', problem, { runner, category: 'permanent' });
  }
}

function firstDifference(
  { path, read, columns }: TableUse,
  found: readonly CatalogueColumn[],
  { readable, sameName }: TypeFamilies,
): string | undefined {
  const table = path.join('/');
  for (const [name, wants] of columns) {
    const column = found.find((candidate) => sameName(candidate.name, name));
    if (column === undefined) return `table "${table}" has no column "${name}"`;
    if (read && !fits(column.type, wants, readable))
      return `column "${table}.${name}" is ${column.type}, the program wants ${wordFor(wants)}`;
  }
  return undefined;
}

function fits(type: string, wants: string, readable: TypeFamilies['readable']): boolean {
  if (readable[wants]?.test(type) ?? true) return true;
  return wants === 'Text' && !Object.values(readable).some((pattern) => pattern.test(type));
}

function wordFor(wants: string): string {
  return wants === 'array' || wants === 'enum' ? `an ${wants}` : wants === 'tuple' ? 'a tuple' : wants;
}
