import {
  type LeafName,
  type SqlCall,
  type SqlExpr,
  type SqlFunction,
  type SqlFunctionTable,
  sql,
} from '../../sql';
import { isFloat, isSigned, isUnsigned } from '../number-kind';

const { binary, call, caseOf, caseWhen, cast, negative, number, string } = sql;

function infix(operator: string): SqlFunction {
  const print = ({ args: [a, b] }: SqlCall) => binary(operator, a!, b!);
  return { kind: 'scalar', raises: isWhole, duckdb: print, postgres: print };
}

/** Floats have infinities instead. */
function isWhole(result: LeafName | undefined): boolean {
  return !isFloat(result);
}

/** A divisor that fails on zero, for an engine that answers NULL. */
function nonZero({ args, constants }: SqlCall): SqlExpr {
  const divisor = args[1]!;
  const constant = constants[1];
  if (constant !== undefined && constant !== 0n) return divisor;
  return caseWhen([[binary('=', divisor, number(0)), call('error', string('division by zero'))]], divisor);
}

/** PostgreSQL fails where IEEE 754 has infinities and NaN. */
function postgresFloatDiv({ args: [a, b], constants, resultType }: SqlCall): SqlExpr {
  const quotient = binary('/', a!, b!);
  if (typeof constants[1] === 'number' && constants[1] !== 0) return quotient;
  const zero = cast(number(0), resultType);
  const text = (value: string) => cast(string(value), resultType);
  const positive = binary('=', binary('>', a!, zero), binary('<>', cast(b!, 'text'), string('-0')));
  const byZero = caseWhen(
    [
      [binary('OR', binary('=', a!, zero), binary('=', a!, text('NaN'))), text('NaN')],
      [positive, text('Infinity')],
    ],
    text('-Infinity'),
  );
  return caseWhen([[binary('=', b!, zero), byZero]], quotient);
}

function postgresFloatMod({ args: [a, b], resultType }: SqlCall): SqlExpr {
  const text = (value: string) => cast(string(value), resultType);
  const exact = cast(
    call('mod', cast(cast(a!, 'text'), 'numeric'), cast(cast(b!, 'text'), 'numeric')),
    resultType,
  );
  const isInfinite = (value: SqlExpr) =>
    binary('OR', binary('=', value, text('Infinity')), binary('=', value, text('-Infinity')));
  const noNumber = binary(
    'OR',
    binary('=', a!, text('NaN')),
    binary('=', b!, text('NaN')),
    binary('=', b!, cast(number(0), resultType)),
    isInfinite(a!),
  );
  const isZero = binary('=', exact, cast(number(0), resultType));
  const negativeZero = caseWhen(
    [
      [
        binary(
          'OR',
          binary('<', a!, cast(number(0), resultType)),
          binary('=', cast(a!, 'text'), string('-0')),
        ),
        text('-0'),
      ],
    ],
    cast(number(0), resultType),
  );
  return caseWhen(
    [
      [noNumber, text('NaN')],
      [isInfinite(b!), a!],
      [isZero, negativeZero],
    ],
    exact,
  );
}

const div: SqlFunction = {
  kind: 'scalar',
  raises: isWhole,
  repeats: [0, 1],
  duckdb: (site) => {
    const a = site.args[0]!;
    return isFloat(site.result) ? binary('/', a, site.args[1]!) : binary('//', a, nonZero(site));
  },
  postgres: (site) => {
    if (isFloat(site.result)) return postgresFloatDiv(site);
    const [a, b] = site.args as [SqlExpr, SqlExpr];
    return site.result === 'Uint64' ? call('div', a, b) : binary('/', a, b);
  },
};

const mod: SqlFunction = {
  kind: 'scalar',
  raises: isWhole,
  repeats: [0, 1],
  duckdb: (site) => {
    const [a, b] = site.args as [SqlExpr, SqlExpr];
    if (isFloat(site.result)) return binary('%', a, b);
    const constant = site.constants[1];
    if (constant !== undefined && constant !== 0n && constant !== -1n) return binary('%', a, b);
    const fails: readonly [SqlExpr, SqlExpr] = [number(0), call('error', string('division by zero'))];
    const one: readonly [SqlExpr, SqlExpr] = [number(-1), cast(number(1), site.resultType)];
    const divisor = caseOf(b, isSigned(site.result) ? [fails, one] : [fails], b);
    return binary('%', a, divisor);
  },
  postgres: (site) => {
    const [a, b] = site.args as [SqlExpr, SqlExpr];
    return isFloat(site.result) ? postgresFloatMod(site) : binary('%', a, b);
  },
};

const flipped: Readonly<Record<string, string>> = { '=': '=', '<': '>', '<=': '>=' };

/** Comparison; a constant goes to the right, as a person would write it. */
function comparison(operator: string): SqlFunction {
  const print = ({ args: [a, b], constants }: SqlCall) =>
    constants[0] !== undefined && constants[1] === undefined
      ? binary(flipped[operator]!, b!, a!)
      : binary(operator, a!, b!);
  return { kind: 'scalar', duckdb: print, postgres: print };
}

function order({ args: [a, b], resultType }: SqlCall): SqlExpr {
  return cast(
    caseWhen(
      [
        [binary('<', a!, b!), number(0)],
        [binary('>', a!, b!), number(2)],
      ],
      number(1),
    ),
    resultType,
  );
}

function negate({ args: [a], result }: SqlCall): SqlExpr {
  return isUnsigned(result) ? a! : negative(a!);
}

/** Arithmetic, comparison and logic (specification 4 §8.1 to §8.3). */
export const opsSql: SqlFunctionTable = {
  'std::ops::add': infix('+'),
  'std::ops::sub': infix('-'),
  'std::ops::mul': infix('*'),
  'std::ops::div': div,
  'std::ops::mod': mod,
  'std::ops::neg': { kind: 'scalar', raises: isWhole, duckdb: negate, postgres: negate },
  'std::ops::eq': comparison('='),
  'std::ops::lt': comparison('<'),
  'std::ops::lte': comparison('<='),
  'std::ops::cmp': { kind: 'scalar', repeats: [0, 1], duckdb: order, postgres: order },
};
