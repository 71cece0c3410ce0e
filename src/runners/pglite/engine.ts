import type { Ty, TypeTable, Value } from '../../value';
import {
  type Column,
  checkTables,
  floatOf,
  floatValue,
  integerOf,
  integerValue,
  type Leaf,
  mayChange,
  type PreparedSql,
  packedTypes,
  replacePlaceholders,
  type Scalar,
  type SqlEngine,
  type SqlRows,
} from '../relational';
import { pgColumns, pgFamilies } from './catalogue';
import type { PgDatabase, PgParameter } from './database';
import { foundation, settings } from './foundation';
import { readJson, unpackJson } from './json-reader';
import { floatText, packedJson } from './json-writer';
import { pullPgSchema } from './schema';

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

  async check(program: PreparedSql): Promise<void> {
    await this.#settle();
    await checkTables(program.sql, this.runner, pgFamilies, (path) => pgColumns(this.#database, path));
    await this.#database.describe(replacePlaceholders(program.sql, nothing).sql);
  }

  async run(program: PreparedSql, parameters: readonly Leaf[]): Promise<SqlRows> {
    await this.#settle();
    this.#changed ||= mayChange(program.sql);
    const { sql, kept } = replacePlaceholders(program.sql, nothing);
    const { rows, types: ids } = await this.#database.query(
      sql,
      kept.map((number) => parameter(parameters[number - 1]!, program.table)),
    );
    const types = packedTypes(program.output.shape);
    const columns = Array.from(
      { length: program.output.leaves },
      (_, i) => new PgColumn(rows, i, ids[i], types[i], program.table),
    );
    return { columns, rows: rows.length };
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

/** Type ids of PostgreSQL by what a cell of them can be read as. */
const typeKinds = [
  { name: 'boolean', ids: [16] },
  { name: 'number', ids: [20, 21, 23, 26, 700, 701, 1700] },
  { name: 'text', ids: [18, 19, 25, 1042, 1043] },
];

class PgColumn implements Column {
  constructor(
    private readonly rows: readonly (readonly (string | null)[])[],
    private readonly position: number,
    private readonly id: number | undefined,
    private readonly ty: Ty | undefined,
    private readonly table: TypeTable,
  ) {}

  misfit(scalar: Scalar): string | undefined {
    const kind = typeKinds.find(({ ids }) => ids.includes(this.id ?? 0));
    if (kind === undefined) return undefined;
    const wanted = scalar === 'Text' ? 'text' : scalar === 'Bool' ? 'boolean' : 'number';
    return kind.name === wanted ? undefined : kind.name;
  }

  isNull(row: number): boolean {
    return this.rows[row]![this.position] === null;
  }

  scalar(row: number, scalar: Scalar): Value {
    const text = this.rows[row]![this.position]!;
    if (scalar === 'Text') return text;
    if (scalar === 'Bool') return text === 't' || text === 'true' ? 1 : 0;
    if (scalar === 'Float32') return floatValue(scalar, Math.fround(Number(text)));
    if (scalar === 'Float64') return floatValue(scalar, Number(text));
    return integerValue(scalar, BigInt(text));
  }

  packed(row: number): Value {
    return unpackJson(readJson(this.rows[row]![this.position]!), this.ty!, this.table);
  }
}
