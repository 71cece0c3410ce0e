import type { NativeEntries } from '../native-table';
import { access } from './access';
import { aggregate } from './aggregate';
import { columns } from './columns';
import { equalitySearches } from './equality-search';
import { grouping } from './grouping';
import { mapping } from './mapping';
import { ordering } from './ordering';
import { windows } from './windows';

/** The natives of `std::array`. */
export const array: NativeEntries = [
  ...access,
  ...aggregate,
  ...columns,
  ...equalitySearches,
  ...grouping,
  ...mapping,
  ...ordering,
  ...windows,
];
