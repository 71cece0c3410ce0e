import type { Dialect } from './dialect-name';

/** Words either side of a schema keeps for itself and that read badly bare (specification 4 §7). */
const both = 'none some time index values';

/**
 * Reserved words of each engine: PostgreSQL 18.6 `pg_get_keywords()` of category R or T, DuckDB 1.4.3
 * `duckdb_keywords()` of category reserved or type_function. To be read again when an engine is upgraded.
 */
const postgres = `all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate
collation column concurrently constraint create cross current_catalog current_date current_role current_schema
current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign
freeze from full grant group having ilike in initially inner intersect into is isnull join lateral leading left like
limit localtime localtimestamp natural not notnull null offset on only or order outer overlaps placing primary
references returning right select session_user similar some symmetric system_user table tablesample then to trailing
true union unique user using variadic verbose when where window with`;

const duckdb = `all analyse analyze and anti any array as asc asof asymmetric at authorization binary both by case cast
check collate collation column columns concurrently constraint create cross default deferrable desc describe distinct
do else end except false fetch for foreign freeze from full generated glob group having ilike in initially inner
intersect into is isnull join lambda lateral leading left like limit map natural not notnull null offset on only or
order outer overlaps pivot pivot_longer pivot_wider placing positional primary qualify references returning right
select semi show similar some struct summarize symmetric table tablesample then to trailing true try_cast union unique
unpack unpivot using variadic verbose when where window with`;

function words(list: string): ReadonlySet<string> {
  return new Set(`${list} ${both}`.split(/\s+/));
}

export const reservedWords: Readonly<Record<Dialect, ReadonlySet<string>>> = {
  postgres: words(postgres),
  duckdb: words(duckdb),
};
