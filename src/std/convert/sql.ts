import {
  type LeafName,
  type SqlCall,
  type SqlExpr,
  type SqlFunction,
  type SqlFunctionTable,
  sql,
} from '../../sql';
import { integerRange, isFloat } from '../number-kind';
import { temporalText } from './text-sql';

const { binary, call, caseWhen, cast, negative, number, string } = sql;

function big(value: bigint, type: string): SqlExpr {
  return cast(number(value), type);
}

/** Truncates toward zero and stays inside the target (specification 4 §9.1). */
function fromFloat(site: SqlCall, exact: (whole: SqlExpr) => SqlExpr): SqlExpr {
  const [x] = site.args as [SqlExpr];
  const [least, greatest] = integerRange[site.result!]!;
  const bound = (value: bigint) => cast(string(String(value)), 'float8');
  const value = (whole: bigint) => cast(number(whole), site.resultType);
  return caseWhen(
    [
      [binary('=', x, cast(string('NaN'), 'float8')), value(0n)],
      [binary('>=', x, bound(greatest)), value(greatest)],
      [binary('<=', x, bound(least)), value(least)],
    ],
    exact(call('trunc', x)),
  );
}

function duckdbToInteger(site: SqlCall): SqlExpr {
  const [x] = site.args as [SqlExpr];
  const from = site.types[0]!;
  if (isFloat(from)) return fromFloat(site, (whole) => cast(whole, site.resultType));
  if (from === site.result) return x;
  if (isInside(from, site.result!)) return cast(x, site.resultType);
  const [least, greatest] = integerRange[site.result!]!;
  const modulus = number(greatest - least + 1n);
  // Shifted by the least value, the remainder is the answer for signed targets too.
  const huge = cast(x, 'hugeint');
  const shifted = least === 0n ? huge : binary('+', huge, number(-least));
  const remainder = binary('%', binary('+', binary('%', shifted, modulus), modulus), modulus);
  return cast(least === 0n ? remainder : binary('-', remainder, number(-least)), site.resultType);
}

function postgresToInteger(site: SqlCall): SqlExpr {
  const [x] = site.args as [SqlExpr];
  const from = site.types[0]!;
  const to = site.result!;
  if (isFloat(from)) {
    return fromFloat(site, (whole) =>
      greatestOf(to) > 1n << 63n ? exactNumeric(whole) : cast(whole, site.resultType),
    );
  }
  if (from === to) return x;
  if (isInside(from, to)) return cast(x, site.resultType);
  const [least, greatest] = integerRange[to]!;
  const modulus = greatest - least + 1n;
  if (greatestOf(from) > 1n << 63n || greatest - least > 1n << 32n) {
    const wide = cast(x, 'numeric');
    const shifted = least === 0n ? wide : binary('+', wide, big(-least, 'numeric'));
    const m = big(modulus, 'numeric');
    const remainder = call('mod', binary('+', call('mod', shifted, m), m), m);
    return cast(least === 0n ? remainder : binary('-', remainder, big(-least, 'numeric')), site.resultType);
  }
  const low = binary('&', cast(x, 'int8'), big(modulus - 1n, 'int8'));
  const half = big(modulus / 2n, 'int8');
  return cast(least === 0n ? low : binary('-', binary('#', low, half), half), site.resultType);
}

/** A whole float8 as numeric with all its digits; the plain cast keeps fifteen. */
function exactNumeric(whole: SqlExpr): SqlExpr {
  const word = cast(string('4294967296'), 'float8');
  const high = call('trunc', binary('/', whole, word));
  const low = binary('-', whole, binary('*', high, word));
  return binary(
    '+',
    binary('*', cast(cast(high, 'int8'), 'numeric'), big(1n << 32n, 'numeric')),
    cast(cast(low, 'int8'), 'numeric'),
  );
}

function greatestOf(name: LeafName): bigint {
  return integerRange[name]![1];
}

function isInside(from: LeafName, to: LeafName): boolean {
  const source = integerRange[from]!;
  const target = integerRange[to]!;
  return source[0] >= target[0] && source[1] <= target[1];
}

/** From here on the nearest float32 is infinite; up to there it is zero. */
const FLOAT32_OVER = '3.4028235677973366e38';
const FLOAT32_UNDER = '7.006492321624085e-46';

function toFloat32(site: SqlCall): SqlExpr {
  const [x] = site.args as [SqlExpr];
  if (site.types[0] === 'Float32') return x;
  if (site.types[0] !== 'Float64') return cast(x, site.resultType);
  const text = (value: string) => cast(string(value), 'float8');
  const single = (value: string) => cast(string(value), 'float4');
  const arms: (readonly [SqlExpr, SqlExpr])[] = [
    [binary('=', x, text('NaN')), single('NaN')],
    [binary('>=', x, text(FLOAT32_OVER)), single('Infinity')],
    [binary('<=', x, negative(text(FLOAT32_OVER))), single('-Infinity')],
  ];
  if (site.dialect === 'postgres') {
    const below = binary('OR', binary('<', x, text('0')), binary('=', cast(x, 'text'), string('-0')));
    arms.push([
      binary('<=', call('abs', x), text(FLOAT32_UNDER)),
      caseWhen([[below, single('-0')]], single('0')),
    ]);
  }
  return caseWhen(arms, cast(x, 'float4'));
}

function toFloat64(site: SqlCall): SqlExpr {
  return site.types[0] === 'Float64' ? site.args[0]! : cast(site.args[0]!, site.resultType);
}

function toText(site: SqlCall): SqlExpr {
  const [x] = site.args as [SqlExpr];
  const from = site.types[0]!;
  if (from === 'Text') return x;
  if (isFloat(from)) {
    return call(site.dialect === 'duckdb' ? 'lutra_float_text' : 'pg_temp.lutra_float_text', x);
  }
  return temporalText(site.dialect, from, x) ?? cast(x, 'text');
}

const toInteger: SqlFunction = {
  kind: 'scalar',
  repeats: [0],
  duckdb: duckdbToInteger,
  postgres: postgresToInteger,
};

/** Casts and the text of values (specification 4 §9). */
export const convertSql: SqlFunctionTable = {
  'std::convert::to_int8': toInteger,
  'std::convert::to_int16': toInteger,
  'std::convert::to_int32': toInteger,
  'std::convert::to_int64': toInteger,
  'std::convert::to_uint8': toInteger,
  'std::convert::to_uint16': toInteger,
  'std::convert::to_uint32': toInteger,
  'std::convert::to_uint64': toInteger,
  'std::convert::to_float32': { kind: 'scalar', repeats: [0], duckdb: toFloat32, postgres: toFloat32 },
  'std::convert::to_float64': { kind: 'scalar', duckdb: toFloat64, postgres: toFloat64 },
  'std::convert::to_text': { kind: 'scalar', repeats: [0], duckdb: toText, postgres: toText },
};
