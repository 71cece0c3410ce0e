export { readCell } from './columns/cell';
export type { ColumnPlan, ColumnScalar, ColumnType } from './columns/column-type';
export { columnOf, columnTy, typeText } from './columns/column-type';
export type { ColumnGuess, ColumnOffer } from './columns/infer-column';
export { columnNames, dataNameFor, identifierFor, typeNameFor } from './columns/names';
export { plansForType } from './columns/plans-for-type';
export type { CsvDialect } from './csv/dialect';
export { detectDialect } from './csv/dialect';
export type { CsvSource, LoadedRows } from './csv/load';
export { loadCsv } from './csv/load';
export type { CsvColumn, CsvPreview } from './csv/preview';
export { previewCsv } from './csv/preview';
export type { BadRecord } from './csv/records';
export type { FileBytes } from './file-bytes';
export { bytesInMemory } from './file-bytes';
export type { FileFormat } from './file-format';
export {
  detectFormat,
  formatOfName,
  inflated,
  isBinaryFormat,
  isDataFile,
  isGzip,
  keptBytes,
  keptText,
  plainName,
} from './file-format';
export type { FileText } from './file-text';
export { fileText, plainText } from './file-text';
export * from './inputs';
export { JsonShape } from './json/json-shape';
export { jsonRows, ndjsonRows } from './json/read-rows';
export { rowTypeSource } from './lutra-source';
export type { ReadProgress } from './read-progress';
export { tableType } from './row-type';
export type { TextEncoding } from './text-encoding';
export { detectEncoding } from './text-encoding';
