import { nameText } from '../../value';

/** A database as its catalogue describes it, types already in Lutra (specification 4 §16). */
export interface DatabaseSchema {
  /** The schema that programs name without a prefix. */
  readonly defaultSchema: string;
  readonly tables: readonly TableSchema[];
}

export interface TableSchema {
  readonly schema: string;
  readonly name: string;
  readonly fields: readonly FieldSchema[];
  readonly lookups: readonly LookupSchema[];
  /** False for views: they can only be read. */
  readonly insertable: boolean;
}

export interface FieldSchema {
  readonly name: string;
  /** Lutra source of the type; nested tuples as fields; empty for a column that Lutra has no type for. */
  readonly type: string | readonly FieldSchema[];
  readonly nullable: boolean;
  /** Said in a comment above the field. */
  readonly comment?: string;
}

export interface LookupSchema {
  readonly kind: 'constraint' | 'index';
  readonly name: string;
  readonly columns: readonly string[];
  readonly unique: boolean;
}

/**
 * Lutra source that declares every table: a row type, a reader, a writer and lookups by key. The default schema
 * stands first and unwrapped, every other one in a module of its name.
 */
export function schemaSource(schema: DatabaseSchema): string {
  const names = [...new Set(schema.tables.map((table) => table.schema))].sort((a, b) => {
    if (a === b) return 0;
    if (a === schema.defaultSchema) return -1;
    return b === schema.defaultSchema || a > b ? 1 : -1;
  });
  return names
    .map((name) => {
      const own = schema.tables
        .filter((table) => table.schema === name)
        .sort((a, b) => (a.name < b.name ? -1 : 1));
      const isDefault = name === schema.defaultSchema;
      // A type of a standard name would be meant by every field of that type.
      const taken = new Set<string>(standardTypes);
      const text = own
        .map((table) => tableSource(table, isDefault ? table.name : `${name}/${table.name}`, taken))
        .join('');
      return isDefault ? text : `\nmodule ${nameText(moduleName(name))} {\n${indent(text)}}\n`;
    })
    .join('');
}

const standardTypes = [
  ...['Bool', 'Int8', 'Int16', 'Int32', 'Int64', 'Uint8', 'Uint16', 'Uint32', 'Uint64', 'Float32', 'Float64'],
  ...['Text', 'Date', 'Time', 'Timestamp', 'Duration', 'Decimal'],
];

/** A schema's name as a module's: without what no name may hold, and none that has a meaning in paths. */
function moduleName(schema: string): string {
  return ['std', 'project', 'super'].includes(schema) ? `${schema}_2` : schema.replaceAll('`', '_');
}

function tableSource(table: TableSchema, path: string, taken: Set<string>): string {
  const type = free(typeName(table.name), taken);
  const snake = free(snakeName(table.name), taken);
  const quoted = textLiteral(path);
  const title = oneLine(table.name);
  const lines = [
    '',
    `## Row of table ${title}`,
    `type ${nameText(type)}: ${rowType(table.fields, '')}`,
    `## Read from table ${title}`,
    `func ${nameText(`from_${snake}`)}(): [${nameText(type)}] -> std::sql::from(${quoted})`,
  ];
  if (table.insertable) {
    lines.push(
      `## Write into table ${title}`,
      `func ${nameText(`insert_${snake}`)}(values: [${nameText(type)}]) -> std::sql::insert(values, ${quoted})`,
    );
  }
  for (const lookup of table.lookups) lines.push(...lookupSource(table, lookup, type, snake, taken));
  return `${lines.join('\n')}\n`;
}

function lookupSource(
  table: TableSchema,
  lookup: LookupSchema,
  type: string,
  snake: string,
  taken: Set<string>,
): string[] {
  const fields = lookup.columns.map((column) => table.fields.find((field) => field.name === column));
  if (
    fields.some((field) => typeof field?.type !== 'string' || field.type === '' || field.name.includes('`'))
  )
    return [];
  const keys = fields as (FieldSchema & { readonly type: string })[];
  const name = free(`from_${snake}_by_${keys.map((field) => snakeName(field.name)).join('_and_')}`, taken);
  const params = keys.map((field) => `${nameText(field.name)}: ${field.type}`).join(', ');
  const tests = keys.map((field) => {
    const own = nameText(field.name);
    return field.nullable ? `x.${own} == .some(${own})` : `x.${own} == ${own}`;
  });
  const row = nameText(type);
  const result = lookup.unique ? `enum {none, some: ${row}}` : `[${row}]`;
  const search = lookup.unique ? 'find' : 'filter';
  return [
    `## Lookup in ${oneLine(table.name)} by ${lookup.kind} ${oneLine(lookup.name)}`,
    `func ${nameText(name)}(${params}): ${result} -> (`,
    `  ${nameText(`from_${snake}`)}() | std::${search}(x -> ${tests.join(' && ')})`,
    ')',
  ];
}

function rowType(fields: readonly FieldSchema[], space: string): string {
  if (fields.length === 0) return '{}';
  const lines = fields.map((field) => {
    if (field.type === '') return `${space}  # ${oneLine(field.name)} ${oneLine(field.comment ?? '')}\n`;
    if (field.name.includes('`'))
      return `${space}  # ${oneLine(field.name)}: no name can hold a backtick, left out\n`;
    const comment = field.comment === undefined ? '' : `${space}  # ${oneLine(field.comment)}\n`;
    const type = typeof field.type === 'string' ? field.type : rowType(field.type, `${space}  `);
    return `${comment}${space}  ${nameText(field.name)}: ${field.nullable ? `enum {none, some: ${type}}` : type},\n`;
  });
  return `{\n${lines.join('')}${space}}`;
}

/** `order_lines` gives `OrderLine`, `stock` gives `StockRow`. */
export function typeName(table: string): string {
  const plural = table.endsWith('s');
  const pascal = (plural ? table.slice(0, -1) : table)
    .split(/[^\p{L}\p{N}]+/u)
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1).toLowerCase())
    .join('');
  return plural ? pascal : `${pascal}Row`;
}

/** `HTTPLog` gives `httplog`, `userName` gives `user_name`. */
export function snakeName(name: string): string {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1_$2')
    .replace(/[^\p{L}\p{N}_]+/gu, '_')
    .replace(/__+/g, '_')
    .replace(/^_/, '')
    .toLowerCase();
}

function free(name: string, taken: Set<string>): string {
  let chosen = name;
  for (let n = 2; taken.has(chosen); n++) chosen = `${name}_${n}`;
  taken.add(chosen);
  return chosen;
}

function textLiteral(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

/** For comments, which end with their line. */
function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n');
}
