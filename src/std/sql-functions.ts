import type { SqlFunctionTable } from '../sql';
import { arraySql } from './array/sql';
import { convertSql } from './convert/sql';
import { dateSql } from './date/sql';
import { mathSql } from './math/sql';
import { opsSql } from './ops/sql';
import { textSql } from './text/sql';

/** The SQL of the standard library, module by module, for both dialects. */
export const sqlFunctions: SqlFunctionTable = {
  ...opsSql,
  ...convertSql,
  ...arraySql,
  ...mathSql,
  ...textSql,
  ...dateSql,
};
