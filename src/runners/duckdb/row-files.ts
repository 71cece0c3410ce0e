import { fail, ok, type Result } from '../../base';
import { pathBelowRoot } from '../../std';
import {
  decode,
  type Format,
  formatOf,
  primTy,
  scalarTy,
  schema,
  type Ty,
  type TypeTable,
  type Value,
} from '../../value';
import { type FileStore, readRows, writeRows } from '../files';
import { EngineRejection, type Leaf, leavesOf, type PreparedSql, type Shape, shapeOf } from '../relational';
import { type DuckConnection, guarded } from './connection';
import { inputTable } from './input-table';
import { columnType, packedLiteral, packedType } from './literal';

/** Rows that go in one statement when they go in as text. */
const ROWS_AT_ONCE = 500;

/** The files a SQL program reads and writes: the lines it starts with (specification 4 §10). */
export interface RowFileLines {
  readonly reads: readonly { readonly table: string; readonly name: string; readonly ty: Ty }[];
  readonly write: { readonly name: string; readonly ty: Ty } | undefined;
}

/** Only lines before the statement count: a text in it may hold anything. */
export function rowFileLines(sql: string): RowFileLines {
  const reads: { table: string; name: string; ty: Ty }[] = [];
  let write: RowFileLines['write'];
  for (const line of sql.split('\n')) {
    if (!line.startsWith('-- lutra ')) break;
    const read = /^-- lutra read (\w+) (".*") (\S+)$/.exec(line);
    if (read) reads.push({ table: read[1]!, name: JSON.parse(read[2]!), ty: describedTy(read[3]!) });
    const written = /^-- lutra write (".*") (\S+)$/.exec(line);
    if (written) write = { name: JSON.parse(written[1]!), ty: describedTy(written[2]!) };
  }
  return { reads, write };
}

function describedTy(base64: string): Ty {
  const ty = schema.ty.decode(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
  if (!ty.ok) throw new EngineRejection({ message: `the type of a file's rows does not decode` });
  return ty.value;
}

/** Reading and writing files for one program. Failures reject with the texts of specification 3 M3. */
export class RowFiles {
  constructor(
    private readonly store: FileStore | undefined,
    private readonly connection: DuckConnection,
    private readonly program: Pick<PreparedSql, 'defs' | 'table'>,
  ) {}

  /** Makes the temporary table of each file that is read. */
  async load({ reads }: RowFileLines): Promise<void> {
    for (const { table, name, ty } of reads) {
      const { store, path } = this.open(name);
      const format = this.format(ty);
      const rows = await readRows(store, path, format);
      const value = rows.ok ? decoded(rows.value, format) : rows;
      if (!value.ok) throw failure(`read_parquet(${name}): ${value.error}`);
      await this.fill(table, value.value as readonly Value[], ty);
    }
  }

  /** Drops what {@link load} made. */
  async drop({ reads }: RowFileLines): Promise<void> {
    for (const { table } of reads) await this.query(`DROP TABLE IF EXISTS temp.${table}`);
  }

  /** Writes the rows that a program gave: a value of type `ty`, made when its format is known. */
  async write(
    { name, ty }: { readonly name: string; readonly ty: Ty },
    rows: (format: Format) => Uint8Array,
  ): Promise<void> {
    const { store, path } = this.open(name);
    const format = this.format(ty);
    const written = await writeRows(store, path, format, rows(format));
    if (!written.ok) throw failure(written.error);
  }

  private open(name: string): { readonly store: FileStore; readonly path: string } {
    const { store } = this;
    if (store === undefined) throw failure('duckdb was not provided with file-system access');
    const path = pathBelowRoot(name);
    if (path === undefined) throw failure(`invalid path: ${name}`);
    return { store, path };
  }

  private format(ty: Ty): Format {
    const format = formatOf(ty, this.program.defs);
    if (!format.ok) throw new EngineRejection({ message: format.error.message });
    return format.value;
  }

  private async fill(name: string, rows: readonly Value[], ty: Ty): Promise<void> {
    const { table } = this.program;
    const { kind } = table.materialiseOrStd(ty);
    if (kind.kind !== 'array') throw new EngineRejection({ message: 'the rows of a file are no array' });
    const shape = shapeOf(kind.item, table);
    const columns = columnTypes(shape, table);
    const declared = columns.map((type, i) => `c${i} ${type}`).join(', ');
    await this.query(`CREATE OR REPLACE TEMP TABLE ${name} (${declared})`);
    if (rows.length === 0) return;
    const raw = `${name}_rows`;
    const flat = inputTable(raw, rows, ty, table);
    if (flat === undefined) {
      await this.fillByText(name, rows, shape);
      return;
    }
    await guarded(() => this.connection.insertArrowFromIPCStream(flat.stream, { name: raw, create: true }));
    const selected = columns.map((_, i) => `c${i}`).join(', ');
    await this.query(`INSERT INTO temp.${name} SELECT ${selected} FROM ${raw} ORDER BY index`);
    await this.query(`DROP TABLE ${raw}`);
  }

  private async fillByText(name: string, rows: readonly Value[], shape: Shape): Promise<void> {
    for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
      const lines = rows
        .slice(start, start + ROWS_AT_ONCE)
        .map((row) => leavesOf(row, shape).map((leaf) => this.literal(leaf)))
        .map((cells) => `(${cells.join(', ')})`);
      await this.query(`INSERT INTO temp.${name} VALUES ${lines.join(', ')}`);
    }
  }

  private literal(leaf: Leaf): string {
    const { table } = this.program;
    switch (leaf.kind) {
      case 'null':
        return 'NULL';
      case 'tag':
        return String(leaf.tag);
      case 'packed':
        return packedLiteral(leaf.value, leaf.ty, table);
      case 'scalar': {
        const { scalar } = leaf;
        return packedLiteral(
          leaf.value,
          typeof scalar === 'number' ? primTy(scalar) : scalarTy(scalar),
          table,
        );
      }
    }
  }

  private async query(sql: string): Promise<void> {
    await guarded(() => this.connection.query(sql));
  }
}

function decoded(bytes: Uint8Array, format: Format): Result<Value, string> {
  const value = decode(bytes, format);
  return value.ok ? ok(value.value) : fail(value.error.message);
}

/** The column types of a row (specification 4 §2.3), in the order of its leaves. */
function columnTypes(shape: Shape, table: TypeTable): string[] {
  switch (shape.kind) {
    case 'scalar':
      return [columnType(shape.scalar)];
    case 'packed':
      return [packedType(shape.ty, table)];
    case 'option':
      return columnTypes(shape.payload, table);
    case 'tuple':
      return shape.fields.flatMap((field) => columnTypes(field.shape, table));
    case 'enum':
      return ['INT2', ...shape.variants.flatMap((variant) => columnTypes(variant.shape, table))];
  }
}

function failure(text: string): EngineRejection {
  return new EngineRejection({ message: `error: ${text}` });
}
