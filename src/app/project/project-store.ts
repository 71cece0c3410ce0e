import { type IDBPDatabase, openDB } from 'idb';
import type { ProjectRecord, Snapshot } from './project-record';

/** Automatic snapshots that are kept of each project (PRJ-5). */
export const automaticKept = 50;

export type SaveOutcome = 'saved' | 'overtaken' | 'not-kept';

const projects = 'projects';
const snapshots = 'snapshots';

/**
 * Projects and their snapshots in this browser's own storage. Where storage is denied or full, nothing is kept and
 * nothing fails: saves say so (STA-14).
 */
export class ProjectStore {
  readonly #database: Promise<IDBPDatabase | null>;

  constructor(name = 'holt-projects') {
    // Where storage is denied some browsers throw at once.
    this.#database = Promise.resolve()
      .then(() =>
        openDB(name, 1, {
          upgrade: (database) => {
            database.createObjectStore(projects, { keyPath: 'id' });
            const store = database.createObjectStore(snapshots, { keyPath: 'key', autoIncrement: true });
            store.createIndex('project', 'project');
          },
        }),
      )
      .catch(() => null);
  }

  /** The person's own projects, the last changed first. */
  async own(): Promise<readonly ProjectRecord[]> {
    const all = await this.#try<ProjectRecord[]>((database) => database.getAll(projects), []);
    return all
      .filter((record) => record.own && record.deleted === undefined)
      .sort((a, b) => b.changed - a.changed);
  }

  async load(id: string): Promise<ProjectRecord | null> {
    const found = await this.#try<ProjectRecord | undefined>(
      (database) => database.get(projects, id),
      undefined,
    );
    return found === undefined || found.deleted !== undefined ? null : found;
  }

  /**
   * Saves a record over the one with the revision before its own; `overtaken` when another tab saved in between,
   * and then nothing is written (PRJ-6).
   */
  async save(record: ProjectRecord): Promise<SaveOutcome> {
    return this.#try<SaveOutcome>(async (database) => {
      const transaction = database.transaction(projects, 'readwrite');
      const kept: ProjectRecord | undefined = await transaction.store.get(record.id);
      const overtaken = kept !== undefined && kept.revision !== record.revision - 1;
      if (!overtaken) await transaction.store.put(record);
      await transaction.done;
      return overtaken ? 'overtaken' : 'saved';
    }, 'not-kept');
  }

  /** Takes a project out of sight; {@link ProjectStore.undelete} brings it back until {@link ProjectStore.sweep}. */
  async remove(id: string, at: number): Promise<void> {
    await this.#change(id, (record) => ({ ...record, deleted: at }));
  }

  async undelete(id: string): Promise<void> {
    await this.#change(id, ({ deleted: _, ...record }) => record);
  }

  /** Forgets what was deleted before `before`, and what was only looked at, but for the project `open`. */
  async sweep(before: number, open: string): Promise<void> {
    await this.#try(async (database) => {
      const transaction = database.transaction([projects, snapshots], 'readwrite');
      const all: ProjectRecord[] = await transaction.objectStore(projects).getAll();
      for (const { id, own, deleted } of all) {
        if (id === open || (own && (deleted === undefined || deleted > before))) continue;
        await transaction.objectStore(projects).delete(id);
        for (const key of await transaction.objectStore(snapshots).index('project').getAllKeys(id))
          await transaction.objectStore(snapshots).delete(key);
      }
      await transaction.done;
    }, undefined);
  }

  /** Keeps a state of the files; of the automatic ones only the last {@link automaticKept}. */
  async snapshot(taken: Snapshot): Promise<void> {
    await this.#try(async (database) => {
      const transaction = database.transaction(snapshots, 'readwrite');
      await transaction.store.add(taken);
      const all: Snapshot[] = await transaction.store.index('project').getAll(taken.project);
      const automatic = all.filter(({ name }) => name === null);
      for (const { key } of automatic.slice(0, Math.max(0, automatic.length - automaticKept)))
        await transaction.store.delete(key!);
      await transaction.done;
    }, undefined);
  }

  /** The snapshots of a project, the newest first. */
  async snapshots(project: string): Promise<readonly Snapshot[]> {
    const all = await this.#try<Snapshot[]>(
      (database) => database.getAllFromIndex(snapshots, 'project', project),
      [],
    );
    return all.reverse();
  }

  async #change(id: string, change: (record: ProjectRecord) => ProjectRecord): Promise<void> {
    await this.#try(async (database) => {
      const transaction = database.transaction(projects, 'readwrite');
      const record: ProjectRecord | undefined = await transaction.store.get(id);
      if (record !== undefined) await transaction.store.put(change(record));
      await transaction.done;
    }, undefined);
  }

  async #try<T>(work: (database: IDBPDatabase) => Promise<T>, otherwise: T): Promise<T> {
    try {
      const database = await this.#database;
      return database === null ? otherwise : await work(database);
    } catch {
      return otherwise;
    }
  }
}
