export type Dialect = 'duckdb' | 'postgres';
