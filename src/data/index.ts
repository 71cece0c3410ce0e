export { readCell } from './columns/cell';
export type { ColumnPlan, ColumnScalar, ColumnType } from './columns/column-type';
export { columnOf, columnTy, typeText } from './columns/column-type';
export type { ColumnGuess, ColumnOffer } from './columns/infer-column';
export { columnNames, dataNameFor, identifierFor, typeNameFor } from './columns/names';
export { plansForType } from './columns/plans-for-type';
export type { CsvDialect } from './csv/dialect';
export { detectDialect } from './csv/dialect';
export type { LoadedRows } from './csv/load';
export { loadCsv } from './csv/load';
export type { CsvColumn, CsvPreview, ReadProgress } from './csv/preview';
export { previewCsv } from './csv/preview';
export type { BadRecord } from './csv/records';
export type { FileFormat } from './file-format';
export {
  detectFormat,
  formatOfName,
  inflated,
  isBinaryFormat,
  isDataFile,
  keptBytes,
  keptText,
  plainName,
} from './file-format';
export * from './inputs';
export { JsonShape } from './json/json-shape';
export { jsonRows, ndjsonRows } from './json/read-rows';
export { rowTypeSource } from './lutra-source';
export { tableType } from './row-type';
export type { DecodedText, TextEncoding } from './text-encoding';
export { decodeText } from './text-encoding';
