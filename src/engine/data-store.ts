import { type IDBPDatabase, openDB } from 'idb';
import type { ColumnPlan } from '../data';
import type { DataSet } from './data-sets';

/** What is kept of a data set between visits: its file, how its columns were chosen, and its rows. */
export interface StoredSet extends Omit<DataSet, 'value' | 'rows'> {
  /** The bytes of its value. */
  readonly rows: Blob;
  readonly count: number;
}

/** What the first version of this product kept: the file's text alone. */
export interface OldSet {
  readonly name: string;
  readonly typeName: string;
  readonly fileName: string;
  readonly text: string;
  readonly plans: readonly ColumnPlan[];
}

const storeName = 'sets';

/**
 * Data sets in this browser's own storage. Where storage is denied or full nothing is kept, the session goes on,
 * and {@link DataStore.keep} says so (STA-14).
 */
export class DataStore {
  readonly #database: Promise<IDBPDatabase | null>;

  constructor() {
    // Where storage is denied some browsers throw at once.
    this.#database = Promise.resolve()
      .then(() =>
        openDB('holt-data', 1, {
          upgrade: (database) => {
            database.createObjectStore(storeName, { keyPath: 'name' });
          },
        }),
      )
      .catch(() => null);
  }

  async all(): Promise<readonly (StoredSet | OldSet)[]> {
    try {
      return ((await (await this.#database)?.getAll(storeName)) ?? []) as (StoredSet | OldSet)[];
    } catch {
      return [];
    }
  }

  /** Whether the set will be there on the next visit. */
  async keep(set: StoredSet): Promise<boolean> {
    try {
      const database = await this.#database;
      if (database === null) return false;
      await database.put(storeName, set);
      return true;
    } catch {
      return false;
    }
  }

  async forget(name: string): Promise<void> {
    try {
      await (await this.#database)?.delete(storeName, name);
    } catch {
      // Nothing was kept under that name.
    }
  }
}
