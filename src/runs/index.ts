export type * from './launch-log';
export { LaunchMemory, MemoryLaunchLog } from './store/memory-launch-log';
export { StoredLaunchLog } from './store/stored-launch-log';
