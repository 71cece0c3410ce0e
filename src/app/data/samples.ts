import type { words } from '../words';

/**
 * The sample sets that come with the product (DAT-11), each under the name of its title in the catalogue: all invented,
 * written by `scripts/make-samples.mjs`.
 */
export const samples: readonly {
  readonly file: string;
  readonly title: keyof typeof words.data.sampleTitles;
}[] = [
  { file: 'albums.json', title: 'albums' },
  { file: 'river-levels.csv', title: 'riverLevels' },
  { file: 'library-loans.csv', title: 'libraryLoans' },
  { file: 'shop-orders.json', title: 'shopOrders' },
  { file: 'sensor-readings.csv', title: 'sensorReadings' },
  { file: 'file-tree.csv', title: 'fileTree' },
  { file: 'flights.csv', title: 'flights' },
  { file: 'timesheet.csv', title: 'timesheet' },
  { file: 'dirty.csv', title: 'dirty' },
  { file: 'every-type.ndjson', title: 'everyType' },
];
