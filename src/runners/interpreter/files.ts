import type { RowFiles } from '../../program';
import { type Format, formatOf, loadParquet, schema, type TyDef } from '../../value';

/** A folder of files, possibly virtual. Paths are relative, `/` between segments, free of `.` and `..`. */
export interface FileStore {
  /** Undefined when there is no such file. */
  read(path: string): Uint8Array | undefined | Promise<Uint8Array | undefined>;
  write(path: string, bytes: Uint8Array): void | Promise<void>;
  /** The paths of all files. */
  list(): readonly string[] | Promise<readonly string[]>;
}

/** Thrown out of a run that needs a file: it is run again when the file has been read. */
export class FileNeeded extends Error {
  constructor(
    readonly path: string,
    readonly type: Uint8Array,
  ) {
    super(`file needed: ${path}`);
    this.name = 'FileNeeded';
  }
}

type ReadRows = ReturnType<RowFiles['read']>;

interface PendingWrite {
  readonly path: string;
  readonly format: Format;
  readonly rows: Uint8Array;
}

/**
 * The files of one execution. A program runs in one go while reading a file takes its time, so a read of a file
 * that is not there yet stops the run; programs are pure, running one again costs only time. Writes are kept until
 * the program has succeeded.
 */
export class ExecutionFiles implements RowFiles {
  private readonly known = new Map<string, ReadRows>();
  private readonly formats = new Map<string, Format>();
  private writes: PendingWrite[] = [];
  /** Encodes a value of the run under way; set by whoever runs the program. */
  encoded: ((address: number, format: Format) => Uint8Array) | undefined;

  constructor(
    private readonly store: FileStore,
    private readonly defs: readonly TyDef[],
  ) {}

  /** Forgets the writes of a run that was stopped. */
  restart(): void {
    this.writes = [];
  }

  read(path: string, type: Uint8Array): ReadRows {
    const known = this.known.get(keyOf(path, type));
    if (known === undefined) throw new FileNeeded(path, type);
    return known;
  }

  write(path: string, type: Uint8Array, address: number): void {
    const format = this.formatOf(type);
    this.writes.push({ path, format, rows: this.encoded!(address, format) });
  }

  async load({ path, type }: FileNeeded): Promise<void> {
    const file = await this.store.read(path);
    this.known.set(keyOf(path, type), await this.rowsOf(file, type));
  }

  private async rowsOf(file: Uint8Array | undefined, type: Uint8Array): Promise<ReadRows> {
    if (file === undefined) return { ok: false, cause: 'file not found' };
    const { readParquet } = await loadParquet();
    const rows = await readParquet(file, this.formatOf(type));
    return rows.ok ? { ok: true, rows: rows.value } : { ok: false, cause: rows.error.message };
  }

  /** Carries out the writes in order; gives the text of the first failure. */
  async finish(): Promise<string | undefined> {
    if (this.writes.length === 0) return undefined;
    const { writeParquet } = await loadParquet();
    for (const { path, format, rows } of this.writes) {
      const file = writeParquet(rows, format);
      if (!file.ok) {
        const step = file.error.kind === 'InvalidType' ? 'lutra_to_arrow' : 'write_parquet';
        return `${step}: ${file.error.message}`;
      }
      await this.store.write(path, file.value);
    }
    return undefined;
  }

  private formatOf(type: Uint8Array): Format {
    const key = keyOf('', type);
    let known = this.formats.get(key);
    if (known === undefined) {
      const ty = schema.ty.decode(type);
      const format = ty.ok ? formatOf(ty.value, this.defs) : ty;
      if (!format.ok) throw new Error(`bad type of rows: ${format.error.message}`);
      known = format.value;
      this.formats.set(key, known);
    }
    return known;
  }
}

/** Lutra source of what the Parquet files of a store offer (specification 3 M4); empty when none can be read. */
export async function declarationsOf(store: FileStore): Promise<string> {
  const files = new Map<string, Uint8Array>();
  for (const path of await store.list()) {
    const file = path.endsWith('.parquet') ? await store.read(path) : undefined;
    if (file !== undefined) files.set(path, file);
  }
  if (files.size === 0) return '';
  const { parquetDeclarations } = await loadParquet();
  const text = await parquetDeclarations(files);
  return text.ok ? text.value : '';
}

function keyOf(path: string, type: Uint8Array): string {
  return `${path} ${type.join()}`;
}
