import {
  type ColumnData,
  type FileMetaData,
  parquetMetadata,
  parquetRead,
  parquetSchema,
  type SchemaElement,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { Result } from '../../base';
import type { Format } from '../format';
import { type FormatError, FormatFailure, invalidData } from '../format-error';
import type { Ty } from '../ty';
import { nameText } from '../type-text';
import type { Value } from '../value';
import { cellReader } from './parquet-cell';
import { type Shape, shapeOf, shapeText, shapeTy } from './parquet-shape';
import { valueFromBatches } from './rows';

export { writeParquet } from './parquet-writer';

/** A value from a Parquet file, columns by position (specification 3 M1, M3). The bytes are canonical. */
export async function readParquet(
  file: Uint8Array,
  format: Format,
): Promise<Result<Uint8Array, FormatError>> {
  return attempt(async () => {
    const table = await readTable(file);
    const columns = table.shapes.map(([, shape], index) => ({
      cells(of: Format): ArrayLike<Value> {
        const read = cellReader(shape, of);
        return table.columns[index]!.map(read);
      },
    }));
    const bytes = valueFromBatches([{ columns, count: table.count }], format);
    if (!bytes.ok) throw new FormatFailure(bytes.error);
    return bytes.value;
  });
}

/** The type of a Parquet file's rows, `[{…}]`, as a type and as source over several lines (specification 3 M4). */
export async function parquetType(
  file: Uint8Array,
): Promise<Result<{ readonly ty: Ty; readonly text: string }, FormatError>> {
  return attempt(async () => {
    const metadata = parquetMetadata(bufferOf(file));
    const shapes = shapesOf(metadata);
    const nulls = await nullsIn(file, metadata, shapes);
    const holdsNull = (shape: Shape) => nulls.has(shape);
    const lines = shapes.map(([name, shape]) => `  ${nameText(name)}: ${shapeText(shape, holdsNull)},\n`);
    const row = shapeTy({ kind: 'struct', optional: false, fields: shapes }, holdsNull);
    return {
      ty: { kind: { kind: 'array', item: row }, variantsRecursive: [] },
      text: `[{\n${lines.join('')}}]`,
    };
  });
}

/**
 * Declarations for the Parquet files of a directory, by relative path (specification 3 M4): one function each that
 * reads the file. Other files are left out; without Parquet files the text is empty.
 */
export async function parquetDeclarations(
  files: ReadonlyMap<string, Uint8Array>,
): Promise<Result<string, FormatError>> {
  let text = '';
  for (const path of [...files.keys()].filter((name) => name.endsWith('.parquet')).sort()) {
    const type = await parquetType(files.get(path)!);
    if (!type.ok) return type;
    const file = path.slice(path.lastIndexOf('/') + 1);
    const name = file.slice(0, file.indexOf('.')).replaceAll(/[/ ]/g, '_');
    const literal = path.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
    text += `\nfunc ${nameText(name)}(): ${type.value.text} -> std::fs::read_parquet("${literal}")\n`;
  }
  return { ok: true, value: text };
}

interface ReadTable {
  readonly shapes: readonly (readonly [string, Shape])[];
  /** The cells of each top-level column, as the library gives them; a null is null or undefined. */
  readonly columns: readonly unknown[][];
  readonly count: number;
}

async function readTable(file: Uint8Array, only?: readonly string[]): Promise<ReadTable> {
  const buffer = bufferOf(file);
  const metadata = parquetMetadata(buffer);
  const shapes = shapesOf(metadata);
  const count = Number(metadata.num_rows);
  const columns = shapes.map(() => new Array<unknown>(count));
  const index = new Map(shapes.map(([name], position) => [name, position]));
  if (index.size < shapes.length) throw invalidData('two columns have the same name');
  await parquetRead({
    file: { byteLength: buffer.byteLength, slice: (start, end) => buffer.slice(start, end) },
    metadata: { ...metadata, schema: metadata.schema.map(withoutConversion) },
    ...(only === undefined ? {} : { columns: [...only] }),
    compressors,
    parsers: RAW,
    onChunk({ columnName, columnData, rowStart }: ColumnData) {
      const cells = columns[index.get(columnName)!]!;
      for (let row = 0; row < columnData.length; row++) cells[rowStart + row] = columnData[row];
    },
  });
  return { shapes, columns, count };
}

function shapesOf(metadata: FileMetaData): readonly (readonly [string, Shape])[] {
  return parquetSchema(metadata).children.map((child) => [child.element.name, shapeOf(child)] as const);
}

/** Values as they are stored: numbers and bigints untouched, texts as their bytes. */
const RAW = {
  timestampFromMilliseconds: (millis: bigint) => millis,
  timestampFromMicroseconds: (micros: bigint) => micros,
  timestampFromNanoseconds: (nanos: bigint) => nanos,
  dateFromDays: (days: number) => days,
  stringFromBytes: (bytes: Uint8Array) => bytes,
  jsonFromBytes: (bytes: Uint8Array) => bytes,
};

/** Hides annotations that the library would convert with a loss: decimals become doubles. */
function withoutConversion(element: SchemaElement): SchemaElement {
  const isDecimal = element.converted_type === 'DECIMAL' || element.logical_type?.type === 'DECIMAL';
  if (!isDecimal) return element;
  const { converted_type: _converted, logical_type: _logical, ...rest } = element;
  return rest;
}

/** The optional parts that hold a null somewhere: by the file's statistics where they tell, else by looking. */
async function nullsIn(
  file: Uint8Array,
  metadata: FileMetaData,
  shapes: ReadTable['shapes'],
): Promise<ReadonlySet<Shape>> {
  const nulls = new Set<Shape>();
  const unsure: string[] = [];
  for (const [name, shape] of shapes) {
    if (shape.kind === 'scalar') {
      if (!shape.optional) continue;
      const counted = countedNulls(metadata, name);
      if (counted === undefined) unsure.push(name);
      else if (counted > 0n) nulls.add(shape);
    } else if (hasOptional(shape)) unsure.push(name);
  }
  if (unsure.length === 0) return nulls;
  const table = await readTable(file, unsure);
  for (const [index, [name]] of table.shapes.entries()) {
    if (!unsure.includes(name)) continue;
    const shape = shapes[index]![1];
    for (const cell of table.columns[index]!) findNulls(shape, cell, nulls);
  }
  return nulls;
}

function countedNulls(metadata: FileMetaData, name: string): bigint | undefined {
  let total = 0n;
  for (const group of metadata.row_groups) {
    const column = group.columns.find((chunk) => chunk.meta_data?.path_in_schema[0] === name);
    const count = column?.meta_data?.statistics?.null_count;
    if (count === undefined) return undefined;
    total += count;
  }
  return total;
}

function hasOptional(shape: Shape): boolean {
  if (shape.optional) return true;
  if (shape.kind === 'list') return hasOptional(shape.item);
  return shape.kind === 'struct' && shape.fields.some(([, field]) => hasOptional(field));
}

function findNulls(shape: Shape, cell: unknown, nulls: Set<Shape>): void {
  if (cell === null || cell === undefined) {
    nulls.add(shape);
    return;
  }
  if (shape.kind === 'list') for (const item of cell as Iterable<unknown>) findNulls(shape.item, item, nulls);
  if (shape.kind === 'struct') {
    for (const [name, field] of shape.fields)
      findNulls(field, (cell as Record<string, unknown>)[name], nulls);
  }
}

function bufferOf(file: Uint8Array): ArrayBuffer {
  return file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer;
}

/** The library throws on files it cannot read; its words become the message. */
async function attempt<T>(work: () => Promise<T>): Promise<Result<T, FormatError>> {
  try {
    return { ok: true, value: await work() };
  } catch (thrown) {
    if (thrown instanceof FormatFailure) return { ok: false, error: thrown.error };
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return { ok: false, error: { kind: 'InvalidData', message } };
  }
}
