import type { Dialect } from '../dialect-name';
import type { SqlFunctionTable } from '../function-table';
import { aggregatesIntoGroups } from './aggregates-into-groups';
import { conditionsOfRows } from './conditions-of-rows';
import { deferAggregates } from './defer-aggregates';
import { existence } from './existence';
import { filterFirst } from './filter-first';
import { guardQueries } from './guard-queries';
import { inlineHeld } from './inline-held';
import { inlineShared } from './inline-shared';
import { liftAggregates } from './lift-aggregates';
import { plainConditions } from './plain-conditions';
import type { Program } from './program';
import { singleValue } from './single-value';

/** All rules, in order (specification 4 §11). `fixed`: the rows of the program must stay as they are. */
export function optimise(
  program: Program,
  dialect: Dialect,
  functions: SqlFunctionTable,
  fixed = false,
): Program {
  const grouped = aggregatesIntoGroups(
    deferAggregates(
      filterFirst(plainConditions(inlineHeld(inlineShared(program)), functions), functions),
      functions,
    ),
  );
  const short = liftAggregates(existence(singleValue(grouped, functions), functions));
  // PostgreSQL works out a sub-query when it comes to it.
  const guarded = dialect === 'duckdb' ? guardQueries(short, functions, fixed) : short;
  return conditionsOfRows(guarded, functions);
}
