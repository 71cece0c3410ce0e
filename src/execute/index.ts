export { execute, type LaunchOptions, NotAPlanError, type StageProgress } from './execute';
export { MemoryLaunchPort } from './memory-port';
export type { LaunchOutcome, NodeStats, RunStats, StageStats } from './outcome';
