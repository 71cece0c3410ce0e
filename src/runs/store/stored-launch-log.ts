import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { type AppError, fail, type InstanceId, makeRunId, ok, type Result, type RunId } from '../../base';
import type { LaunchLog, LaunchRecord, NewLaunch } from '../launch-log';

interface Schema extends DBSchema {
  meta: { key: string; value: number };
  launches: { key: InstanceId; value: readonly LaunchRecord[] };
}

/** The counter's name in `meta`. */
const counter = 'run-id';

/** Launches kept in IndexedDB. Within a transaction only its own requests are awaited (CKP-9). */
export class StoredLaunchLog implements LaunchLog {
  readonly #database: IDBPDatabase<Schema>;

  private constructor(database: IDBPDatabase<Schema>) {
    this.#database = database;
  }

  /** Opens the database of this name, or makes it. */
  static async open(name: string): Promise<StoredLaunchLog> {
    const database = await openDB<Schema>(name, 1, {
      upgrade(made) {
        made.createObjectStore('meta');
        made.createObjectStore('launches');
      },
    });
    return new StoredLaunchLog(database);
  }

  async record(launch: NewLaunch): Promise<Result<RunId>> {
    const valid = makeRunId(launch.runner, launch.slot, 1);
    if (!valid.ok) return valid;
    try {
      return ok(await this.#write(launch));
    } catch (problem) {
      return fail(storageError(problem));
    }
  }

  async #write({ instance, runner, slot, at }: NewLaunch): Promise<RunId> {
    const transaction = this.#database.transaction(['meta', 'launches'], 'readwrite', {
      durability: 'strict',
    });
    const meta = transaction.objectStore('meta');
    const launches = transaction.objectStore('launches');
    try {
      const seq = ((await meta.get(counter)) ?? 0) + 1;
      const run = makeRunId(runner, slot, seq);
      if (!run.ok) throw new Error(run.error.message);
      const earlier = (await launches.get(instance)) ?? [];
      await launches.put([...earlier, { runId: run.value.toString(), startedAt: at }], instance);
      await meta.put(seq, counter);
      await transaction.done;
      return run.value;
    } catch (problem) {
      // A record that cannot be stored throws before it is a request: nothing else would undo what was written.
      transaction.done.catch(() => undefined);
      if (transaction.error === null) transaction.abort();
      throw problem;
    }
  }

  async launches(instance: InstanceId): Promise<readonly LaunchRecord[]> {
    return (await this.#database.get('launches', instance)) ?? [];
  }

  async isCurrent(instance: InstanceId, run: RunId): Promise<boolean> {
    const launches = await this.launches(instance);
    return launches.at(-1)?.runId === run.toString();
  }

  close(): void {
    this.#database.close();
  }
}

function storageError(problem: unknown): AppError {
  return {
    kind: 'durable',
    code: 'STORAGE_ERROR',
    message: 'the launch could not be stored',
    category: 'transient',
    severity: 'critical',
    detail: problem instanceof Error ? problem.message : String(problem),
  };
}
