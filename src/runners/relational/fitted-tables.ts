import type { CatalogueColumn } from './table-check';

/** A table whose columns a program takes to be of other types than they are. */
export interface TableFit {
  /** Schema and table, or the table alone. */
  readonly path: readonly string[];
  readonly columns: readonly CatalogueColumn[];
  /** How a column is read as what the program takes it to be, by its name; others are read as they are. */
  readonly reads: ReadonlyMap<string, string>;
  /** How `value` becomes what a column holds, by the column's name. */
  readonly writes: ReadonlyMap<string, (value: string) => string>;
}

/** SQL for a name as it stands in a catalogue. */
export function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * The statement with each of these tables read through a select that converts its columns, and rows that are
 * inserted converted before (specification 4 §2.5, §10: the cast may go only where the type is the same). A statement that
 * changes rows stays as it is: it needs the table's own.
 */
export function fitTables(sql: string, fits: readonly TableFit[]): string {
  const reading = fits.filter(({ reads }) => reads.size > 0);
  const statement = sql.replace(/^(?:--[^\n]*\n)*/, '');
  const head = sql.slice(0, sql.length - statement.length);
  if (changesRows(statement)) return sql;
  const read = reading.length === 0 ? statement : fittedReads(statement, reading);
  return head + fittedInsert(read, fits);
}

const tokens =
  /'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\/|(?:"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*)(?:\.(?:"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*))*|\S/gu;

/** Whether rows are updated or deleted: the first verb outside all parentheses says so. */
function changesRows(statement: string): boolean {
  let depth = 0;
  for (const [word] of statement.matchAll(tokens)) {
    if (word === '(') depth++;
    else if (word === ')') depth--;
    else if (depth === 0 && verbs.has(word)) return word === 'UPDATE' || word === 'DELETE';
  }
  return false;
}

const verbs = new Set(['SELECT', 'VALUES', 'INSERT', 'UPDATE', 'DELETE']);

/** Words that end the list of sources of a select. */
const otherClauses = new Set(
  'SELECT WHERE GROUP ORDER HAVING LIMIT OFFSET UNION WINDOW ON SET VALUES QUALIFY'.split(' '),
);

/** The keywords of our own statements are in capitals; what a person writes into `std::sql::raw` is mostly left alone. */
function fittedReads(sql: string, fits: readonly TableFit[]): string {
  /** For each open parenthesis, whether the list of sources is being read, and whether the next word is a source. */
  const levels = [{ from: false, source: false, closed: false }];
  let before = '';
  let result = '';
  let done = 0;
  for (const match of sql.matchAll(tokens)) {
    const word = match[0];
    const level = levels.at(-1)!;
    if (word === '(') {
      level.source = false;
      levels.push({ from: false, source: false, closed: before === 'EXTRACT' });
    } else if (word === ')') {
      if (levels.length > 1) levels.pop();
    } else if (word === 'FROM' && !level.closed && before !== 'DISTINCT') {
      level.from = level.source = true;
    } else if (otherClauses.has(word)) {
      level.from = level.source = false;
    } else if (word === 'JOIN' || (word === ',' && level.from)) {
      level.source = true;
    } else if (word !== 'LATERAL' && level.source) {
      level.source = false;
      const fit = fits.find(({ path }) => samePath(pathIn(word), path));
      if (fit !== undefined) {
        const end = match.index + word.length;
        const alias = /^\s+AS\b/.test(sql.slice(end)) ? '' : ` AS ${quotedName(fit.path.at(-1)!)}`;
        result += `${sql.slice(done, match.index)}(${selectOf(fit, word)})${alias}`;
        done = end;
      }
    }
    before = word;
  }
  return result + sql.slice(done);
}

function selectOf({ columns, reads }: TableFit, table: string): string {
  const items = columns.map(({ name }) => {
    const quoted = quotedName(name);
    const read = reads.get(name);
    return read === undefined ? quoted : `${read} AS ${quoted}`;
  });
  return `SELECT ${items.join(', ')} FROM ${table}`;
}

/** `INSERT INTO t (a, b) rows` as `INSERT INTO t (a, b) SELECT … FROM (rows)`, where a column needs it. */
function fittedInsert(sql: string, fits: readonly TableFit[]): string {
  const head = /^INSERT INTO ((?:"(?:[^"]|"")*"|[^\s(])+) \(((?:"(?:[^"]|"")*"|[^")])*)\)\s/.exec(sql);
  if (head === null) return sql;
  const fit = fits.find(({ path, writes }) => writes.size > 0 && samePath(pathIn(head[1]!), path));
  if (fit === undefined) return sql;
  const columns = [...head[2]!.matchAll(/"(?:[^"]|"")*"|[^",\s]+/g)].map(([name]) => pathIn(name)[0]!);
  const values = columns.map((name, i) => fit.writes.get(name)?.(`r.c${i}`) ?? `r.c${i}`);
  const names = columns.map((_, i) => `c${i}`);
  return `${head[0]}SELECT ${values.join(', ')} FROM (\n${sql.slice(head[0].length)}\n) AS r (${names.join(', ')})`;
}

/** The parts of a name as it is printed. */
function pathIn(printed: string): string[] {
  return [...printed.matchAll(/"((?:[^"]|"")*)"|[^".]+/g)].map(([whole, quoted]) =>
    quoted === undefined ? whole : quoted.replaceAll('""', '"'),
  );
}

function samePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((part, i) => part === b[i]);
}
