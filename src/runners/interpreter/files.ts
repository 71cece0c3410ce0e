import type { RowFiles } from '../../program';
import { type Format, formatOf, schema, type TyDef } from '../../value';
import { type FileStore, readRows, writeRows } from '../files';

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
    const rows = await readRows(this.store, path, this.formatOf(type));
    this.known.set(
      keyOf(path, type),
      rows.ok ? { ok: true, rows: rows.value } : { ok: false, cause: rows.error },
    );
  }

  /** Carries out the writes in order; gives the text of the first failure. */
  async finish(): Promise<string | undefined> {
    for (const { path, format, rows } of this.writes) {
      const written = await writeRows(this.store, path, format, rows);
      if (!written.ok) return written.error;
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

function keyOf(path: string, type: Uint8Array): string {
  return `${path} ${type.join()}`;
}
