import { fail, ok, type Result } from '../base';
import {
  type BadRecord,
  type ColumnPlan,
  columnNames,
  columnOf,
  type FileFormat,
  JsonShape,
  jsonRows,
  type LoadedRows,
  ndjsonRows,
  readCell,
  typeText,
} from '../data';
import {
  arrayTy,
  decode,
  encode,
  loadArrow,
  loadParquet,
  readTypedData,
  type Ty,
  type TyDef,
  TypeTable,
  tupleTy,
  type Value,
  validate,
} from '../value';
import { cellOf } from './cell';
import { HeldValue } from './held-value';

/** The rows of a file that carries its types, as a table of tuples, with what was read of each column. */
export interface TypedFile {
  readonly value: HeldValue;
  readonly columns: readonly { readonly original: string; readonly reason: string }[];
  readonly bad: readonly BadRecord[];
  /** Whether its enums stand for values of mixed kinds, whose variants the file does not name. */
  readonly mixedKinds: boolean;
}

/** Reads a file whose columns have types of their own (DAT-1, DAT-5). The error is a sentence. */
export async function readTypedFile(
  format: Exclude<FileFormat, 'delimited'>,
  bytes: Uint8Array,
  text: string,
): Promise<Result<TypedFile, string>> {
  switch (format) {
    case 'json': {
      const read = jsonRows(text);
      return read.ok ? jsonFile(read.value) : read;
    }
    case 'ndjson':
      return jsonFile(ndjsonRows(text));
    case 'parquet': {
      const { parquetType, readParquet } = await loadParquet();
      const type = await parquetType(bytes);
      if (!type.ok) return fail(sentence(type.error.message));
      return tableOf(type.value.ty, [], 'the type of the Parquet column', (held) =>
        readParquet(bytes, held.format),
      );
    }
    case 'arrow': {
      const { arrowType, readArrow } = await loadArrow();
      const type = arrowType(bytes);
      if (!type.ok) return fail(sentence(type.error.message));
      return tableOf(type.value, [], 'the type of the Arrow column', async (held) =>
        readArrow(bytes, held.format),
      );
    }
    case 'ltd': {
      const read = readTypedData(bytes);
      if (!read.ok) return fail(sentence(`not a file of typed data: ${read.error.message}`));
      const { ty, defs, data } = read.value;
      return tableOf(ty, defs, 'the type in the file', async (held) => {
        const valid = validate(data, held.format);
        return valid.ok ? { ok: true, value: data } : valid;
      });
    }
  }
}

function jsonFile(read: {
  readonly rows: readonly Parameters<JsonShape['add']>[0][];
  readonly bad: readonly BadRecord[];
}): Result<TypedFile, string> {
  if (read.rows.length === 0) return fail('The file holds no rows.');
  const shape = new JsonShape();
  for (const row of read.rows) shape.add(row);
  const reading = shape.reading();
  const rows: Value[] = [];
  for (const row of read.rows) {
    const value = reading.read(row);
    if (value === undefined) return fail('The file holds values that have no type in common.');
    rows.push(reading.fields === undefined || reading.optional ? [value] : value);
  }
  const fields = reading.optional ? undefined : reading.fields;
  const rowTy = fields === undefined ? tupleTy(['value', reading.ty]) : reading.ty;
  const held = encoded(arrayTy(rowTy), rows);
  if (!held.ok) return held;
  const columns =
    fields === undefined
      ? [{ original: 'value', reason: reading.reason }]
      : fields.map((field) => ({ original: field.original, reason: field.reading.reason }));
  return ok({ value: held.value, columns, bad: read.bad, mixedKinds: true });
}

/** A value of a type with definitions as rows of a table without any. */
async function tableOf(
  ty: Ty,
  defs: readonly TyDef[],
  reason: string,
  read: (held: HeldValue) => Promise<Result<Uint8Array, { readonly message: string }>>,
): Promise<Result<TypedFile, string>> {
  const spelled = spelledOut(ty, new TypeTable(defs), new Set());
  if (spelled === undefined) return fail('The file’s type holds itself, so it is no table.');
  const empty = HeldValue.of(new Uint8Array(), spelled, []);
  if (!empty.ok) return fail(sentence(empty.error.message));
  const bytes = await read(empty.value);
  if (!bytes.ok) return fail(sentence(bytes.error.message));
  const value = decode(bytes.value, empty.value.format);
  if (!value.ok) return fail(sentence(value.error.message));
  const isArray = spelled.kind.kind === 'array';
  const rows = isArray ? (value.value as readonly Value[]) : [value.value];
  const row = spelled.kind.kind === 'array' ? spelled.kind.item : spelled;
  const isTuple = row.kind.kind === 'tuple' && row.kind.fields.length > 0;
  const held = encoded(
    arrayTy(isTuple ? row : tupleTy(['value', row])),
    isTuple ? rows : rows.map((one) => [one]),
  );
  if (!held.ok) return held;
  const names = held.value.columns().map((column) => column.name);
  const columns = names.map((original) => ({ original, reason }));
  return ok({ value: held.value, columns, bad: [], mixedKinds: false });
}

function encoded(ty: Ty, rows: readonly Value[]): Result<HeldValue, string> {
  const empty = HeldValue.of(new Uint8Array(), ty, []);
  if (!empty.ok) return fail(sentence(empty.error.message));
  const bytes = encode(rows, empty.value.format);
  return bytes.ok ? ok(empty.value.withBytes(bytes.value)) : fail(sentence(bytes.error.message));
}

/** A type with every name of its own written out; undefined where one leads back to itself. */
function spelledOut(ty: Ty, table: TypeTable, around: ReadonlySet<string>): Ty | undefined {
  const { kind } = ty;
  switch (kind.kind) {
    case 'primitive':
    case 'function':
      return ty;
    case 'ident': {
      if (table.scalar(ty) !== undefined) return table.materialiseOrStd(ty);
      const key = kind.path.join('::');
      const definition = table.definition(kind.path);
      if (definition === undefined || around.has(key)) return undefined;
      return spelledOut(definition, table, new Set(around).add(key));
    }
    case 'array': {
      const item = spelledOut(kind.item, table, around);
      return item === undefined ? undefined : { kind: { kind: 'array', item }, variantsRecursive: [] };
    }
    case 'tuple': {
      const fields = kind.fields.map((field) => ({ field, ty: spelledOut(field.ty, table, around) }));
      if (fields.some((one) => one.ty === undefined)) return undefined;
      return {
        kind: { kind: 'tuple', fields: fields.map((one) => ({ ...one.field, ty: one.ty! })) },
        variantsRecursive: [],
      };
    }
    case 'enum': {
      const variants = kind.variants.map((variant) => ({
        variant,
        ty: spelledOut(variant.ty, table, around),
      }));
      if (variants.some((one) => one.ty === undefined)) return undefined;
      return {
        kind: { kind: 'enum', variants: variants.map((one) => ({ ...one.variant, ty: one.ty! })) },
        variantsRecursive: [],
      };
    }
  }
}

/** The columns of a typed file as they would be loaded: every one with its own type. */
export function typedPlans({ value, columns }: TypedFile): readonly ColumnPlan[] {
  const { format } = value;
  if (format.kind !== 'array' || format.item.kind !== 'tuple') return [];
  const names = columnNames(columns.map((column) => column.original));
  return format.item.fields.map((field, index) => ({
    name: names[index]!,
    original: columns[index]!.original,
    type: columnOf(field.ty),
    index,
  }));
}

/** Rows that are given at once. */
const portion = 4096;

/**
 * The rows of a typed file by the columns that were chosen. A column with its own type is taken as it is; another type
 * reads what the cell says. Rows that do not fit are listed, never changed (DAT-7). `undefined` when `take` says false.
 */
export function typedRows(
  file: TypedFile,
  plans: readonly ColumnPlan[],
  take: (rows: readonly (readonly Value[])[]) => boolean,
): LoadedRows | undefined {
  const own = typedPlans(file);
  let rows: (readonly Value[])[] = [];
  let count = 0;
  const bad: BadRecord[] = [];
  let badCount = 0;
  const readers = plans.map((plan) => cellReader(file, own[plan.index]!, plan));
  for (let row = 0; row < file.value.rows; row++) {
    const cells: Value[] = [];
    let fault: { readonly plan: ColumnPlan } | undefined;
    for (const [i, plan] of plans.entries()) {
      const value = readers[i]!(row);
      if (value === undefined) {
        fault = { plan };
        break;
      }
      cells.push(value);
    }
    if (fault === undefined) {
      count++;
      if (rows.push(cells) === portion) {
        if (!take(rows)) return undefined;
        rows = [];
      }
      continue;
    }
    badCount++;
    const { plan } = fault;
    if (bad.length < 100) {
      const shown = cellOf(file.value.cell(row, plan.index));
      const type = typeText({ ...plan.type, optional: false });
      bad.push({
        line: row + 1,
        column: plan.index,
        reason: `column ${plan.original} holds ${shown.text}, which is no ${type}`,
        text: shown.text,
      });
    }
  }
  return rows.length > 0 && !take(rows) ? undefined : { count, bad, badCount };
}

function cellReader(file: TypedFile, own: ColumnPlan, plan: ColumnPlan): (row: number) => Value | undefined {
  const { value } = file;
  const raw = (row: number): Value | undefined => {
    const cell = value.cell(row, plan.index);
    const read = decode(value.bytes, cell.format, { offset: cell.at });
    return read.ok ? read.value : undefined;
  };
  const present = (one: Value | undefined) => one as { readonly tag: number; readonly payload: Value };
  if (typeText({ ...own.type, optional: false }) === typeText({ ...plan.type, optional: false })) {
    if (own.type.optional === plan.type.optional) return raw;
    if (plan.type.optional) {
      return (row) => {
        const one = raw(row);
        return one === undefined ? undefined : { tag: 1, payload: one };
      };
    }
    return (row) => (present(raw(row)).tag === 1 ? present(raw(row)).payload : undefined);
  }
  return (row) => {
    const whole = value.cell(row, plan.index);
    const cell = cellOf(file.mixedKinds ? scalarWithin(whole) : whole);
    const text =
      cell.kind === 'none' ? '' : cell.kind === 'text' ? fullText(value, row, plan.index) : cell.text;
    if (plan.type.scalar === 'Text' && (cell.kind === 'array' || cell.kind === 'tuple')) {
      const part = value.part([row, plan.index]);
      const json = part.ok ? part.value.print('json') : part;
      const line = json.ok ? json.value.replace(/\n\s*/g, '') : undefined;
      if (line === undefined) return undefined;
      return plan.type.optional ? { tag: 1, payload: line } : line;
    }
    return readCell(text, plan.type);
  };
}

/** What a value of one of several kinds is, where it is no list and no tuple. */
function scalarWithin(cell: ReturnType<HeldValue['cell']>): ReturnType<HeldValue['cell']> {
  if (cell.format.kind !== 'enum' || cell.variant().variant.isUnit) return cell;
  const inner = scalarWithin(cell.payload());
  return inner.format.kind === 'array' || inner.format.kind === 'tuple' ? cell : inner;
}

function fullText(value: HeldValue, row: number, column: number): string {
  let cell = value.cell(row, column);
  while (cell.format.kind === 'enum') cell = cell.payload();
  return cell.text();
}

/** A message of another room as a sentence. */
function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
