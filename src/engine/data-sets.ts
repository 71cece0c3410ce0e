import { type AppError, fail, ok, type Result } from '../base';
import {
  type ColumnPlan,
  type CsvPreview,
  dataNameFor,
  decodeText,
  detectDialect,
  detectFormat,
  type FileFormat,
  inflated,
  isBinaryFormat,
  keptBytes,
  keptText,
  loadCsv,
  plainName,
  plansForType,
  previewCsv,
  type ReadProgress,
  rowTypeSource,
  tableType,
  typeNameFor,
} from '../data';
import { decode, encode, type Format, type Ty, type TyDef, typeText, type Value } from '../value';
import type { StoredSet } from './data-store';
import { HeldValue } from './held-value';
import type { AcceptRequest, FilePreview, FileReading } from './messages';
import { sameLayout } from './same-layout';
import { readTypedFile, type TypedFile, typedPlans, typedRows } from './typed-file';

/** A table that came from a file: its typed rows, and the text it was read from, for links and for keeping. */
export interface DataSet {
  readonly name: string;
  readonly typeName: string;
  readonly fileName: string;
  readonly format: FileFormat;
  /** The file's text; of a binary file its bytes in base64. */
  readonly text: string;
  readonly table: CsvPreview;
  readonly plans: readonly ColumnPlan[];
  readonly value: HeldValue;
  readonly rows: number;
}

export type Accepted =
  | { readonly ok: true; readonly set: DataSet; readonly typeSource: string; readonly skipped: number }
  | { readonly ok: false; readonly bad: readonly CsvBad[]; readonly badCount: number }
  | { readonly ok: false; readonly error: AppError };

type CsvBad = CsvPreview['bad'][number];

interface OpenFile {
  readonly fileName: string;
  readonly format: FileFormat;
  /** Inflated, as they were dropped. */
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly table: CsvPreview;
  /** Of a file that has types of its own. */
  readonly typed?: TypedFile;
}

/** Files that were opened and tables that were accepted, by name. */
export class DataSets {
  readonly #open = new Map<number, OpenFile>();
  readonly #sets = new Map<string, DataSet>();
  #next = 1;

  get(name: string): DataSet | undefined {
    return this.#sets.get(name);
  }

  all(): readonly DataSet[] {
    return [...this.#sets.values()];
  }

  remove(name: string): void {
    this.#sets.delete(name);
  }

  put(set: DataSet): void {
    this.#sets.set(set.name, set);
  }

  /**
   * The rows of a set as a program's own type has them: the set's bytes where the layouts agree, otherwise read
   * again from the file, column by name. The error is a sentence.
   */
  async rowsAs(
    set: DataSet,
    ty: Ty,
    defs: readonly TyDef[],
    format: Format,
  ): Promise<Result<Uint8Array, string>> {
    if (sameLayout(set.value.format, format)) return ok(set.value.bytes);
    const header = set.table.columns.map((column) => column.plan.original);
    if (set.table.dialect === null) return this.#typedRowsAs(set, format);
    const plans = plansForType(ty, defs, header);
    if (!plans.ok) return fail(plans.error.message);
    const loaded = await loadCsv(set.text, set.table.dialect, set.table.header, plans.value);
    if (loaded === undefined) return fail('Reading was cancelled.');
    const [bad] = loaded.bad;
    if (bad !== undefined) return fail(`Line ${bad.line} of ${set.fileName}: ${bad.reason}.`);
    const bytes = encode(loaded.rows, format);
    return bytes.ok ? ok(bytes.value) : fail(bytes.error.message);
  }

  /** Rows of a file with its own types as another type: each field takes the column of its name as it is. */
  #typedRowsAs(set: DataSet, format: Format): Result<Uint8Array, string> {
    const wanted = format.kind === 'array' && format.item.kind === 'tuple' ? format.item.fields : [];
    const own = set.value.format;
    const fields = own.kind === 'array' && own.item.kind === 'tuple' ? own.item.fields : [];
    if (wanted.length === 0) return fail('The parameter is no array of tuples, so a file cannot fill it.');
    const places: number[] = [];
    for (const [i, field] of wanted.entries()) {
      const place = field.name === undefined ? i : fields.findIndex((one) => one.name === field.name);
      const found = fields[place];
      if (found === undefined) return fail(`The data set ${set.name} has no column ${field.name ?? i}.`);
      if (!sameLayout(found.format, field.format))
        return fail(`The column ${field.name ?? i} of ${set.name} has another type: ${typeText(found.ty)}.`);
      places.push(place);
    }
    const rows: Value[] = [];
    for (let row = 0; row < set.value.rows; row++) {
      const cells: Value[] = [];
      for (const place of places) {
        const cell = set.value.cell(row, place);
        const value = decode(set.value.bytes, cell.format, { offset: cell.at });
        if (!value.ok) return fail(value.error.message);
        cells.push(value.value);
      }
      rows.push(cells);
    }
    const bytes = encode(rows, format);
    return bytes.ok ? ok(bytes.value) : fail(bytes.error.message);
  }

  /** Reads all of a file and proposes its columns (DAT-2). */
  async preview(fileName: string, packed: Uint8Array, progress: ReadProgress): Promise<Result<FilePreview>> {
    const bytes = inflated(fileName, packed);
    if (!bytes.ok) return fail(dataError('DAMAGED_FILE', bytes.error));
    const id = this.#next++;
    return this.#read(id, plainName(fileName), bytes.value, {}, progress);
  }

  /** Reads an open file again, with another encoding, separator or header (DAT-2). */
  async reread(id: number, reading: FileReading, progress: ReadProgress): Promise<Result<FilePreview>> {
    const open = this.#open.get(id);
    if (open === undefined)
      return fail(dataError('FILE_GONE', 'The file is no longer open.', 'Drop it again.'));
    return this.#read(id, open.fileName, open.bytes, reading, progress);
  }

  async #read(
    id: number,
    fileName: string,
    bytes: Uint8Array,
    reading: FileReading,
    progress: ReadProgress,
  ): Promise<Result<FilePreview>> {
    const format = detectFormat(fileName, bytes);
    const decoded = isBinaryFormat(format) ? undefined : decodeText(bytes, reading.encoding);
    const table = await this.#table(format, bytes, decoded?.text ?? '', reading, progress);
    if (!table.ok) return table;
    const { preview, typed } = table.value;
    if (preview.columns.length === 0) return fail(dataError('EMPTY_FILE', `${fileName} holds no rows.`));
    const text = keptText(format, bytes, decoded?.text ?? '');
    this.#open.set(id, { fileName, format, bytes, text, table: preview, ...(typed ? { typed } : {}) });
    return ok({
      id,
      fileName,
      format,
      encoding: decoded?.encoding ?? null,
      bytes: bytes.length,
      name: dataNameFor(fileName),
      typeName: typeNameFor(fileName),
      table: preview,
      notes: decoded?.note === undefined ? [] : [decoded.note],
    });
  }

  async #table(
    format: FileFormat,
    bytes: Uint8Array,
    text: string,
    reading: FileReading,
    progress: ReadProgress,
  ): Promise<Result<{ readonly preview: CsvPreview; readonly typed?: TypedFile }>> {
    if (format === 'delimited') {
      const dialect =
        reading.delimiter === undefined
          ? undefined
          : { ...detectDialect(text), delimiter: reading.delimiter };
      const preview = await previewCsv(text, {
        ...progress,
        ...(dialect === undefined ? {} : { dialect }),
        ...(reading.header === undefined ? {} : { header: reading.header }),
      });
      return preview === undefined ? fail(dataError('CANCELLED', 'Reading was cancelled.')) : ok({ preview });
    }
    const typed = await readTypedFile(format, bytes, text);
    if (progress.cancelled?.()) return fail(dataError('CANCELLED', 'Reading was cancelled.'));
    return typed.ok
      ? ok({ preview: typedPreview(typed.value), typed: typed.value })
      : fail(dataError('NOT_READABLE', typed.error));
  }

  /**
   * Takes a table again that was accepted before: with the same columns where they are known, otherwise with those
   * that a first look gives it.
   */
  async restore(
    stored: Pick<StoredSet, 'name' | 'fileName' | 'text'> & Partial<StoredSet>,
  ): Promise<Accepted> {
    const bytes = keptBytes(stored.fileName, stored.text);
    if (bytes === undefined)
      return { ok: false, error: dataError('DAMAGED_FILE', `${stored.fileName} is damaged.`) };
    const preview = await this.preview(stored.fileName, bytes, {});
    if (!preview.ok) return preview;
    const { id, typeName, table } = preview.value;
    return this.accept({
      preview: id,
      name: stored.name,
      typeName: stored.typeName ?? typeName,
      plans: stored.plans ?? table.columns.map((column) => column.plan),
      skipBad: true,
    });
  }

  /** Loads a previewed file by the chosen columns and keeps it under its name. */
  async accept(request: AcceptRequest, progress: ReadProgress = {}): Promise<Accepted> {
    const open = this.#open.get(request.preview);
    if (open === undefined) {
      return { ok: false, error: dataError('FILE_GONE', 'The file is no longer open.', 'Drop it again.') };
    }
    const { plans, name, typeName } = request;
    const { dialect, header } = open.table;
    const loaded =
      open.typed !== undefined
        ? typedRows(open.typed, plans)
        : dialect !== null
          ? await loadCsv(open.text, dialect, header, plans, progress)
          : undefined;
    if (loaded === undefined) return { ok: false, error: dataError('CANCELLED', 'Reading was cancelled.') };
    if (loaded.badCount > 0 && !request.skipBad) {
      return { ok: false, bad: loaded.bad, badCount: loaded.badCount };
    }
    const value = heldRows(loaded.rows, plans);
    if (!value.ok) return value;
    const { fileName, format, text, table } = open;
    const rows = loaded.rows.length;
    const set: DataSet = { fileName, format, text, table, name, typeName, plans, value: value.value, rows };
    this.#sets.set(name, set);
    this.#open.delete(request.preview);
    return { ok: true, set, typeSource: rowTypeSource(typeName, plans), skipped: loaded.badCount };
  }
}

/** What the preview sheet shows of a file with types of its own. */
function typedPreview(file: TypedFile): CsvPreview {
  const plans = typedPlans(file);
  const all = { start: 0, count: plans.length };
  const rows = file.value.window({ start: 0, count: 50 }, all);
  return {
    dialect: null,
    header: true,
    columns: plans.map((plan, i) => ({
      plan,
      guess: {
        type: plan.type,
        reason: file.columns[i]!.reason,
        offers: [{ label: 'keep as Text', type: { scalar: 'Text', optional: plan.type.optional } }],
        missing: 0,
      },
    })),
    rows: rows.map((cells) => cells.map((cell) => (cell.kind === 'none' ? '' : cell.text))),
    rowCount: file.value.rows,
    complete: true,
    bad: file.bad,
    badCount: file.bad.length,
  };
}

/** Encodes loaded rows as the table type of their columns. */
function heldRows(
  rows: Parameters<typeof encode>[0],
  plans: readonly ColumnPlan[],
): { readonly ok: true; readonly value: HeldValue } | { readonly ok: false; readonly error: AppError } {
  const empty = HeldValue.of(new Uint8Array(8), tableType(plans), []);
  if (!empty.ok) return { ok: false, error: dataError('BAD_TYPE', empty.error.message) };
  const bytes = encode(rows, empty.value.format);
  if (!bytes.ok) return { ok: false, error: dataError('TOO_LARGE', bytes.error.message) };
  return { ok: true, value: empty.value.withBytes(bytes.value) };
}

export function dataError(code: string, message: string, hint?: string): AppError {
  return { kind: 'data', code, message, ...(hint === undefined ? {} : { hint }) };
}
