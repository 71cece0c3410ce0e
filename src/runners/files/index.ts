export type { FileStore } from './file-store';
export { declarationsOf } from './file-store';
export { readRows, writeRows } from './row-files';
