import type { OrderItem, Over, SqlExpr, SqlType } from './expr';
import { type Query, query, type Source, select } from './query';

/** Short makers of SQL expressions, for the function tables and the emitter. */

export function name(...path: string[]): SqlExpr {
  return { kind: 'name', path };
}

export function number(value: number | bigint): SqlExpr {
  return { kind: 'number', text: String(value) };
}

export function string(text: string): SqlExpr {
  return { kind: 'string', text };
}

export const TRUE: SqlExpr = { kind: 'word', word: 'TRUE' };
export const FALSE: SqlExpr = { kind: 'word', word: 'FALSE' };
export const NULL: SqlExpr = { kind: 'word', word: 'NULL' };

export function type(name: string): SqlType {
  return { kind: 'name', name };
}

/** `operand::type`. */
export function cast(operand: SqlExpr, to: SqlType | string): SqlExpr {
  return { kind: 'cast', operand, type: typeof to === 'string' ? type(to) : to };
}

/** A constant without its cast, for places where the engine finds the type itself. */
export function bare(constant: SqlExpr): SqlExpr {
  if (constant.kind !== 'cast') return constant;
  const { kind } = constant.operand;
  return kind === 'number' || kind === 'string' ? constant.operand : constant;
}

export function call(name: string, ...args: SqlExpr[]): SqlExpr {
  return { kind: 'call', name, args };
}

/** An aggregate over ordered rows. */
export function aggregate(
  name: string,
  args: readonly SqlExpr[],
  order: readonly OrderItem[] = [],
  filter?: SqlExpr,
): SqlExpr {
  return { kind: 'call', name, args, order, filter };
}

export function window(name: string, args: readonly SqlExpr[], over: Over): SqlExpr {
  return { kind: 'call', name, args, over };
}

/** `left operator right`; several operands hang to the left. */
export function binary(operator: string, left: SqlExpr, ...rest: SqlExpr[]): SqlExpr {
  return rest.reduce((sum, right): SqlExpr => ({ kind: 'binary', operator, left: sum, right }), left);
}

export function not(operand: SqlExpr): SqlExpr {
  return { kind: 'prefix', operator: 'NOT', operand };
}

export function negative(operand: SqlExpr): SqlExpr {
  return { kind: 'prefix', operator: '-', operand };
}

export function isNull(operand: SqlExpr): SqlExpr {
  return { kind: 'is', operand, negated: false };
}

export function isNotNull(operand: SqlExpr): SqlExpr {
  return { kind: 'is', operand, negated: true };
}

/** `CASE WHEN … THEN … ELSE otherwise END`. */
export function caseWhen(
  branches: readonly (readonly [when: SqlExpr, result: SqlExpr])[],
  otherwise?: SqlExpr,
): SqlExpr {
  return { kind: 'case', branches: branches.map(([when, result]) => ({ when, result })), otherwise };
}

/** `CASE operand WHEN … THEN … ELSE otherwise END`. */
export function caseOf(
  operand: SqlExpr,
  branches: readonly (readonly [when: SqlExpr, result: SqlExpr])[],
  otherwise?: SqlExpr,
): SqlExpr {
  return { kind: 'case', operand, branches: branches.map(([when, result]) => ({ when, result })), otherwise };
}

export function list(...items: SqlExpr[]): SqlExpr {
  return { kind: 'list', items };
}

export function lambda(params: readonly string[], body: SqlExpr): SqlExpr {
  return { kind: 'lambda', params, body };
}

export function field(operand: SqlExpr, name: string): SqlExpr {
  return { kind: 'field', operand, name };
}

export function subscript(operand: SqlExpr, index: SqlExpr): SqlExpr {
  return { kind: 'subscript', operand, index };
}

export const STAR: SqlExpr = { kind: 'star' };

/** One value from a table of constants: `SELECT value FROM (VALUES …) AS alias (columns) WHERE …`. */
export function lookup(parts: {
  readonly alias: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlExpr[])[];
  readonly value: SqlExpr;
  readonly where: SqlExpr;
}): Query {
  const { alias, columns, rows, value, where } = parts;
  const source: Source = {
    item: { kind: 'query', query: query({ kind: 'values', rows }), lateral: false },
    alias,
    columns,
    join: 'comma',
  };
  return query(select({ projection: [{ expr: value, name: undefined }], from: [source], where: [where] }));
}

/** One value from a table: `SELECT value FROM table AS alias WHERE …`. */
export function fromTable(parts: {
  readonly table: string;
  readonly alias: string;
  readonly value: SqlExpr;
  readonly where: SqlExpr;
}): Query {
  const { table, alias, value, where } = parts;
  const source: Source = { item: { kind: 'table', path: [table] }, alias, columns: [], join: 'comma' };
  return query(select({ projection: [{ expr: value, name: undefined }], from: [source], where: [where] }));
}
