import { type CatalogueColumn, quotedName, type TypeFamilies } from '../relational';
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
    Text: /^(VARCHAR|TIMESTAMP.+|MAP\(.*)$/s,
    enum: /^UNION\(.*\)$/s,
    array: /\]$/,
    tuple: /^STRUCT\(.*\)$/s,
  },
  fromText: ['Text'],
  sameName: (a, b) => a.toLowerCase() === b.toLowerCase(),
  read({ name, type }, wants, maybe) {
    const column = quotedName(name);
    if (maybe !== undefined && !hasMembers(type, maybe)) {
      const [none, some] = maybe.map(quotedName);
      return `CASE WHEN ${column} IS NULL THEN union_value(${none} := NULL)::UNION(${none} BOOLEAN, ${some} ${type}) ELSE union_value(${some} := ${column}) END`;
    }
    const own = ownTypes[wants];
    if (own !== undefined && own !== type) return `${column}::${own}`;
    if (wants === 'array' && /\[\d+\]/.test(type)) return `${column}::${type.replaceAll(/\[\d+\]/g, '[]')}`;
    return undefined;
  },
  write({ type }, _, maybe) {
    if (maybe === undefined || hasMembers(type, maybe)) return undefined;
    return (value) => `union_extract(${value}, ${textLiteral(maybe[1])})`;
  },
};

/** The types that our own tables have (specification 4 §2.3). */
const ownTypes: Readonly<Record<string, string>> = {
  Int8: 'TINYINT',
  Int16: 'SMALLINT',
  Int32: 'INTEGER',
  Int64: 'BIGINT',
  Uint8: 'UTINYINT',
  Uint16: 'USMALLINT',
  Uint32: 'UINTEGER',
  Uint64: 'UBIGINT',
  Float64: 'DOUBLE',
  Timestamp: 'TIMESTAMP',
  Duration: 'BIGINT',
  Text: 'VARCHAR',
};

/** Whether the type is a union of nothing and something; otherwise what is nothing is NULL. */
function hasMembers(type: string, [none, some]: readonly [string, string]): boolean {
  const member = (name: string) =>
    /^[A-Za-z_]\w*$/.test(name)
      ? `(?:${name}|"${name}")`
      : quotedName(name).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^UNION\\(${member(none)} BOOLEAN, ${member(some)} `, 'i').test(type);
}

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
