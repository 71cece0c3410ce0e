import { type AppError, fail, ok, type Result } from '../base';
import {
  type ColumnPlan,
  type CsvPreview,
  dataNameFor,
  decodeText,
  loadCsv,
  plansForType,
  previewCsv,
  type ReadProgress,
  rowTypeSource,
  tableType,
  typeNameFor,
} from '../data';
import { encode, type Format, type Ty, type TyDef } from '../value';
import type { StoredSet } from './data-store';
import { HeldValue } from './held-value';
import type { AcceptRequest, FilePreview } from './messages';
import { sameLayout } from './same-layout';

/** A table that came from a file: its typed rows, and the text it was read from, for links and for keeping. */
export interface DataSet {
  readonly name: string;
  readonly typeName: string;
  readonly fileName: string;
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
  readonly text: string;
  readonly table: CsvPreview;
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
    const plans = plansForType(ty, defs, header);
    if (!plans.ok) return fail(plans.error.message);
    const loaded = await loadCsv(set.text, set.table.dialect, set.table.header, plans.value);
    if (loaded === undefined) return fail('Reading was cancelled.');
    const [bad] = loaded.bad;
    if (bad !== undefined) return fail(`Line ${bad.line} of ${set.fileName}: ${bad.reason}.`);
    const bytes = encode(loaded.rows, format);
    return bytes.ok ? ok(bytes.value) : fail(bytes.error.message);
  }

  /** Reads all of a delimited text and proposes its columns (DAT-2). */
  async preview(fileName: string, bytes: Uint8Array, progress: ReadProgress): Promise<Result<FilePreview>> {
    const { text, note } = decodeText(bytes);
    const table = await previewCsv(text, progress);
    if (table === undefined) return fail(dataError('CANCELLED', 'Reading was cancelled.'));
    if (table.columns.length === 0) {
      return fail(dataError('EMPTY_FILE', `${fileName} holds no rows.`));
    }
    const id = this.#next++;
    this.#open.set(id, { fileName, text, table });
    return ok({
      id,
      fileName,
      bytes: bytes.length,
      name: dataNameFor(fileName),
      typeName: typeNameFor(fileName),
      table,
      notes: note === undefined ? [] : [note],
    });
  }

  /**
   * Takes a table again that was accepted before: with the same columns where they are known, otherwise with those
   * that a first look gives it.
   */
  async restore(
    stored: Pick<StoredSet, 'name' | 'fileName' | 'text'> & Partial<StoredSet>,
  ): Promise<Accepted> {
    const preview = await this.preview(stored.fileName, new TextEncoder().encode(stored.text), {});
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
    const loaded = await loadCsv(open.text, open.table.dialect, open.table.header, plans, progress);
    if (loaded === undefined) return { ok: false, error: dataError('CANCELLED', 'Reading was cancelled.') };
    if (loaded.badCount > 0 && !request.skipBad) {
      return { ok: false, bad: loaded.bad, badCount: loaded.badCount };
    }
    const value = heldRows(loaded.rows, plans);
    if (!value.ok) return value;
    const set: DataSet = { ...open, name, typeName, plans, value: value.value, rows: loaded.rows.length };
    this.#sets.set(name, set);
    this.#open.delete(request.preview);
    return { ok: true, set, typeSource: rowTypeSource(typeName, plans), skipped: loaded.badCount };
  }
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
