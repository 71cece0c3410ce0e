export { openPgDatabase, type PgDatabase } from './database';
export { PgEngine } from './engine';
export { openStoredPgEngine, type StoredPlace } from './stored-engine';
