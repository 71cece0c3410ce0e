import type { ScalarName } from './scalar';

/** The DuckDB column type of each scalar while computing, in query form and packed (specification 4 §2.3). */
export const duckdbTypes: Readonly<Record<ScalarName | `Prim${8 | 16 | 32 | 64}`, string>> = {
  Bool: 'bool',
  Int8: 'int1',
  Int16: 'int2',
  Int32: 'int4',
  Int64: 'int8',
  Uint8: 'uint8',
  Uint16: 'uint16',
  Uint32: 'uint32',
  Uint64: 'uint64',
  Prim8: 'uint8',
  Prim16: 'uint16',
  Prim32: 'uint32',
  Prim64: 'uint64',
  Float32: 'float4',
  Float64: 'float8',
  Text: 'text',
  Date: 'int4',
  Time: 'uint64',
  Duration: 'int8',
  Timestamp: 'int8',
  Decimal: 'int8',
};
