import type { CatalogueColumn, TypeFamilies } from '../relational';
import { type DuckConnection, guarded } from './connection';

/** Types of DuckDB by what they can be read as (specification 4 §2.3); a narrower whole number fits a wider one. */
export const duckFamilies: TypeFamilies = {
  readable: {
    Bool: /^BOOLEAN$/,
    Int8: /^TINYINT$/,
    Int16: /^(TINYINT|SMALLINT|UTINYINT)$/,
    Int32: /^(TINYINT|SMALLINT|INTEGER|UTINYINT|USMALLINT)$/,
    Int64: /^(TINYINT|SMALLINT|INTEGER|BIGINT|UTINYINT|USMALLINT|UINTEGER)$/,
    Uint8: /^UTINYINT$/,
    Uint16: /^(UTINYINT|USMALLINT)$/,
    Uint32: /^(UTINYINT|USMALLINT|UINTEGER)$/,
    Uint64: /^(UTINYINT|USMALLINT|UINTEGER|UBIGINT)$/,
    Float32: /^FLOAT$/,
    Float64: /^(FLOAT|DOUBLE)$/,
    Date: /^DATE$/,
    Time: /^TIME$/,
    Timestamp: /^TIMESTAMP/,
    Duration: /^(TINYINT|SMALLINT|INTEGER|BIGINT)$/,
    Decimal: /^DECIMAL\([0-9, ]+\)$/,
    Text: /^VARCHAR$/,
    enum: /^UNION\(.*\)$/s,
    array: /\]$/,
    tuple: /^STRUCT\(.*\)$/s,
  },
  sameName: (a, b) => a.toLowerCase() === b.toLowerCase(),
};

/** The columns of a table or view; none where there is no such table. */
export async function duckColumns(
  connection: DuckConnection,
  path: readonly string[],
): Promise<readonly CatalogueColumn[]> {
  const [table, schema] = path.toReversed().map(textLiteral);
  const result = await guarded(() =>
    connection.query(`SELECT column_name, data_type FROM duckdb_columns()
WHERE database_name = current_database() AND lower(schema_name) = lower(${schema ?? 'current_schema()'})
AND lower(table_name) = lower(${table}) ORDER BY column_index`),
  );
  const [names, types] = [result.getChildAt(0), result.getChildAt(1)];
  return Array.from({ length: result.numRows }, (_, row) => ({
    name: String(names?.get(row)),
    type: String(types?.get(row)),
  }));
}

function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
