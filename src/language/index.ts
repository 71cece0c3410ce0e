export * from './diagnostics';
export type * from './project/checked-project';
export type * from './syntax/tree';
export type * from './types/type';
export { unitType } from './types/type';
export type * from './types/typed-tree';
