import type { CatalogueColumn, TypeFamilies } from '../relational';
import type { PgDatabase } from './database';

/** Types of PostgreSQL by what they can be read as (specification 4 §2.3); a narrower whole number fits a wider one. */
export const pgFamilies: TypeFamilies = {
  readable: {
    Bool: /^boolean$/,
    Int8: /^smallint$/,
    Int16: /^smallint$/,
    Int32: /^(smallint|integer|oid)$/,
    Int64: /^(smallint|integer|bigint|oid)$/,
    Uint8: /^smallint$/,
    Uint16: /^(smallint|integer)$/,
    Uint32: /^(smallint|integer|bigint|oid)$/,
    Uint64: /^(smallint|integer|bigint|numeric)$/,
    Float32: /^real$/,
    Float64: /^(real|double precision)$/,
    Date: /^date$/,
    Time: /^time without time zone$/,
    Timestamp: /^timestamp (with|without) time zone$/,
    Duration: /^(smallint|integer|bigint)$/,
    Decimal: /^numeric$/,
    Text: /^(text|character varying|character|name|"char")$/,
    enum: /^(text|character varying|character|name)$/,
    array: /^jsonb?$/,
    tuple: /^jsonb?$/,
  },
  sameName: (a, b) => a === b,
};

const columnsOfTable = `SELECT a.attname, format_type(a.atttypid, NULL) FROM pg_attribute a
WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped`;

/** The columns of a table; none where there is no such table. */
export async function pgColumns(
  database: PgDatabase,
  path: readonly string[],
): Promise<readonly CatalogueColumn[]> {
  const quoted = path.map((part) => `"${part.replaceAll('"', '""')}"`).join('.');
  const { rows } = await database.query(columnsOfTable, [quoted]);
  return rows.map(([name, type]) => ({ name: name!, type: type! }));
}
