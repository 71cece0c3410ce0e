export type * from './archive';
export { readArchive, writeArchive } from './archive';
export type { OpenedLink } from './link';
export { readLink, writeLink } from './link';
export type * from './shared-project';
