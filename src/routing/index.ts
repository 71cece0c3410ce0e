export { isRunnerName, isSlotName, makeRunId, parseRunId, type RunId } from '../base';
export * from './build-context';
export * from './default-runners';
export { bounds, InMemoryMetrics, type MetricSample } from './in-memory-metrics';
export * from './metrics';
export * from './router';
export * from './runner';
export {
  everyRunner,
  printRequirement,
  printSelector,
  type Selector,
  type SelectorJson,
  type SelectorOperator,
  type SelectorRequirement,
  selectorFromJson,
  selectorToJson,
  unmetRequirement,
} from './selector';
export { parseSelector } from './selector-text';
export { type Series, type SeriesName, series } from './series';
export { profileSupports } from './supports';
