import type { PGliteOptions } from '@electric-sql/pglite';
import { EngineRejection } from '../relational';

/** A parameter of a query; numbers travel as decimal text (specification 4 §14). */
export type PgParameter = string | boolean | null;

/** Rows of raw text, as PostgreSQL prints them. */
export interface PgRows {
  readonly rows: readonly (readonly (string | null)[])[];
  /** The type id of each column. */
  readonly types: readonly number[];
}

/** The little of PGlite that the session uses. Rejections are {@link EngineRejection}s. */
export interface PgDatabase {
  query(sql: string, parameters: readonly PgParameter[]): Promise<PgRows>;
  /** Several statements. */
  exec(sql: string): Promise<void>;
  /** Parses and plans without running. */
  describe(sql: string): Promise<void>;
  close(): Promise<void>;
}

interface PGliteRows {
  rows: unknown[];
  fields: { dataTypeID: number }[];
}

interface PGliteLike {
  query(sql: string, params: unknown[], options: object): Promise<PGliteRows>;
  exec(sql: string): Promise<unknown>;
  describeQuery(sql: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Type ids whose cells are wanted as text: PGlite would round some of them (specification 4 §15). */
const textIds = [
  16, 20, 21, 23, 25, 26, 700, 701, 1042, 1043, 1082, 1083, 1114, 1184, 1700, 3802, 114, 19, 18, 2205,
];
const parsers = Object.fromEntries(textIds.map((id) => [id, (text: string) => text]));

/** The parts of the engine, where they were loaded already; the library fetches those that are missing. */
export type PgParts = Pick<PGliteOptions, 'pgliteWasmModule' | 'initdbWasmModule' | 'fsBundle'>;

/**
 * Opens a PostgreSQL, in memory unless a place is given where it is stored. Loads the engine on first use, about
 * 16 MB, unless its parts are given.
 */
export async function openPgDatabase(place?: string, parts: PgParts = {}): Promise<PgDatabase> {
  const { PGlite } = await import('@electric-sql/pglite');
  const options = place === undefined ? parts : { ...parts, dataDir: place };
  const database = (await PGlite.create(options)) as unknown as PGliteLike;
  return {
    async query(sql, parameters) {
      const result = await guarded(database.query(sql, [...parameters], { rowMode: 'array', parsers }));
      return {
        rows: result.rows as (string | null)[][],
        types: result.fields.map((field) => field.dataTypeID),
      };
    },
    async exec(sql) {
      await guarded(database.exec(sql));
    },
    async describe(sql) {
      await guarded(database.describeQuery(sql));
    },
    close: () => database.close(),
  };
}

async function guarded<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (problem) {
    const { message, code, position } = problem as { message?: string; code?: string; position?: string };
    throw new EngineRejection({
      message: message ?? String(problem),
      dead: isTrap(problem, message),
      ...(code === undefined ? {} : { sqlState: code }),
      ...(position === undefined ? {} : { position: Number(position) }),
    });
  }
}

/** PostgreSQL's own errors have a code; a trap of the WebAssembly machine leaves nothing that could go on. */
function isTrap(problem: unknown, message: string | undefined): boolean {
  if (problem instanceof WebAssembly.RuntimeError || problem instanceof RangeError) return true;
  return /^Aborted\(|memory access out of bounds|table index is out of bounds|^unreachable/.test(
    message ?? '',
  );
}
