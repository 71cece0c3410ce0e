export { mayChange } from './changes';
export { checkedCells } from './checked-cells';
export type { EngineFailure } from './engine-error';
export { executionError } from './engine-error';
export { quotedName } from './fitted-tables';
export type { Leaf } from './leaves';
export { leavesOf } from './leaves';
export { replacePlaceholders } from './placeholders';
export type { ResultBatch, ResultColumn, SqlResult } from './result';
export { encodeResult, ResultMisfit } from './result';
export { integerCells } from './scalar-cells';
export {
  floatOf,
  floatValue,
  integerOf,
  integerValue,
  integerWidth,
  isInteger,
  isSigned,
} from './scalar-value';
export type { DatabaseSchema, FieldSchema, LookupSchema, TableSchema } from './schema-source';
export { schemaSource } from './schema-source';
export type { RowShape, Scalar, Shape } from './shape';
export { leafCount, rowShapeOf, shapeOf } from './shape';
export { type SeedPack, SqlRunner } from './sql-runner';
export type { PreparedSql, SqlEngine } from './sql-session';
export { EngineRejection, SqlSession } from './sql-session';
export { type CatalogueColumn, fittedStatement, type TypeFamilies } from './table-check';
