export { compileSql, type SqlOptions } from './compile-sql';
export type { Dialect } from './dialect-name';
export type { SqlCall, SqlFunction, SqlFunctionTable } from './function-table';
export type { Constant } from './relational/scalar';
export type { LeafName } from './shape';
export { programText, type SqlProgram } from './sql-program';
export * as sql from './tree/build';
export type { Frame, OrderItem, Over, SqlExpr, SqlType } from './tree/expr';
