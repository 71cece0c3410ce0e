export type * from './ty';
export type * from './value';
