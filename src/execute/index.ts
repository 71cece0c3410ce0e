export type { NodeStats, RunStats, StageStats } from '../plan';
export { execute, type LaunchOptions, NotAPlanError, type StageProgress } from './execute';
export { MemoryLaunchPort } from './memory-port';
export type { LaunchOutcome } from './outcome';
