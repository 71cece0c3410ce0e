import { SessionError } from '../../routing';
import { fitTables, type TableFit } from './fitted-tables';

/** What a program takes a table to be: one of the lines in front of its SQL (`-- lutra table …`). */
export interface TableUse {
  /** Schema and table, or the table alone. */
  readonly path: readonly string[];
  /** Whether its rows are read; otherwise they are only written. */
  readonly read: boolean;
  /**
   * Columns by name and the Lutra type wanted of each; compound ones as `array`, `tuple` or `enum`. Of an enum of nothing
   * and something else, the names of both.
   */
  readonly columns: readonly (readonly [name: string, wants: string, maybe?: readonly [string, string]])[];
}

/** A column as a catalogue describes it. */
export interface CatalogueColumn {
  readonly name: string;
  readonly type: string;
  /** Whether its texts are not in the order of their characters. */
  readonly collated?: boolean;
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
  /** What may be read from the text of a column of any other type. */
  readonly fromText: readonly string[];
  /** Whether two column names are the same to the engine. */
  sameName(a: string, b: string): boolean;
  /** SQL that reads a column as what is wanted of it; undefined when it is that already. */
  read(column: CatalogueColumn, wants: string, maybe?: readonly [string, string]): string | undefined;
  /** SQL that makes a value, as the program has it, what the column holds; undefined when the engine does so itself. */
  write(
    column: CatalogueColumn,
    wants: string,
    maybe?: readonly [string, string],
  ): ((value: string) => string) | undefined;
}

/**
 * Holds the tables of a program against the catalogue and refuses at the first difference (specification 4 §10).
 * A table that the catalogue does not have is left to the engine's own words. Gives the statement with what is of another
 * type, but can be read without loss, converted.
 */
export async function fittedStatement(
  sql: string,
  runner: string,
  families: TypeFamilies,
  describe: (path: readonly string[]) => Promise<readonly CatalogueColumn[]>,
): Promise<string> {
  const fits = new Map<string, ReturnType<typeof emptyFit>>();
  for (const use of tableUses(sql)) {
    const columns = await describe(use.path);
    if (columns.length === 0) continue;
    const problem = firstDifference(use, columns, families);
    if (problem !== undefined)
      throw new SessionError('PREPARE_ERROR', problem, { runner, category: 'permanent' });
    const key = JSON.stringify(use.path);
    const fit = fits.get(key) ?? emptyFit(use.path, columns);
    fits.set(key, fit);
    for (const [name, wants, maybe] of use.columns) {
      const column = columns.find((candidate) => families.sameName(candidate.name, name))!;
      const read = use.read ? families.read(column, wants, maybe) : undefined;
      if (read !== undefined) fit.reads.set(column.name, read);
      const write = use.read ? undefined : families.write(column, wants, maybe);
      if (write !== undefined) fit.writes.set(name, write);
    }
  }
  return fitTables(sql, [...fits.values()]);
}

function emptyFit(path: readonly string[], columns: readonly CatalogueColumn[]) {
  const reads = new Map<string, string>();
  const writes = new Map<string, (value: string) => string>();
  return { path, columns, reads, writes } satisfies TableFit;
}

function firstDifference(
  { path, read, columns }: TableUse,
  found: readonly CatalogueColumn[],
  families: TypeFamilies,
): string | undefined {
  const table = path.join('/');
  for (const [name, wants, maybe] of columns) {
    const column = found.find((candidate) => families.sameName(candidate.name, name));
    if (column === undefined) return `table "${table}" has no column "${name}"`;
    if (read && !fits(column.type, wants, maybe !== undefined, families))
      return `column "${table}.${name}" is ${column.type}, the program wants ${wordFor(wants)}`;
  }
  return undefined;
}

function fits(type: string, wants: string, maybe: boolean, { readable, fromText }: TypeFamilies): boolean {
  if (readable[wants]?.test(type) ?? true) return true;
  if (maybe && readable.tuple!.test(type)) return true;
  return fromText.includes(wants) && !Object.values(readable).some((pattern) => pattern.test(type));
}

function wordFor(wants: string): string {
  return wants === 'array' || wants === 'enum' ? `an ${wants}` : wants === 'tuple' ? 'a tuple' : wants;
}
