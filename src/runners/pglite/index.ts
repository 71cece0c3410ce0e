export { openPgDatabase, type PgDatabase, type PgParts } from './database';
export { PgEngine } from './engine';
export { openStoredPgEngine, type StoredPlace } from './stored-engine';
