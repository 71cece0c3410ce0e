import type { Result } from '../../base';
import type { RowFiles } from '../../program';
import { type Format, formatOf, schema, type Ty, type TyDef } from '../../value';

/** A folder of files, possibly virtual. Paths are relative, `/` between segments, free of `.` and `..`. */
export interface FileStore {
  read(path: string): Uint8Array | undefined;
  write(path: string, bytes: Uint8Array): void;
}

/** Rows in files: what turns a Parquet file into an encoded array and back. Errors are the cause as text. */
export interface RowFileFormat {
  read(file: Uint8Array, ty: Ty, defs: readonly TyDef[]): Promise<Result<Uint8Array, string>>;
  write(rows: Uint8Array, ty: Ty, defs: readonly TyDef[]): Promise<Result<Uint8Array, string>>;
}

export interface InterpreterFiles {
  readonly store: FileStore;
  readonly format: RowFileFormat;
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
  readonly ty: Ty;
  readonly rows: Uint8Array;
}

/**
 * The files of one execution. A program runs in one go while reading a file takes its time, so a read of a file
 * that is not there yet stops the run; programs are pure, running one again costs only time. Writes are kept until
 * the program has succeeded.
 */
export class ExecutionFiles implements RowFiles {
  private readonly known = new Map<string, ReadRows>();
  private readonly types = new Map<string, Ty>();
  private writes: PendingWrite[] = [];
  /** Encodes a value of the run under way; set by whoever runs the program. */
  encoded: ((address: number, format: Format) => Uint8Array) | undefined;

  constructor(
    private readonly files: InterpreterFiles,
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
    const ty = this.typeOf(type);
    const format = formatOf(ty, this.defs);
    if (!format.ok) throw new Error(`bad type of rows: ${format.error.message}`);
    this.writes.push({ path, ty, rows: this.encoded!(address, format.value) });
  }

  async load({ path, type }: FileNeeded): Promise<void> {
    const file = this.files.store.read(path);
    this.known.set(keyOf(path, type), await this.rowsOf(file, type));
  }

  private async rowsOf(file: Uint8Array | undefined, type: Uint8Array): Promise<ReadRows> {
    if (file === undefined) return { ok: false, cause: 'file not found' };
    const rows = await this.files.format.read(file, this.typeOf(type), this.defs);
    return rows.ok ? { ok: true, rows: rows.value } : { ok: false, cause: rows.error };
  }

  /** Carries out the writes; gives the cause of the first that fails. */
  async finish(): Promise<string | undefined> {
    for (const { path, ty, rows } of this.writes) {
      const file = await this.files.format.write(rows, ty, this.defs);
      if (!file.ok) return file.error;
      this.files.store.write(path, file.value);
    }
    return undefined;
  }

  private typeOf(type: Uint8Array): Ty {
    const key = keyOf('', type);
    let ty = this.types.get(key);
    if (ty === undefined) {
      const decoded = schema.ty.decode(type);
      if (!decoded.ok) throw new Error(`bad type of rows: ${decoded.error.message}`);
      ty = decoded.value;
      this.types.set(key, ty);
    }
    return ty;
  }
}

function keyOf(path: string, type: Uint8Array): string {
  return `${path} ${type.join()}`;
}
