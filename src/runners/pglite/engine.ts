import type { TypeTable } from '../../value';
import {
  fittedStatement,
  floatOf,
  integerOf,
  type Leaf,
  mayChange,
  type PreparedSql,
  replacePlaceholders,
  type SqlEngine,
  type SqlResult,
} from '../relational';
import { pgColumns, pgFamilies } from './catalogue';
import type { PgDatabase, PgParameter } from './database';
import { foundation, settings } from './foundation';
import { floatText, packedJson } from './json-writer';
import { pullPgSchema } from './schema';
import { TextColumn } from './text-column';

/** PostgreSQL refuses parameters that a statement does not mention, so those that stay are numbered anew. */
const nothing: ReadonlyMap<number, string> = new Map();

const emptyDatabase = `DO $$ DECLARE found record; BEGIN
  FOR found IN SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'
  LOOP EXECUTE 'DROP SCHEMA ' || quote_ident(found.nspname) || ' CASCADE'; END LOOP;
  FOR found IN SELECT rolname FROM pg_roles WHERE rolname NOT LIKE 'pg\\_%' AND rolname <> current_user
  LOOP EXECUTE 'DROP ROLE ' || quote_ident(found.rolname); END LOOP;
END $$; CREATE SCHEMA public`;

/** Our own schema of a stored database; what a program sees of the database leaves it out. */
const ownTables = `CREATE SCHEMA IF NOT EXISTS lutra;
CREATE TABLE IF NOT EXISTS lutra.environment (epoch text NOT NULL)`;

/** A SQL engine over PGlite. Every cell is read as text (specification 4 §15). */
export class PgEngine implements SqlEngine {
  readonly runner = 'pglite';
  readonly repr = 'sql-pg';
  readonly externals = ['std::sql'];

  readonly #database: PgDatabase;
  readonly #newEpoch: () => string;
  #epoch: string;
  #stored = false;
  #changed = false;
  /** User SQL ran since the settings and functions were last put in place. */
  #unsettled = false;

  private constructor(database: PgDatabase, newEpoch: () => string) {
    this.#database = database;
    this.#newEpoch = newEpoch;
    this.#epoch = newEpoch();
  }

  /** `newEpoch` makes a random name for each life of the database. */
  static async open(database: PgDatabase, newEpoch: () => string): Promise<PgEngine> {
    await database.exec(foundation);
    return new PgEngine(database, newEpoch);
  }

  /** Over a database that outlives the engine: its life goes on where it was left (SES-4). */
  static async openStored(database: PgDatabase, newEpoch: () => string): Promise<PgEngine> {
    const engine = await PgEngine.open(database, newEpoch);
    engine.#stored = true;
    engine.#changed = true;
    await database.exec(ownTables);
    const known = (await database.query('SELECT epoch FROM lutra.environment', [])).rows[0]?.[0];
    if (known) engine.#epoch = known;
    else await engine.#storeEpoch();
    return engine;
  }

  /** Where the database is: one in memory ends with its engine. */
  get storage(): 'stored' | 'memory' {
    return this.#stored ? 'stored' : 'memory';
  }

  async #storeEpoch(): Promise<void> {
    await this.#database.exec(`${ownTables}; DELETE FROM lutra.environment`);
    await this.#database.query('INSERT INTO lutra.environment VALUES ($1)', [this.#epoch]);
  }

  get environmentEpoch(): string {
    return this.#epoch;
  }

  async check(program: PreparedSql): Promise<string> {
    await this.#settle();
    const sql = await fittedStatement(program.sql, this.runner, pgFamilies, (path) =>
      pgColumns(this.#database, path),
    );
    await this.#database.describe(replacePlaceholders(sql, nothing).sql);
    return sql;
  }

  async run(program: PreparedSql, parameters: readonly Leaf[]): Promise<SqlResult> {
    await this.#settle();
    this.#changed ||= mayChange(program.sql);
    const { sql, kept } = replacePlaceholders(program.sql, nothing);
    const { rows, types: ids } = await this.#database.query(
      sql,
      kept.map((number) => parameter(parameters[number - 1]!, program.table)),
    );
    const columns = Array.from(
      { length: Math.min(program.output.leaves, ids.length) },
      (_, i) => new TextColumn(rows, i, ids[i], program.table),
    );
    return { batches: [{ count: rows.length, columns }] };
  }

  async #settle(): Promise<void> {
    await this.#database.exec(this.#unsettled ? foundation : settings);
    this.#unsettled = false;
  }

  pullSchema(): Promise<string> {
    return pullPgSchema(this.#database);
  }

  /** A running statement keeps the thread; the worker must be terminated instead. */
  async interrupt(): Promise<boolean> {
    return false;
  }

  async exec(sql: string): Promise<void> {
    this.#changed = true;
    this.#unsettled = true;
    await this.#database.exec(sql);
  }

  async reset(): Promise<void> {
    if (!this.#changed) return;
    this.#changed = false;
    this.#epoch = this.#newEpoch();
    this.#unsettled = false;
    for (const statements of ['ROLLBACK', 'DISCARD ALL', emptyDatabase, foundation])
      await this.#database.exec(statements);
    if (this.#stored) await this.#storeEpoch();
  }

  async close(): Promise<void> {
    await this.#database.close();
  }

  terminate(): void {
    void this.#database.close().catch(() => undefined);
  }
}

function parameter(leaf: Leaf, table: TypeTable): PgParameter {
  switch (leaf.kind) {
    case 'null':
      return null;
    case 'tag':
      return `${leaf.tag}`;
    case 'packed':
      return packedJson(leaf.value, leaf.ty, table);
    case 'scalar': {
      const { scalar, value } = leaf;
      if (scalar === 'Text') return value as string;
      if (scalar === 'Bool') return value !== 0;
      if (scalar === 'Float32' || scalar === 'Float64') return floatText(floatOf(scalar, value));
      return integerOf(scalar, value).toString();
    }
  }
}
