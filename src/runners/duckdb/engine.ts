import { type RecordBatch, Table } from 'apache-arrow';
import type { TypeTable } from '../../value';
import {
  floatOf,
  integerOf,
  type Leaf,
  type PreparedSql,
  packedTypes,
  type SqlEngine,
  type SqlRows,
} from '../relational';
import { ArrowColumn } from './arrow-column';
import { type DuckConnection, type DuckDatabase, guarded } from './connection';
import { type InputTable, inputTable, longArray } from './input-table';
import { floatWord, packedLiteral } from './literal';
import { replacePlaceholders } from './placeholders';

/** What every session stands on (specification 4 §17.2). Never a time zone: that would ask for an extension. */
const settings = [
  'SET ieee_floating_point_ops = true',
  'SET preserve_insertion_order = true',
  "SET default_null_order = 'nulls_last'",
];

/** Directories first: once external access is off, no path can be allowed any more (specification 6 §2). */
const seal = ["SET allowed_directories = ['in/']", 'SET enable_external_access = false'];

/** A SQL engine over DuckDB-WASM, in memory, without access to anything outside. */
export class DuckEngine implements SqlEngine {
  readonly runner = 'duckdb';
  readonly repr = 'sql-duckdb';
  readonly externals = ['std::sql', 'std::fs'];

  private constructor(
    private readonly database: DuckDatabase,
    private readonly connection: DuckConnection,
    readonly environmentEpoch: string,
  ) {}

  static async open(database: DuckDatabase, environmentEpoch: string): Promise<DuckEngine> {
    const connection = await database.connect();
    for (const statement of [...seal, ...settings]) await guarded(() => connection.query(statement));
    return new DuckEngine(database, connection, environmentEpoch);
  }

  /** A statement of DuckDB holds its connection, so programs are prepared when they run (specification 4 §15). */
  async check(): Promise<void> {}

  async run(program: PreparedSql, parameters: readonly Leaf[]): Promise<SqlRows> {
    const texts = new Map<number, string>();
    const tables: string[] = [];
    for (const [i, leaf] of parameters.entries()) {
      if (leaf.kind !== 'packed') continue;
      const name = `_in${i}`;
      const long = longTable(name, leaf, program.table);
      if (long !== undefined) {
        await guarded(
          () => this.connection.insertArrowTable(long.table, { name, create: true }) as Promise<unknown>,
        );
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
      for (const name of tables) await guarded(() => this.connection.query(`DROP TABLE IF EXISTS ${name}`));
    }
  }

  async #query(sql: string, parameters: readonly unknown[]): Promise<Table> {
    const { connection } = this;
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

  async pullSchema(): Promise<string> {
    return '';
  }

  async interrupt(): Promise<boolean> {
    return (await this.connection.cancelSent?.()) ?? false;
  }

  async shutdown(): Promise<void> {
    await this.connection.close();
  }

  terminate(): void {
    this.database.terminate();
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
