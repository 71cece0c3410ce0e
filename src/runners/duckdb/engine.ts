import { type RecordBatch, Table } from 'apache-arrow';
import type { TypeTable } from '../../value';
import { declarationsOf, type FileStore } from '../files';
import {
  encodeResult,
  fittedStatement,
  floatOf,
  integerOf,
  type Leaf,
  mayChange,
  type PreparedSql,
  quotedName,
  type RowShape,
  replacePlaceholders,
  rowShapeOf,
  type SqlEngine,
  type SqlResult,
} from '../relational';
import { arrowBatch } from './arrow-column';
import { duckColumns, duckFamilies } from './catalogue';
import { type DuckConnection, type DuckDatabase, guarded } from './connection';
import { floatTextMacros } from './float-text';
import { type InputTable, inputTable, longArray } from './input-table';
import { floatWord, packedLiteral } from './literal';
import { RowFiles, rowFileLines } from './row-files';
import { pullDuckSchema } from './schema';
import { zoneRows } from './zone-rows';

/** What every session stands on (specification 4 §17.2). Never a time zone: that would ask for an extension. */
const settings = [
  'SET ieee_floating_point_ops = true',
  'SET preserve_insertion_order = true',
  "SET default_null_order = 'nulls_last'",
  "SET default_order = 'ascending'",
  'SET integer_division = false',
];

/** Directories first: once external access is off, no path can be allowed any more (specification 6 §2). */
const seal = ["SET allowed_directories = ['in/']", 'SET enable_external_access = false'];

/** What every connection starts with, and what is put back after user SQL. */
const foundation = [...settings, ...floatTextMacros];

const engineSettings = `SELECT name || '=' || coalesce(value, '') FROM duckdb_settings()
WHERE name NOT IN ('search_path', 'schema') ORDER BY name`;
const otherDatabases =
  "SELECT database_name FROM duckdb_databases() WHERE NOT internal AND database_name <> 'memory'";
const strayTables = `SELECT table_name FROM duckdb_tables() WHERE database_name = 'memory'
UNION ALL SELECT view_name FROM duckdb_views() WHERE database_name = 'memory' AND NOT internal
UNION ALL SELECT schema_name FROM duckdb_schemas() WHERE database_name = 'memory' AND NOT internal`;

/** A SQL engine over DuckDB-WASM, in memory, without access to anything outside. */
export class DuckEngine implements SqlEngine {
  readonly runner = 'duckdb';
  readonly repr = 'sql-duckdb';
  readonly externals = ['std::sql', 'std::fs'];

  readonly #database: DuckDatabase;
  #connection: DuckConnection;
  readonly #newEpoch: () => string;
  readonly #files: FileStore | undefined;
  #epoch: string;
  #changed = false;
  /** User SQL ran since the settings and macros were last put in place. */
  #unsettled = false;
  #lives = 0;
  #zones = false;
  /** The engine's settings when it was opened. */
  #settings = '';

  private constructor(
    database: DuckDatabase,
    connection: DuckConnection,
    newEpoch: () => string,
    files: FileStore | undefined,
  ) {
    this.#database = database;
    this.#connection = connection;
    this.#newEpoch = newEpoch;
    this.#files = files;
    this.#epoch = newEpoch();
  }

  /**
   * `newEpoch` makes a random name for each life of the database. `files` is what `std::fs` reads and writes; without
   * it its functions fail.
   */
  static async open(database: DuckDatabase, newEpoch: () => string, files?: FileStore): Promise<DuckEngine> {
    const connection = await database.connect();
    const engine = new DuckEngine(database, connection, newEpoch, files);
    await engine.#statements(seal);
    await engine.#statements(foundation);
    engine.#settings = await engine.#allSettings();
    await engine.#begin();
    return engine;
  }

  get environmentEpoch(): string {
    return this.#epoch;
  }

  /**
   * A statement of DuckDB holds its connection, so programs are prepared when they run (specification 4 §15); their
   * tables are looked at before.
   */
  check(program: PreparedSql): Promise<string> {
    return fittedStatement(program.sql, this.runner, duckFamilies, (path) =>
      duckColumns(this.#connection, path),
    );
  }

  async run(program: PreparedSql, parameters: readonly Leaf[]): Promise<SqlResult> {
    this.#changed ||= mayChange(program.sql);
    if (this.#unsettled) await this.#statements(foundation);
    this.#unsettled = false;
    if (/^-- lutra zones$/m.test(program.sql)) await this.#loadZones();
    const texts = new Map<number, string>();
    const tables: string[] = [];
    for (const [i, leaf] of parameters.entries()) {
      if (leaf.kind !== 'packed') continue;
      const name = `_in${i}`;
      const long = longTable(name, leaf, program.table);
      if (long !== undefined) {
        await guarded(() => this.#connection.insertArrowFromIPCStream(long.stream, { name, create: true }));
        tables.push(name);
      }
      texts.set(i + 1, long?.expression ?? packedLiteral(leaf.value, leaf.ty, program.table));
    }
    const lines = rowFileLines(program.sql);
    const files = new RowFiles(this.#files, this.#connection, program);
    try {
      await files.load(lines);
      const { sql, kept } = replacePlaceholders(program.sql, texts);
      const result = await this.#query(
        sql,
        kept.map((number) => bound(parameters[number - 1]!)),
      );
      if (lines.write === undefined) return sqlResult(result, program.output, program.table);
      const shape = rowShapeOf(lines.write.ty, program.defs);
      await files.write(lines.write, (format) =>
        encodeResult(sqlResult(result, shape, program.table), shape, format),
      );
      return { batches: [{ count: 1, columns: [] }] };
    } finally {
      await files.drop(lines);
      for (const name of tables) await guarded(() => this.#connection.query(`DROP TABLE IF EXISTS ${name}`));
    }
  }

  /** The rules of every time zone as a scratch table; the engine has none of its own (specification 4 §17.1). */
  async #loadZones(): Promise<void> {
    if (this.#zones) return;
    const connection = this.#connection;
    await guarded(() => connection.insertArrowFromIPCStream(zoneRows(), { name: '_zones', create: true }));
    await guarded(() => connection.query('CREATE OR REPLACE TEMP TABLE lutra_tz AS SELECT * FROM _zones'));
    await guarded(() => connection.query('DROP TABLE _zones'));
    this.#zones = true;
  }

  async #query(sql: string, parameters: readonly unknown[]): Promise<Table> {
    const connection = this.#connection;
    if (parameters.length > 0) {
      const statement = await guarded(() => connection.prepare(sql));
      try {
        return await guarded(() => statement.query(...parameters));
      } finally {
        await statement.close();
      }
    }
    if (connection.cancelSent === undefined || connection.send === undefined)
      return guarded(() => connection.query(sql));
    const batches: RecordBatch[] = [];
    return guarded(async () => {
      const stream = await connection.send!(sql);
      for await (const batch of stream) batches.push(batch);
      return new Table(batches);
    });
  }

  /** Tables, then files (specification 3 J2). */
  async pullSchema(): Promise<string> {
    const tables = await pullDuckSchema(this.#connection);
    return this.#files === undefined ? tables : tables + (await declarationsOf(this.#files));
  }

  async interrupt(): Promise<boolean> {
    return (await this.#connection.cancelSent?.()) ?? false;
  }

  async exec(sql: string): Promise<void> {
    this.#changed = true;
    this.#unsettled = true;
    await this.#statements([sql]);
  }

  /** A new connection ends open transactions, temporary tables and local settings; what else is left must be as it was. */
  async reset(): Promise<void> {
    if (!this.#changed) return;
    this.#changed = false;
    this.#unsettled = false;
    this.#zones = false;
    this.#epoch = this.#newEpoch();
    await this.#connection.close();
    this.#connection = await this.#database.connect();
    await this.#statements(foundation);
    if ((await this.#allSettings()) !== this.#settings)
      throw new Error('settings of the engine were changed');
    await this.#begin();
    if ((await this.#lines(strayTables)).length > 0) throw new Error('there are tables outside the database');
  }

  /** Each life is a database of its own inside the engine: leaving one is quicker than emptying it. */
  async #begin(): Promise<void> {
    const life = `life${this.#lives++}`;
    await this.#statements([`ATTACH ':memory:' AS ${life}`, `USE ${life}`]);
    const others = (await this.#lines(otherDatabases)).filter((name) => name !== life);
    await this.#statements(others.map((name) => `DETACH ${quotedName(name)}`));
  }

  async #statements(statements: readonly string[]): Promise<void> {
    for (const statement of statements) await guarded(() => this.#connection.query(statement));
  }

  async #allSettings(): Promise<string> {
    return (await this.#lines(engineSettings)).join('\n');
  }

  /** The cells of a query with one column of texts. */
  async #lines(sql: string): Promise<string[]> {
    const result = await guarded(() => this.#connection.query(sql));
    const column = result.getChildAt(0);
    return Array.from({ length: result.numRows }, (_, row) => String(column?.get(row)));
  }

  async close(): Promise<void> {
    await this.#connection.close();
    this.#database.terminate();
  }

  terminate(): void {
    this.#database.terminate();
  }
}

function sqlResult(result: Table, { leaves }: RowShape, table: TypeTable): SqlResult {
  return { batches: result.batches.map((batch) => arrowBatch(batch, leaves, table)) };
}

function longTable(name: string, leaf: Leaf & { kind: 'packed' }, table: TypeTable): InputTable | undefined {
  const items = leaf.value;
  return Array.isArray(items) && items.length > longArray
    ? inputTable(name, items, leaf.ty, table)
    : undefined;
}

/** What may travel as JSON: the library would round or refuse anything else (specification 4 §14). */
function bound(leaf: Leaf): unknown {
  switch (leaf.kind) {
    case 'null':
      return null;
    case 'tag':
      return leaf.tag;
    case 'packed':
      throw new Error('packed values are written into the statement');
    case 'scalar': {
      const { scalar, value } = leaf;
      if (scalar === 'Text') return value;
      if (scalar === 'Bool') return value !== 0;
      if (scalar === 'Float32' || scalar === 'Float64') return floatWord(floatOf(scalar, value));
      return integerOf(scalar, value).toString();
    }
  }
}
