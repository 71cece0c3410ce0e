export { openPgDatabase, type PgDatabase } from './database';
export { PgEngine } from './engine';
