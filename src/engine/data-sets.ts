import { type AppError, fail, ok, type Result } from '../base';
import {
  type ColumnPlan,
  type CsvDialect,
  type CsvPreview,
  type CsvSource,
  dataNameFor,
  detectDialect,
  detectEncoding,
  detectFormat,
  type FileFormat,
  fileText,
  inflated,
  isBinaryFormat,
  isGzip,
  keptBytes,
  keptText,
  loadCsv,
  plainName,
  plansForType,
  previewCsv,
  type ReadProgress,
  rowTypeSource,
  type TextEncoding,
  tableType,
  typeNameFor,
} from '../data';
import { decode, encode, type Format, type Ty, type TyDef, typeText, type Value } from '../value';
import { allBytes, bytesOfBlob } from './blob-bytes';
import { dataError } from './data-error';
import type { StoredSet } from './data-store';
import { HeldValue } from './held-value';
import type { AcceptRequest, FilePreview, FileReading } from './messages';
import { RowsInMemory } from './rows-in-memory';
import { sameLayout } from './same-layout';
import { readTypedFile, type TypedFile, typedPlans, typedRows } from './typed-file';

/** How the text of a delimited file is read. */
export interface CsvReading {
  readonly encoding: TextEncoding;
  readonly dialect: CsvDialect;
  readonly header: boolean;
}

/** A table that came from a file: its typed rows, and the file, for links and for reading it in another way. */
export interface DataSet {
  readonly name: string;
  readonly typeName: string;
  readonly fileName: string;
  readonly format: FileFormat;
  /** Inflated, as it was dropped. */
  readonly file: Blob;
  /** Of delimited text; other files have types of their own. */
  readonly reading: CsvReading | null;
  /** The names of the columns in the file. */
  readonly header: readonly string[];
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
  /** Inflated, as it was dropped. */
  readonly file: Blob;
  readonly header: readonly string[];
  readonly content: CsvReading | TypedFile;
}

/** Bytes of a file whose types are its own: it is read at once, and takes many times its size while it is. */
const mostTyped = { text: 128 << 20, binary: 512 << 20 };

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
    if (set.reading === null) return this.#typedRowsAs(set, format);
    const { file, reading } = set;
    return whileThere(
      () => this.#csvRowsAs(set, csvSource(file, reading), ty, defs),
      () => fileChanged(set.fileName).message,
    );
  }

  async #csvRowsAs(
    set: DataSet,
    source: CsvSource,
    ty: Ty,
    defs: readonly TyDef[],
  ): Promise<Result<Uint8Array, string>> {
    const plans = plansForType(ty, defs, set.header);
    if (!plans.ok) return fail(plans.error.message);
    const rows = RowsInMemory.of(plans.value, set.fileName);
    if (!rows.ok) return fail(rows.error.message);
    const loaded = await loadCsv(source, plans.value, (more) => rows.value.add(more));
    const [bad] = loaded?.bad ?? [];
    if (bad !== undefined) return fail(`Line ${bad.line} of ${set.fileName}: ${bad.reason}.`);
    const value = rows.value.finish();
    return value.ok ? ok(value.value.bytes) : fail(value.error.message);
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

  /** Looks at a file and proposes its columns (DAT-2). */
  async preview(fileName: string, packed: Blob, progress: ReadProgress): Promise<Result<FilePreview>> {
    return whileThere(
      async () => {
        const file = await inflatedFile(fileName, packed);
        if (!file.ok) return file;
        return this.#read(this.#next++, plainName(fileName), file.value, {}, progress);
      },
      () => fileChanged(fileName),
    );
  }

  /** Looks at an open file again, with another encoding, separator or header (DAT-2). */
  async reread(id: number, reading: FileReading, progress: ReadProgress): Promise<Result<FilePreview>> {
    const open = this.#open.get(id);
    if (open === undefined) return fail(fileGone);
    return whileThere(
      () => this.#read(id, open.fileName, open.file, reading, progress),
      () => fileChanged(open.fileName),
    );
  }

  async #read(
    id: number,
    fileName: string,
    file: Blob,
    reading: FileReading,
    progress: ReadProgress,
  ): Promise<Result<FilePreview>> {
    const format = detectFormat(fileName, await allBytes(file.slice(0, 8)));
    const encoding = isBinaryFormat(format)
      ? null
      : (reading.encoding ?? (await detectEncoding(bytesOfBlob(file), progress)));
    if (encoding === undefined) return fail(cancelled);
    const read =
      format === 'delimited'
        ? await this.#delimited(file, { ...reading, encoding: encoding! }, progress)
        : await this.#typed(fileName, format, file, encoding, progress);
    if (!read.ok) return read;
    const { table, content } = read.value;
    if (table.columns.length === 0) return fail(dataError('EMPTY_FILE', `${fileName} holds no rows.`));
    const header = table.columns.map((column) => column.plan.original);
    this.#open.set(id, { fileName, format, file, header, content });
    return ok({
      id,
      fileName,
      format,
      encoding,
      bytes: file.size,
      name: dataNameFor(fileName),
      typeName: typeNameFor(fileName),
      table,
      notes:
        encoding === 'latin1' && reading.encoding === undefined
          ? ['The file is not valid UTF-8; it was read as Latin-1.']
          : [],
    });
  }

  async #delimited(
    file: Blob,
    reading: FileReading & { readonly encoding: TextEncoding },
    progress: ReadProgress,
  ): Promise<Result<{ readonly table: CsvPreview; readonly content: CsvReading }>> {
    const { encoding, delimiter, header } = reading;
    const text = fileText(bytesOfBlob(file), encoding);
    const detected = detectDialect(await text.lines(0, 1 << 16));
    const dialect = delimiter === undefined ? detected : { ...detected, delimiter };
    const table = await previewCsv(text, {
      ...progress,
      dialect,
      ...(header === undefined ? {} : { header }),
    });
    if (table === undefined) return fail(cancelled);
    return ok({ table, content: { encoding, dialect, header: table.header } });
  }

  async #typed(
    fileName: string,
    format: Exclude<FileFormat, 'delimited'>,
    file: Blob,
    encoding: TextEncoding | null,
    progress: ReadProgress,
  ): Promise<Result<{ readonly table: CsvPreview; readonly content: TypedFile }>> {
    const most = encoding === null ? mostTyped.binary : mostTyped.text;
    if (file.size > most)
      return fail(
        dataError(
          'TOO_LARGE',
          `${fileName} is larger than ${most >> 20} MB, and a file of this kind is read as a whole.`,
          'Take a part of it, or make it a CSV file.',
        ),
      );
    const text: string[] = [];
    if (encoding !== null)
      for await (const part of fileText(bytesOfBlob(file), encoding).parts()) text.push(part.text);
    const bytes = encoding === null ? await allBytes(file) : new Uint8Array();
    const typed = await readTypedFile(format, bytes, text.join(''));
    if (progress.cancelled?.()) return fail(cancelled);
    return typed.ok
      ? ok({ table: typedPreview(typed.value), content: typed.value })
      : fail(dataError('NOT_READABLE', typed.error));
  }

  /** Takes a table again that was kept as it was accepted. */
  async restore(stored: StoredSet): Promise<void> {
    const { rows, count, ...set } = stored;
    const value = HeldValue.of(await allBytes(rows), tableType(set.plans), []);
    if (value.ok) this.put({ ...set, value: value.value, rows: count });
  }

  /**
   * Takes in a file whose text came in a link, a project or an older store, with the columns that a look at it gives
   * unless they are known.
   */
  async takeIn(came: {
    readonly name: string;
    readonly fileName: string;
    readonly file: Blob;
    readonly typeName?: string;
    readonly plans?: readonly ColumnPlan[];
  }): Promise<Accepted> {
    const preview = await this.preview(came.fileName, came.file, {});
    if (!preview.ok) return preview;
    const { id, typeName, table } = preview.value;
    return this.accept({
      preview: id,
      name: came.name,
      typeName: came.typeName ?? typeName,
      plans: came.plans ?? table.columns.map((column) => column.plan),
      skipBad: true,
    });
  }

  /** Loads a previewed file by the chosen columns and keeps it under its name. */
  async accept(request: AcceptRequest, progress: ReadProgress = {}): Promise<Accepted> {
    const open = this.#open.get(request.preview);
    if (open === undefined) return { ok: false, error: fileGone };
    return whileThere(
      () => this.#accept(open, request, progress),
      () => fileChanged(open.fileName),
    );
  }

  async #accept(open: OpenFile, request: AcceptRequest, progress: ReadProgress): Promise<Accepted> {
    const { plans, name, typeName } = request;
    const { fileName, format, file, header, content } = open;
    const rows = RowsInMemory.of(plans, fileName);
    if (!rows.ok) return rows;
    const take = (more: readonly (readonly Value[])[]) => rows.value.add(more);
    const loaded =
      'dialect' in content
        ? await loadCsv(csvSource(file, content), plans, take, progress)
        : typedRows(content, plans, take);
    if (loaded === undefined) return { ok: false, error: rows.value.error ?? cancelled };
    if (loaded.badCount > 0 && !request.skipBad) {
      return { ok: false, bad: loaded.bad, badCount: loaded.badCount };
    }
    const value = rows.value.finish();
    if (!value.ok) return value;
    const reading = 'dialect' in content ? content : null;
    const of = { name, typeName, fileName, format, file, reading, header, plans };
    const set: DataSet = { ...of, value: value.value, rows: loaded.count };
    this.#sets.set(name, set);
    this.#open.delete(request.preview);
    return { ok: true, set, typeSource: rowTypeSource(typeName, plans), skipped: loaded.badCount };
  }

  /** Forgets a file that was only looked at. */
  close(preview: number): void {
    this.#open.delete(preview);
  }
}

/** What is kept of a set between visits. */
export function storedSet({ value, rows, ...set }: DataSet): StoredSet {
  return { ...set, rows: new Blob([value.bytes as BlobPart]), count: rows };
}

/** The text of a set's file, for a link: of a binary file its bytes in base64. */
export async function textOfSet({ file, format, reading }: DataSet): Promise<string> {
  if (isBinaryFormat(format)) return keptText(await allBytes(file));
  const parts: string[] = [];
  for await (const { text } of fileText(bytesOfBlob(file), reading?.encoding ?? 'utf-8').parts())
    parts.push(text);
  return parts.join('');
}

/** The file whose text that is; undefined where it is none. */
export function fileOfText(fileName: string, text: string): Blob | undefined {
  const bytes = keptBytes(fileName, text);
  return bytes === undefined ? undefined : new Blob([bytes as BlobPart]);
}

function csvSource(file: Blob, { encoding, dialect, header }: CsvReading): CsvSource {
  return { text: fileText(bytesOfBlob(file), encoding), dialect, header };
}

/** Bytes of a compressed file that is inflated at once. */
const mostPacked = 256 << 20;

async function inflatedFile(name: string, packed: Blob): Promise<Result<Blob>> {
  if (!isGzip(await allBytes(packed.slice(0, 2)))) return ok(packed);
  if (packed.size > mostPacked)
    return fail(dataError('TOO_LARGE', `${name} is larger than 256 MB, too large to be inflated here.`));
  const bytes = inflated(name, await allBytes(packed));
  return bytes.ok ? ok(new Blob([bytes.value as BlobPart])) : fail(dataError('DAMAGED_FILE', bytes.error));
}

const cancelled = dataError('CANCELLED', 'Reading was cancelled.');
/** What `read` gives, or an error where the browser refuses: the file is not the one any more that was dropped. */
async function whileThere<T, E>(
  read: () => Promise<T>,
  problem: () => E,
): Promise<T | ReturnType<typeof fail<E>>> {
  try {
    return await read();
  } catch (refused) {
    if (refused instanceof DOMException) return fail(problem());
    throw refused;
  }
}

function fileChanged(fileName: string): AppError {
  return dataError(
    'FILE_CHANGED',
    `${fileName} cannot be read: it was changed or moved since it was dropped.`,
    'Drop it again.',
  );
}

const fileGone = dataError('FILE_GONE', 'The file is no longer open.', 'Drop it again.');

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
