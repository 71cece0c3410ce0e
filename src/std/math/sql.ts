import { type SqlCall, type SqlExpr, type SqlFunctionTable, sql } from '../../sql';
import { isFloat, isUnsigned } from '../number-kind';

const { binary, call, caseWhen, cast, lambda, list, name, number, string } = sql;

function abs({ args: [a], result }: SqlCall): SqlExpr {
  return isUnsigned(result) ? a! : call('abs', a!);
}

/** Whole-number power: exact, or a failure (specification 4 §8.1). */
function integerPow(
  { args: [a, b], resultType }: SqlCall,
  fail: (message: string) => SqlExpr,
  product: SqlExpr,
): SqlExpr {
  const whole = (value: number) => cast(number(value), resultType);
  const is = (value: SqlExpr, constant: number) => binary('=', value, number(constant));
  return caseWhen(
    [
      [binary('OR', is(a!, 1), is(b!, 0)), whole(1)],
      [is(a!, -1), caseWhen([[is(binary('%', b!, number(2)), 0), whole(1)]], whole(-1))],
      [binary('<', b!, number(0)), fail('negative exponent')],
      [is(a!, 0), whole(0)],
      [binary('>', b!, number(63)), fail('integer overflow')],
    ],
    product,
  );
}

/** `abs` and `pow`. */
export const mathSql: SqlFunctionTable = {
  'std::math::abs': { kind: 'scalar', raises: (result) => !isFloat(result), duckdb: abs, postgres: abs },
  'std::math::pow': {
    kind: 'scalar',
    raises: true,
    repeats: [0, 1],
    duckdb(site) {
      const [a, b] = site.args as [SqlExpr, SqlExpr];
      if (site.result === 'Float64') return call('power', a, b);
      const factors = binary('||', list(cast(number(1), 'int8')), call('repeat', list(a), b));
      const product = call('list_reduce', factors, lambda(['x', 'y'], binary('*', name('x'), name('y'))));
      return integerPow(site, (message) => call('error', string(message)), product);
    },
    postgres(site) {
      const [a, b] = site.args as [SqlExpr, SqlExpr];
      if (site.result === 'Float64') return call('power', a, b);
      const exact = cast(call('power', cast(a, 'numeric'), cast(b, 'numeric')), 'int8');
      return integerPow(site, (message) => call('pg_temp.lutra_fail', string(message)), exact);
    },
  },
};
