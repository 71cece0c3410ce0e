/** The sample sets that come with the product (DAT-11): all invented, written by `scripts/make-samples.mjs`. */
export const samples: readonly { readonly file: string; readonly title: string }[] = [
  { file: 'albums.json', title: 'Albums and tracks' },
  { file: 'river-levels.csv', title: 'River levels' },
  { file: 'library-loans.csv', title: 'Library loans' },
  { file: 'shop-orders.json', title: 'Shop orders with lines' },
  { file: 'sensor-readings.csv', title: 'Sensor readings with gaps' },
  { file: 'file-tree.csv', title: 'A file tree' },
  { file: 'flights.csv', title: 'Flights between airports' },
  { file: 'timesheet.csv', title: 'Timesheet' },
  { file: 'dirty.csv', title: 'A deliberately dirty CSV' },
  { file: 'every-type.ndjson', title: 'A table of every type' },
];
