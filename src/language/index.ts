export * from './diagnostics';
export type * from './project/checked-project';
export * from './syntax';
export { printType } from './types/print-type';
export type * from './types/type';
export { unitType } from './types/type';
export type * from './types/typed-tree';
