import type { Locks } from '../../base';
import { openPgDatabase, type PgDatabase } from './database';
import { PgEngine } from './engine';

export interface StoredPlace {
  /** Of the database, among those of this origin. */
  readonly name: string;
  /** Where it is kept, as PGlite names places: `idb://…`, `opfs-ahp://…`, or a folder in Node. */
  readonly place: string;
  readonly locks: Locks;
  /** Opens a database, stored at a place or in memory; absent: as {@link openPgDatabase} does without parts. */
  readonly open?: (place?: string) => Promise<PgDatabase>;
}

/**
 * The engine over a stored database, while no other tab has it open: the lock `holt/db/<name>` is held until the
 * engine is closed. A tab that comes second works on a database in memory, and `storage` says so (SES-4).
 */
export async function openStoredPgEngine(
  { name, place, locks, open = openPgDatabase }: StoredPlace,
  newEpoch: () => string,
): Promise<PgEngine> {
  const lock = await locks.hold(`holt/db/${name}`, { ifAvailable: true });
  if (lock === null) return PgEngine.open(await open(), newEpoch);
  try {
    const database = await open(place);
    const close = () => database.close().finally(() => lock[Symbol.dispose]());
    return await PgEngine.openStored({ ...database, close }, newEpoch);
  } catch (problem) {
    lock[Symbol.dispose]();
    throw problem;
  }
}
