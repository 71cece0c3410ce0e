export type * from './diagnostic';
export type * from './error';
export * from './result';
export * from './span';
