import { printed } from '../output';
import type { Workbench } from '../workbench';
import { source } from './expression';
import type { Program } from './generator';
import { contradiction, type Outcome, outcome } from './oracle';
import { declarations, name, type Type, typeText } from './type';

/** The databases, which alone have tables. */
const databases = ['duckdb', 'pglite'] as const;
type Database = (typeof databases)[number];

/** Names that could be taken for something else (specification 4 §18, H11 and H18). */
const tableNames = ['t', 'T x', 'a"b', "o'k", 'select', 'r0', 'x"; drop table t; --', 'é'];
const columnNames = ['v', 'value', 'order', 'a b', "o'k", 'it"s', 'index', '_0'];

/** One parameter of a program as rows of a table: a key, and a value. */
interface Stored {
  readonly table: string;
  readonly column: string;
  readonly type: Type;
  /** The row type in the source. */
  readonly row: string;
}

function stored(program: Program): readonly Stored[] {
  return program.parameters.map(({ type }, i) => {
    const item = type.kind === 'array' ? type.item : type;
    const seed = typeText(type).length + i;
    const column = columnNames[seed % columnNames.length]!;
    const table = `${tableNames[seed % tableNames.length]!}${i}`;
    return { table, column, type: item, row: `{k: Int64, ${name(column)}: ${typeText(item)}}` };
  });
}

/**
 * How a program that reads its parameters from tables contradicts the same program over literals (specification 4 §19.4):
 * each is inserted by a program, read with `std::sql::from`, and sorted by its key. Undefined when it does not.
 */
export async function judgeTables(workbench: Workbench, program: Program): Promise<string | undefined> {
  const tables = stored(program);
  if (tables.length === 0 || tables.some(({ type }) => hasTwins(type))) return undefined;
  const meaning = await outcome(workbench, program, 'interpreter', false);
  if (meaning.kind === 'refused') return `the interpreter: ${meaning.text}`;
  for (const database of databases) {
    const setup = tables.map((table) => createTable(table, database)).join('\n');
    const found = await overTables(workbench, program, tables, database, setup);
    const problem = found && contradiction(database, meaning, found);
    if (problem !== undefined) return `${problem}\nover tables\n${setup}`;
  }
  return undefined;
}

async function overTables(
  workbench: Workbench,
  program: Program,
  tables: readonly Stored[],
  runner: Database,
  setup: string,
): Promise<Outcome | undefined> {
  const run = async (text: string, options: { setup?: string; keepData?: boolean }): Promise<Outcome> => {
    const result = await workbench.run({ sources: [{ path: '', text }] }, { runner, ...options });
    if (result.ok) {
      const { output, type } = result.value;
      return { kind: 'value', bytes: Buffer.from(output).toString('hex'), text: printed(output, type) };
    }
    return result.error.kind === 'error'
      ? { kind: 'failure', text: result.error.error.message }
      : { kind: 'refused', text: result.error.diagnostics.map(({ message }) => message).join('; ') };
  };
  const made = await run('func main() -> true', { setup });
  if (made.kind !== 'value') return made;
  for (const [i, table] of tables.entries()) {
    const written = await run(insertProgram(program, i, table), { keepData: true });
    // A decimal of the language may have more digits than the column.
    if (written.kind === 'failure' && written.text === 'error: integer overflow') return undefined;
    if (written.kind !== 'value') return written;
  }
  return run(readProgram(program, tables), { keepData: true });
}

function insertProgram({ parameters }: Program, position: number, { table, row, type }: Stored): string {
  const parameter = parameters[position]!;
  const items =
    parameter.type.kind === 'array'
      ? source(parameter.value)
      : `([${source(parameter.value)}]: [${typeText(type)}])`;
  return `${declarations()}func main() -> (let xs = ${items}; zip(sequence((0: Int64), count(xs)), xs) | map(func (p: {Int64, ${typeText(type)}}): ${row} -> {p.0, p.1}) | sql::insert(${JSON.stringify(table)}))\n`;
}

function readProgram({ parameters, body }: Program, tables: readonly Stored[]): string {
  const lets = parameters.map((parameter, i) => {
    const { table, column, row } = tables[i]!;
    const items = `((sql::from(${JSON.stringify(table)}): [${row}]) | sort(func (r: ${row}) -> r.k) | map(func (r: ${row}) -> r.${name(column)}))`;
    return `let ${parameter.name} = ${parameter.type.kind === 'array' ? items : `${items}[0]`}; `;
  });
  return `${declarations()}func main() -> (${lets.join('')}${source(body)})\n`;
}

function createTable({ table, column, type }: Stored, database: Database): string {
  const columns = database === 'duckdb' ? [[column, duckType(type)]] : postgresColumns(type, column);
  const all = [['k', 'BIGINT PRIMARY KEY'], ...columns];
  return `CREATE TABLE ${quoted(table)} (${all.map(([own, sql]) => `${quoted(own!)} ${sql}`).join(', ')});`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

const duckTypes: Readonly<Record<string, string>> = {
  Bool: 'BOOL',
  Int8: 'INT1',
  Int16: 'INT2',
  Int32: 'INT4',
  Int64: 'INT8',
  Uint8: 'UINT8',
  Uint16: 'UINT16',
  Uint32: 'UINT32',
  Uint64: 'UINT64',
  Float32: 'FLOAT4',
  Float64: 'FLOAT8',
  Text: 'TEXT',
  Date: 'DATE',
  Time: 'TIME',
  Duration: 'INT8',
  Timestamp: 'TIMESTAMP',
  Decimal: 'DECIMAL(18,2)',
};
const postgresTypes: Readonly<Record<string, string>> = {
  Bool: 'BOOLEAN',
  Int8: 'SMALLINT',
  Int16: 'SMALLINT',
  Int32: 'INTEGER',
  Int64: 'BIGINT',
  Uint8: 'SMALLINT',
  Uint16: 'INTEGER',
  Uint32: 'BIGINT',
  Uint64: 'NUMERIC(20)',
  Float32: 'REAL',
  Float64: 'FLOAT',
  Text: 'TEXT',
  Date: 'DATE',
  Time: 'TIME',
  Duration: 'BIGINT',
  Timestamp: 'TIMESTAMP',
  Decimal: 'DECIMAL',
};

/** The type without its frames, at the top. */
function bare(type: Type): Type {
  return type.kind === 'frame' ? bare(type.carrier) : type;
}

/** The payload of an enum that is one nullable column (specification 4 §2.1). */
function nullable(type: Type & { kind: 'enum' }): Type | undefined {
  const [none, some] = type.variants;
  if (type.variants.length !== 2 || !isUnit(none?.type) || some?.type === undefined) return undefined;
  const payload = bare(some.type);
  return payload.kind === 'scalar' || payload.kind === 'array' ? payload : undefined;
}

function isUnit(type: Type | undefined): boolean {
  const own = type && bare(type);
  return own === undefined || (own.kind === 'tuple' && own.fields.length === 0);
}

function duckType(type: Type): string {
  const own = bare(type);
  switch (own.kind) {
    case 'scalar':
      return duckTypes[own.name]!;
    case 'array':
      return `${duckType(own.item)}[]`;
    case 'tuple':
      return isUnit(own)
        ? 'BOOL'
        : `STRUCT(${own.fields.map((field, i) => `${quoted(field.name ?? `field${i}`)} ${duckType(field.type)}`).join(', ')})`;
    case 'enum': {
      const payload = nullable(own);
      if (payload !== undefined) return duckType(payload);
      return `UNION(${own.variants.map((variant) => `${quoted(variant.name)} ${variant.type ? duckType(variant.type) : 'BOOL'}`).join(', ')})`;
    }
    case 'frame':
      throw new Error('a frame has been taken off');
  }
}

function postgresColumns(type: Type, column: string): string[][] {
  const own = bare(type);
  switch (own.kind) {
    case 'scalar':
      return [[column, postgresTypes[own.name]!]];
    case 'array':
      return [[column, 'JSONB']];
    case 'tuple':
      return own.fields.flatMap((field, i) =>
        postgresColumns(field.type, `${column}.${field.name ?? `field${i}`}`),
      );
    case 'enum': {
      const payload = nullable(own);
      if (payload !== undefined) return postgresColumns(payload, column);
      const payloads = own.variants.flatMap((variant) =>
        variant.type ? postgresColumns(variant.type, `${column}.${variant.name}`) : [],
      );
      return [[column, 'TEXT'], ...payloads];
    }
    case 'frame':
      throw new Error('a frame has been taken off');
  }
}

/** Whether two fields of a tuple differ by case alone: DuckDB has no such struct. */
function hasTwins(type: Type): boolean {
  const own = bare(type);
  switch (own.kind) {
    case 'scalar':
    case 'frame':
      return false;
    case 'array':
      return hasTwins(own.item);
    case 'tuple': {
      const names = own.fields.map((field, i) => (field.name ?? `field${i}`).toLowerCase());
      return new Set(names).size < names.length || own.fields.some((field) => hasTwins(field.type));
    }
    case 'enum':
      return own.variants.some((variant) => variant.type !== undefined && hasTwins(variant.type));
  }
}
