import {
  type LeafName,
  type SqlCall,
  type SqlExpr,
  type SqlFunction,
  type SqlFunctionTable,
  sql,
} from '../../sql';
import { isFloat, isSigned, isUnsigned } from '../number-kind';

const { bare, binary, call, caseOf, caseWhen, cast, negative, number, string } = sql;

function infix(operator: string): SqlFunction {
  const print = (site: SqlCall) => {
    const [a, b] = adapted(site);
    return binary(operator, a, b);
  };
  return { kind: 'scalar', raises: isWhole, duckdb: print, postgres: print };
}

/** Types a bare constant is read as when it stands next to a value of that type, in both engines. */
const adaptable: ReadonlySet<LeafName | undefined> = new Set(['Int32', 'Int64', 'Text']);

/** Both operands; a constant beside a value leaves its type to the engine. */
function adapted({ args, types, constants }: SqlCall, any = false): readonly [SqlExpr, SqlExpr] {
  const [a, b] = args as [SqlExpr, SqlExpr];
  if (!any && !adaptable.has(types[0])) return [a, b];
  if (constants[0] !== undefined) return constants[1] === undefined ? [bare(a), b] : [a, b];
  return constants[1] === undefined ? [a, b] : [a, bare(b)];
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

/** PostgreSQL has no remainder of floats, and its decimal numbers do not hold what a float stands for exactly. */
function postgresFloatMod({ args: [a, b], resultType }: SqlCall): SqlExpr {
  return cast(call('pg_temp.lutra_fmod', cast(a!, 'float8'), cast(b!, 'float8')), resultType);
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
  const print = (site: SqlCall) => {
    const [a, b] = adapted(site, !isFloat(site.types[0]));
    return isFixed(a) && !isFixed(b) ? binary(flipped[operator]!, b, a) : binary(operator, a, b);
  };
  return { kind: 'scalar', duckdb: print, postgres: print };
}

/** Whether an expression reads no row: it is written on the right, as a person would (specification 4 §8.2). */
function isFixed(expr: SqlExpr): boolean {
  switch (expr.kind) {
    case 'number':
    case 'string':
    case 'word':
    case 'parameter':
      return true;
    case 'cast':
    case 'prefix':
      return isFixed(expr.operand);
    case 'binary':
      return isFixed(expr.left) && isFixed(expr.right);
    default:
      return false;
  }
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
  'std::ops::cmp_typed': {
    kind: 'scalar',
    duckdb: () => {
      throw new Error('recursive types are refused on DuckDB');
    },
    postgres: ({ args: [a, b, types] }) => call('pg_temp.lutra_cmp', a!, b!, cast(types!, 'jsonb')),
  },
  'std::ops::neg': { kind: 'scalar', raises: isWhole, duckdb: negate, postgres: negate },
  'std::ops::eq': comparison('='),
  'std::ops::lt': comparison('<'),
  'std::ops::lte': comparison('<='),
  'std::ops::cmp': { kind: 'scalar', repeats: [0, 1], duckdb: order, postgres: order },
};
