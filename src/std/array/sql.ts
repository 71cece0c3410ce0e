import {
  type Frame,
  type SqlCall,
  type SqlExpr,
  type SqlFunction,
  type SqlFunctionTable,
  sql,
} from '../../sql';
import { isFloat } from '../number-kind';

const { aggregate, binary, call, caseWhen, cast, lambda, name, number, STAR, string, window } = sql;

const NaN8 = cast(string('NaN'), 'float8');

function extreme(least: boolean): SqlFunction {
  const print = ({ args: [x], types, filter }: SqlCall) => {
    if (types[0] === 'Bool') return aggregate(least ? 'BOOL_AND' : 'BOOL_OR', [x!], [], filter);
    return aggregate(least ? 'MIN' : 'MAX', [x!], [], filter);
  };
  return { kind: 'aggregate', duckdb: print, postgres: print };
}

function quantified(function_: string, empty: SqlExpr): SqlFunction {
  const print = ({ args: [x], filter }: SqlCall) =>
    call('COALESCE', aggregate(function_, [x!], [], filter), empty);
  return { kind: 'aggregate', duckdb: print, postgres: print };
}

/** DuckDB adds float4 in double; adding a list rounds after every step. */
function float32Sum(items: SqlExpr): SqlExpr {
  const add = lambda(['a', 'b'], cast(binary('+', name('a'), name('b')), 'float4'));
  return call('list_reduce', items, add);
}

const sum: SqlFunction = {
  kind: 'aggregate',
  duckdb({ args: [x], types, resultType, order, filter }) {
    const total =
      types[0] === 'Float32'
        ? float32Sum(aggregate('list', [x!], order, filter))
        : aggregate('SUM', [x!], isFloat(types[0]) ? order : [], filter);
    return cast(call('COALESCE', total, number(0)), resultType);
  },
  postgres({ args: [x], types, resultType, order, filter }) {
    const total = aggregate('SUM', [x!], isFloat(types[0]) ? order : [], filter);
    return cast(call('COALESCE', total, number(0)), resultType);
  },
};

const mean: SqlFunction = {
  kind: 'aggregate',
  duckdb({ args: [x], types, order, filter }) {
    const count = aggregate('COUNT', [STAR], [], filter);
    switch (types[0]) {
      case 'Float64': {
        const average = aggregate('SUM', [x!], order, filter);
        return call('COALESCE', binary('/', average, count), NaN8);
      }
      case 'Float32': {
        const total = cast(float32Sum(aggregate('list', [x!], order, filter)), 'float8');
        return call('COALESCE', binary('/', total, count), NaN8);
      }
      default: {
        const total = cast(aggregate('SUM', [x!], [], filter), 'float8');
        return call('COALESCE', binary('/', total, count), NaN8);
      }
    }
  },
  postgres({ args: [x], types, order, filter }) {
    const count = aggregate('COUNT', [STAR], [], filter);
    const total = aggregate('SUM', [x!], isFloat(types[0]) ? order : [], filter);
    return call('COALESCE', binary('/', types[0] === 'Float64' ? total : cast(total, 'float8'), count), NaN8);
  },
};

/** How far to look back; PostgreSQL takes an int4. */
function offset({ args, constants, dialect }: SqlCall): SqlExpr {
  const constant = constants[1];
  const most = 2_147_483_647n;
  if (typeof constant === 'bigint') {
    const clamped = constant > most ? most : constant < -most ? -most : constant;
    return number(clamped);
  }
  if (dialect === 'duckdb') return args[1]!;
  return cast(call('LEAST', call('GREATEST', args[1]!, number(-most)), number(most)), 'int4');
}

function shifted(function_: string): SqlFunction {
  const print = (site: SqlCall) =>
    window(function_, [site.args[0]!, offset(site), site.args[2]!], { order: site.order });
  return { kind: 'window', duckdb: print, postgres: print };
}

function frameOf({ args, constants }: SqlCall): Frame {
  const bound = (position: number) => {
    const constant = constants[position];
    return typeof constant === 'bigint' ? number(constant) : args[position]!;
  };
  return { preceding: bound(1), following: bound(2) };
}

const rollingMean: SqlFunction = {
  kind: 'window',
  duckdb(site) {
    const over = { order: site.order, frame: frameOf(site) };
    const x = site.args[0]!;
    const count = window('COUNT', [STAR], over);
    switch (site.types[0]) {
      case 'Float64':
        return call('list_avg', window('list', [x], over));
      case 'Float32':
        return binary('/', cast(float32Sum(window('list', [x], over)), 'float8'), count);
      default:
        return binary('/', cast(window('SUM', [x], over), 'float8'), count);
    }
  },
  postgres(site) {
    const over = { order: site.order, frame: frameOf(site) };
    const x = site.args[0]!;
    // Not AVG: its sum of squares leaves the range long before the items do.
    const total = window('SUM', [x], over);
    const exact = site.types[0] === 'Float64' ? total : cast(total, 'float8');
    return binary('/', exact, window('COUNT', [STAR], over));
  },
};

/** A rank by value; the order of the array does not matter. */
function ranking(function_: string, finish: (rank: SqlExpr) => SqlExpr): SqlFunction {
  const print = ({ args: [x] }: SqlCall) =>
    finish(window(function_, [], { order: [{ expr: x!, descending: false }] }));
  return { kind: 'window', duckdb: print, postgres: print };
}

const one = binary('=', window('COUNT', [STAR], { order: [] }), number(1));

/** Aggregates and windows (specification 4 §8.5). */
export const arraySql: SqlFunctionTable = {
  'std::array::min': extreme(true),
  'std::array::max': extreme(false),
  'std::array::any': quantified('BOOL_OR', sql.FALSE),
  'std::array::all': quantified('BOOL_AND', sql.TRUE),
  'std::array::sum': sum,
  'std::array::mean': mean,
  'std::array::lag': shifted('LAG'),
  'std::array::lead': shifted('LEAD'),
  'std::array::rolling_mean': rollingMean,
  'std::array::rank': ranking('RANK', (rank) => cast(rank, 'int4')),
  'std::array::rank_dense': ranking('DENSE_RANK', (rank) => cast(rank, 'int4')),
  'std::array::rank_percentile': ranking('PERCENT_RANK', (rank) => caseWhen([[one, NaN8]], rank)),
  'std::array::cume_dist': ranking('CUME_DIST', (rank) => rank),
};
