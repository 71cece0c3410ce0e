export type { DuckConnection, DuckDatabase, DuckStatement } from './connection';
export { DuckEngine } from './engine';
