export * from './diagnostics';
export type * from './project/checked-project';
export * from './syntax';
export type * from './types/type';
export { unitType } from './types/type';
export type * from './types/typed-tree';
