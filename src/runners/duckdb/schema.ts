import { type FieldSchema, type LookupSchema, schemaSource, type TableSchema } from '../relational';
import { type DuckConnection, guarded } from './connection';
import { lutraTypeOf } from './type-name';

/** The tables of a DuckDB database as Lutra source (specification 4 §16). */
export async function pullDuckSchema(connection: DuckConnection): Promise<string> {
  const columns = await rows(
    connection,
    `SELECT c.schema_name, c.table_name, c.column_name, c.data_type, c.is_nullable, t.table_name IS NOT NULL AS is_table
     FROM duckdb_columns() c LEFT JOIN duckdb_tables() t
       ON t.database_name = c.database_name AND t.schema_name = c.schema_name AND t.table_name = c.table_name
     WHERE NOT c.internal AND c.database_name = current_database() AND c.schema_name NOT IN ('information_schema', 'pg_catalog')
     ORDER BY c.schema_name, c.table_name, c.column_index`,
  );
  const constraints = await rows(
    connection,
    `SELECT schema_name, table_name, constraint_name, array_to_string(constraint_column_names, chr(1)) AS keys
     FROM duckdb_constraints()
     WHERE database_name = current_database() AND constraint_type IN ('PRIMARY KEY', 'UNIQUE')
     ORDER BY schema_name, table_name, constraint_index`,
  );
  const indexes = await rows(
    connection,
    `SELECT schema_name, table_name, index_name, expressions, is_unique FROM duckdb_indexes()
     WHERE database_name = current_database() ORDER BY schema_name, table_name, index_name`,
  );
  const tables = new Map<string, { table: TableSchema; fields: FieldSchema[]; lookups: LookupSchema[] }>();
  for (const row of columns) {
    const key = JSON.stringify([row.schema_name, row.table_name]);
    let entry = tables.get(key);
    if (entry === undefined) {
      const fields: FieldSchema[] = [];
      const lookups: LookupSchema[] = [];
      const table = {
        schema: `${row.schema_name}`,
        name: `${row.table_name}`,
        fields,
        lookups,
        insertable: row.is_table === true,
      };
      entry = { table, fields, lookups };
      tables.set(key, entry);
    }
    entry.fields.push({
      name: `${row.column_name}`,
      nullable: row.is_nullable === true,
      ...lutraTypeOf(`${row.data_type}`),
    });
  }
  for (const row of constraints) {
    const entry = tables.get(JSON.stringify([row.schema_name, row.table_name]));
    const keys = `${row.keys}`.split('\u0001');
    entry?.lookups.push({ kind: 'constraint', name: `${row.constraint_name}`, columns: keys, unique: true });
  }
  for (const row of indexes) {
    const entry = tables.get(JSON.stringify([row.schema_name, row.table_name]));
    const keys = indexedColumns(`${row.expressions}`);
    if (keys.every((key) => entry?.fields.some((field) => field.name === key))) {
      entry?.lookups.push({
        kind: 'index',
        name: `${row.index_name}`,
        columns: keys,
        unique: row.is_unique === true,
      });
    }
  }
  return schemaSource({ defaultSchema: 'main', tables: [...tables.values()].map(({ table }) => table) });
}

async function rows(connection: DuckConnection, sql: string): Promise<Record<string, unknown>[]> {
  const table = await guarded(() => connection.query(sql));
  return table.toArray().map((row: { toJSON(): Record<string, unknown> }) => row.toJSON());
}

/** `[a, "b c"]` as DuckDB prints the expressions of an index; an expression is left as it is and matches no column. */
function indexedColumns(text: string): string[] {
  return [...text.replace(/^\[|\]$/g, '').matchAll(/\s*("(?:[^"]|"")*"|[^,]+)(?:,|$)/g)].map(([, part]) => {
    const column = part!.trim().replace(/^'|'$/g, '');
    return column.startsWith('"') ? column.slice(1, -1).replaceAll('""', '"') : column;
  });
}
