import { type RecordBatch, Table } from 'apache-arrow';
import type { TypeTable } from '../../value';
import {
  floatOf,
  integerOf,
  type Leaf,
  mayChange,
  type PreparedSql,
  packedTypes,
  replacePlaceholders,
  type SqlEngine,
  type SqlRows,
} from '../relational';
import { ArrowColumn } from './arrow-column';
import { type DuckConnection, type DuckDatabase, guarded } from './connection';
import { type InputTable, inputTable, longArray } from './input-table';
import { floatWord, packedLiteral } from './literal';
import { pullDuckSchema } from './schema';
import { zoneRows } from './zone-rows';

/** What every session stands on (specification 4 §17.2). Never a time zone: that would ask for an extension. */
const settings = [
  'SET ieee_floating_point_ops = true',
  'SET preserve_insertion_order = true',
  "SET default_null_order = 'nulls_last'",
];

/** Directories first: once external access is off, no path can be allowed any more (specification 6 §2). */
const seal = ["SET allowed_directories = ['in/']", 'SET enable_external_access = false'];

/** `to_text` of floats without an exponent; the engine's own text has one (specification 4 §9.3). */
const macros = [
  `CREATE OR REPLACE TEMP MACRO lutra_exp_text(t) AS (
  CASE WHEN split_part(t, 'e', 2)::INT4 >= 0
    THEN rpad(replace(split_part(t, 'e', 1), '.', ''), split_part(t, 'e', 2)::INT4 + 1, '0')
    ELSE '0.' || repeat('0', -split_part(t, 'e', 2)::INT4 - 1) || replace(split_part(t, 'e', 1), '.', '') END)`,
  `CREATE OR REPLACE TEMP MACRO lutra_float_text(x) AS (
  CASE WHEN isnan(x) THEN 'NaN'
    WHEN x::TEXT LIKE '-%e%' THEN '-' || lutra_exp_text(ltrim(x::TEXT, '-'))
    WHEN x::TEXT LIKE '%e%' THEN lutra_exp_text(x::TEXT)
    ELSE regexp_replace(x::TEXT, '\\.0$', '') END)`,
];

/** A SQL engine over DuckDB-WASM, in memory, without access to anything outside. */
export class DuckEngine implements SqlEngine {
  readonly runner = 'duckdb';
  readonly repr = 'sql-duckdb';
  readonly externals = ['std::sql', 'std::fs'];

  readonly #database: DuckDatabase;
  readonly #connection: DuckConnection;
  readonly #newEpoch: () => string;
  #epoch: string;
  #changed = false;
  #lives = 0;
  #zones = false;

  private constructor(database: DuckDatabase, connection: DuckConnection, newEpoch: () => string) {
    this.#database = database;
    this.#connection = connection;
    this.#newEpoch = newEpoch;
    this.#epoch = newEpoch();
  }

  /** `newEpoch` makes a random name for each life of the database. */
  static async open(database: DuckDatabase, newEpoch: () => string): Promise<DuckEngine> {
    const connection = await database.connect();
    for (const statement of [...seal, ...settings, ...macros])
      await guarded(() => connection.query(statement));
    const engine = new DuckEngine(database, connection, newEpoch);
    await engine.#begin();
    return engine;
  }

  get environmentEpoch(): string {
    return this.#epoch;
  }

  /** A statement of DuckDB holds its connection, so programs are prepared when they run (specification 4 §15). */
  async check(): Promise<void> {}

  async run(program: PreparedSql, parameters: readonly Leaf[]): Promise<SqlRows> {
    this.#changed ||= mayChange(program.sql);
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
    try {
      const { sql, kept } = replacePlaceholders(program.sql, texts);
      const result = await this.#query(
        sql,
        kept.map((number) => bound(parameters[number - 1]!)),
      );
      const types = packedTypes(program.output.shape);
      const columns = Array.from(
        { length: Math.min(result.numCols, Math.max(program.output.leaves, 0)) },
        (_, i) => new ArrowColumn(result, i, types[i], program.table),
      );
      return { columns, rows: result.numRows };
    } finally {
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

  pullSchema(): Promise<string> {
    return pullDuckSchema(this.#connection);
  }

  async interrupt(): Promise<boolean> {
    return (await this.#connection.cancelSent?.()) ?? false;
  }

  async exec(sql: string): Promise<void> {
    this.#changed = true;
    await guarded(() => this.#connection.query(sql));
  }

  async reset(): Promise<void> {
    if (!this.#changed) return;
    this.#changed = false;
    this.#epoch = this.#newEpoch();
    await this.#begin();
  }

  /** Each life is a database of its own inside the engine: leaving one is quicker than emptying it. */
  async #begin(): Promise<void> {
    const life = this.#lives++;
    const statements = [`ATTACH ':memory:' AS life${life}`, `USE life${life}`];
    if (life > 0) statements.push(`DETACH life${life - 1}`);
    for (const statement of statements) await guarded(() => this.#connection.query(statement));
  }

  async close(): Promise<void> {
    await this.#connection.close();
    this.#database.terminate();
  }

  terminate(): void {
    this.#database.terminate();
  }
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
