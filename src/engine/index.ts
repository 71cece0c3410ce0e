export { connectEngine, type EngineConnection } from './connection';
export type * from './messages';
