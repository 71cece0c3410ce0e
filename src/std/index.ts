export { EQUALITY_SEARCH } from './array/equality-search';
export {
  type TimeZone,
  type TimeZoneRow,
  timeZone,
  timeZoneNames,
  timeZoneRelease,
  timeZoneRows,
} from './date/time-zones';
export { pathBelowRoot } from './fs/path';
export { LayoutArguments } from './layout-arguments';
export { natives } from './natives';
export { stdSources } from './sources';
export { sqlFunctions } from './sql-functions';
export { describedFormat } from './type-descriptor';
