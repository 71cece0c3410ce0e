import { type CatalogueColumn, quotedName, type TypeFamilies } from '../relational';
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
    Text: /^(text|character varying|character|name|"char"|jsonb?)$/,
    enum: /^(text|character varying|character|name)$/,
    array: /^jsonb?$/,
    tuple: /^jsonb?$/,
  },
  fromText: ['Text', 'enum'],
  sameName: (a, b) => a === b,
  read({ name, type, collated }, wants) {
    const column = quotedName(name);
    if (wants === 'Text' || wants === 'enum') {
      const text = asText(column, type) ?? column;
      const ordered = collated ? `${text} COLLATE "C"` : text;
      return ordered === column ? undefined : ordered;
    }
    const own = ownTypes[wants];
    if (own === undefined || own === type) return undefined;
    return type === 'oid' ? `${column}::bigint::${own}` : `${column}::${own}`;
  },
  write({ type }, wants) {
    if (wants !== 'Text' && wants !== 'enum') return undefined;
    return texts.test(type) ? undefined : (value) => `${value}::${type}`;
  },
};

/** The types that our own tables have (specification 4 §2.3). */
const ownTypes: Readonly<Record<string, string>> = {
  Int32: 'integer',
  Int64: 'bigint',
  Uint16: 'integer',
  Uint32: 'bigint',
  Uint64: 'numeric',
  Float64: 'double precision',
  Timestamp: 'timestamp without time zone',
  Duration: 'bigint',
};

const texts = /^(text|character varying|character|name|"char")$/;

/** A column as text; undefined when it is. What is padded with blanks keeps them, as it does when it is read alone. */
function asText(column: string, type: string): string | undefined {
  if (type === 'text' || type === 'character varying') return undefined;
  if (type === 'character') return `CASE WHEN ${column} IS NOT NULL THEN concat(${column}) END`;
  return `${column}::text`;
}

/** The type of `pg_type t`; a domain is what it is made of. */
export const typeBehindDomains = `(
  WITH RECURSIVE base (id, below) AS (
    SELECT t.oid, t.typbasetype UNION ALL SELECT n.oid, n.typbasetype FROM base JOIN pg_type n ON n.oid = base.below
  )
  SELECT format_type(id, NULL) FROM base WHERE below = 0
)`;

const columnsOfTable = `SELECT a.attname, ${typeBehindDomains},
  (a.attcollation <> 0 AND c.collname NOT IN ('default', 'C', 'POSIX'))::text
FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_collation c ON c.oid = a.attcollation
WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped`;

/** The columns of a table; none where there is no such table. */
export async function pgColumns(
  database: PgDatabase,
  path: readonly string[],
): Promise<readonly CatalogueColumn[]> {
  const quoted = path.map(quotedName).join('.');
  const { rows } = await database.query(columnsOfTable, [quoted]);
  return rows.map(([name, type, collated]) => ({ name: name!, type: type!, collated: collated === 'true' }));
}
