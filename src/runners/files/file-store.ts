import { loadParquet } from '../../value';

/** A folder of files, possibly virtual. Paths are relative, `/` between segments, free of `.` and `..`. */
export interface FileStore {
  /** Undefined when there is no such file. */
  read(path: string): Uint8Array | undefined | Promise<Uint8Array | undefined>;
  /** Replaces what was there. Throws or rejects with a text for people when it cannot. */
  write(path: string, bytes: Uint8Array): void | Promise<void>;
  /** The paths of all files. */
  list(): readonly string[] | Promise<readonly string[]>;
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
