import { type SqlCall, type SqlExpr, type SqlFunctionTable, sql } from '../../sql';

const { aggregate, binary, call, caseWhen, cast, list, NULL, number, string } = sql;

function concat({ args: [a, b] }: SqlCall): SqlExpr {
  return binary('||', a!, b!);
}

function length({ args: [a], resultType }: SqlCall): SqlExpr {
  return cast(call('length', a!), resultType);
}

function fromAscii({ args: [a] }: SqlCall): SqlExpr {
  return call('chr', cast(a!, 'int4'));
}

function join({ args: [text, separator], order, filter }: SqlCall): SqlExpr {
  return call('COALESCE', aggregate('STRING_AGG', [text!, separator!], order, filter), string(''));
}

/** DuckDB wants a constant separator: any other goes before every part, and the first one is cut off again. */
function duckdbJoin(site: SqlCall): SqlExpr {
  const [text, separator] = site.args as [SqlExpr, SqlExpr];
  if (site.constants[1] !== undefined) return join(site);
  const parts = binary('||', separator, text);
  const all = aggregate('STRING_AGG', [parts, string('')], site.order, site.filter);
  // The separator may be a column of this or of an outer query, so that only an aggregate over the parts may
  // mention it; it is the same in every row.
  const length = binary('-', call('length', parts), call('length', text));
  const width = aggregate('MAX', [length], [], site.filter);
  const rest = call('substr', all, binary('+', width, number(1)));
  return call('COALESCE', rest, string(''));
}

function startsWith({ args: [a, b] }: SqlCall): SqlExpr {
  return call('starts_with', a!, b!);
}

/** Functions of text (specification 4 §8.7). */
export const textSql: SqlFunctionTable = {
  'std::text::concat': { kind: 'scalar', duckdb: concat, postgres: concat },
  'std::text::length': { kind: 'scalar', duckdb: length, postgres: length },
  'std::text::from_ascii': { kind: 'scalar', duckdb: fromAscii, postgres: fromAscii },
  'std::text::join': { kind: 'aggregate', duckdb: duckdbJoin, postgres: join },
  'std::text::starts_with': { kind: 'scalar', duckdb: startsWith, postgres: startsWith },
  'std::text::contains': {
    kind: 'scalar',
    duckdb: ({ args: [a, b] }) => call('contains', a!, b!),
    postgres: ({ args: [a, b] }) => binary('>', call('strpos', a!, b!), number(0)),
  },
  'std::text::ends_with': {
    kind: 'scalar',
    repeats: [1],
    duckdb: ({ args: [a, b] }) => call('ends_with', a!, b!),
    postgres: ({ args: [a, b] }) => binary('=', call('right', a!, call('length', b!)), b!),
  },
  'std::text::split': {
    kind: 'rows',
    repeats: [0, 1],
    duckdb({ args: [a, s], constants }) {
      const cut = call('string_split', a!, s!);
      if (constants[1] !== undefined && constants[1] !== '') return cut;
      const letters = binary(
        '||',
        list(string('')),
        call('regexp_extract_all', a!, string('(?s).')),
        list(string('')),
      );
      if (constants[1] === '') return letters;
      return caseWhen([[binary('=', s!, string('')), letters]], cut);
    },
    postgres({ args: [a, s], constants }) {
      const empty = cast(list(string('')), 'text[]');
      const letters = binary('||', empty, call('string_to_array', a!, NULL), empty);
      const nothing: readonly [SqlExpr, SqlExpr] = [binary('=', a!, string('')), empty];
      const cut = call('string_to_array', a!, s!);
      if (constants[1] === '') return letters;
      if (constants[1] !== undefined) return caseWhen([nothing], cut);
      return caseWhen([[binary('=', s!, string('')), letters], nothing], cut);
    },
  },
};
