import { type FieldSchema, type LookupSchema, schemaSource, type TableSchema } from '../relational';
import { typeBehindDomains } from './catalogue';
import type { PgDatabase } from './database';

const columnsQuery = `
SELECT n.nspname, c.relname, c.relkind::text, a.attname, ${typeBehindDomains}, a.attnotnull::text
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_type t ON t.oid = a.atttypid
WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'lutra')
ORDER BY n.nspname, c.relname, a.attnum`;

const indexQuery = `
SELECT n.nspname, t.relname, i.relname, x.indisunique::text,
  (SELECT string_agg(a.attname, E'\\u0001' ORDER BY k.ord) FROM unnest(x.indkey) WITH ORDINALITY AS k (attnum, ord)
   LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum WHERE k.ord <= x.indnkeyatts)
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
JOIN pg_namespace n ON n.oid = t.relnamespace
WHERE NOT 0 = ANY (x.indkey) AND x.indpred IS NULL AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'lutra')
ORDER BY n.nspname, t.relname, i.relname`;

/** The tables of a PostgreSQL database as Lutra source (specification 4 §16). */
export async function pullPgSchema(database: PgDatabase): Promise<string> {
  const columns = (await database.query(columnsQuery, [])).rows;
  const indexes = (await database.query(indexQuery, [])).rows;
  const tables = new Map<string, { table: TableSchema; fields: FieldSchema[]; lookups: LookupSchema[] }>();
  for (const [schema, name, kind, column, type, notNull] of columns) {
    const key = JSON.stringify([schema, name]);
    let entry = tables.get(key);
    if (entry === undefined) {
      const fields: FieldSchema[] = [];
      const lookups: LookupSchema[] = [];
      entry = {
        fields,
        lookups,
        table: { schema: schema!, name: name!, fields, lookups, insertable: kind === 'r' || kind === 'p' },
      };
      tables.set(key, entry);
    }
    if (column != null)
      entry.fields.push({ name: column, nullable: notNull !== 'true', ...lutraType(type!) });
  }
  for (const [schema, name, index, unique, keys] of indexes) {
    tables.get(JSON.stringify([schema, name]))?.lookups.push({
      kind: 'index',
      name: index!,
      columns: keys!.split('\u0001'),
      unique: unique === 'true',
    });
  }
  const described = [...tables.values()].map(({ table, fields }) => ({ ...table, fields: regroup(fields) }));
  return schemaSource({ defaultSchema: 'public', tables: described });
}

const types: Record<string, string> = {
  boolean: 'Bool',
  smallint: 'Int16',
  integer: 'Int32',
  bigint: 'Int64',
  oid: 'Int32',
  real: 'Float32',
  'double precision': 'Float64',
  date: 'Date',
  time: 'Time',
  'time without time zone': 'Time',
  timestamp: 'Timestamp',
  'timestamp without time zone': 'Timestamp',
  'timestamp with time zone': 'Timestamp',
  numeric: 'Decimal',
};

function lutraType(type: string): { readonly type: string; readonly comment?: string } {
  if (type === 'jsonb' || type === 'json')
    return { type: 'Text', comment: `${type}: its shape is not known to the database` };
  return { type: types[type] ?? 'Text' };
}

/** Columns with dots are the fields of nested tuples: neighbours that share the part before the first dot belong together. */
function regroup(fields: readonly FieldSchema[]): FieldSchema[] {
  const result: FieldSchema[] = [];
  for (let i = 0; i < fields.length; ) {
    const field = fields[i]!;
    const dot = field.name.indexOf('.');
    if (dot <= 0) {
      result.push(field);
      i++;
      continue;
    }
    const prefix = field.name.slice(0, dot + 1);
    const members: FieldSchema[] = [];
    while (i < fields.length && fields[i]!.name.startsWith(prefix)) {
      members.push({ ...fields[i]!, name: fields[i]!.name.slice(prefix.length) });
      i++;
    }
    const name = prefix.slice(0, -1);
    const clash = result.some((other) => other.name === name);
    result.push({
      name: clash ? `${name}_payload` : name,
      nullable: false,
      type: regroup(members),
      ...(clash ? { comment: `columns ${prefix}…, renamed beside the column ${name}` } : {}),
    });
  }
  return result;
}
