export type * from './build-context';
export type * from './metrics';
export type * from './runner';
export { SessionError } from './runner';
