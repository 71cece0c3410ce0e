import { type IDBPDatabase, openDB } from 'idb';
import type { FileStore } from '../runners/files';

const storeName = 'files';

/**
 * The files that `std::fs` sees on the page: those that were dropped, and those that programs wrote. They are in this
 * browser's own storage, so that every worker sees the same ones; where storage is denied there are none, and
 * writing says so.
 */
export class StoredFiles implements FileStore {
  #database: Promise<IDBPDatabase> | undefined;

  async read(path: string): Promise<Uint8Array | undefined> {
    return (await this.#ask((database) => database.get(storeName, path))) as Uint8Array | undefined;
  }

  async write(path: string, bytes: Uint8Array): Promise<void> {
    try {
      await (await this.#opened()).put(storeName, bytes, path);
    } catch {
      throw new Error('this browser keeps no files: storage is full or denied');
    }
  }

  async list(): Promise<readonly string[]> {
    return ((await this.#ask((database) => database.getAllKeys(storeName))) ?? []) as string[];
  }

  async remove(path: string): Promise<void> {
    await this.#ask((database) => database.delete(storeName, path));
  }

  async #ask<T>(work: (database: IDBPDatabase) => Promise<T>): Promise<T | undefined> {
    try {
      return await work(await this.#opened());
    } catch {
      return undefined;
    }
  }

  /** Opened with the first use; what failed once may do later. */
  #opened(): Promise<IDBPDatabase> {
    this.#database ??= openDB('holt-files', 1, {
      upgrade: (database) => {
        database.createObjectStore(storeName);
      },
    });
    this.#database.catch(() => {
      this.#database = undefined;
    });
    return this.#database;
  }
}
