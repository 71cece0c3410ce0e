import { type AppError, fail, ok, type Result } from '../base';
import type { ir } from '../program';
import { FormatFailure, type ProgramType, schema, type Ty } from '../value';
import type { Dialect } from './dialect-name';
import { duckdbForms } from './emit/duckdb-forms';
import { duckdbTables } from './emit/duckdb-tables';
import { Emitter } from './emit/emitter';
import { postgresForms } from './emit/postgres-forms';
import { postgresTables } from './emit/postgres-tables';
import { pathOf } from './emit/source-emitter';
import { changeProgram, changeStatement, insertStatement } from './emit/statement';
import type { TableForms } from './emit/table-forms';
import type { SqlFunctionTable } from './function-table';
import { lowerOutcome } from './lower/effects';
import type { Files } from './lower/files';
import { forms } from './lower/forms';
import { Lowering, parameterKey, Vars } from './lower/lowering';
import { flatten } from './lower/pack';
import { toRows } from './lower/rows';
import { Scope } from './lower/scope';
import type { TableUse } from './lower/table-use';
import { type Val, valOf } from './lower/value';
import { optimise } from './optimise/optimise';
import type { Program } from './optimise/program';
import { usesOf } from './optimise/program';
import { printQuery } from './print';
import { Refusal } from './refusal';
import { canFailInside, canFailInsideRel } from './relational/raising';
import { join } from './relational/rel';
import type { Scalar } from './relational/scalar';
import type { Steps } from './relational/steps';
import { columnsOf, recursiveDefinition, type Shape, Shapes } from './shape';
import type { SqlProgram } from './sql-program';
import { Text } from './text';
import type { Query } from './tree/query';
import { shorten } from './tree/shorten';

export interface SqlOptions {
  /**
   * `==`, `<` and `<=` of floats are false for NaN, as on the interpreter; without it they are the engine's own, for which
   * NaN is the greatest number and equal to itself. Conditions over tables get long by it (specification 4 §8.2).
   */
  readonly strictNan?: boolean;
  /** The steps of the program that an expression is, for `SqlProgram.marks`; without it nothing is marked. */
  readonly stepsOf?: (expr: ir.Expr) => Steps | undefined;
}

/**
 * Compiles an inlined, laid-out program to one SQL statement for an engine (specification 4 §1). `functions` is
 * the SQL of the standard library. A program that has no SQL is an error of kind `plan` (§13).
 */
export function compileSql(
  program: ir.Program,
  type: ProgramType,
  dialect: Dialect,
  functions: SqlFunctionTable,
  options: SqlOptions = {},
): Result<SqlProgram, AppError> {
  try {
    const made = compile(program, type, dialect, functions, options);
    return ok({ ...made, inputTy: type.input, outputTy: type.output, defs: type.defs });
  } catch (error) {
    if (error instanceof Refusal) return fail(error.toAppError());
    if (error instanceof FormatFailure) {
      return fail({ kind: 'plan', code: 'BAD_PROGRAM', message: `bad program: ${error.message}` });
    }
    if (error instanceof RangeError) {
      return fail({ kind: 'plan', code: 'TOO_DEEP', message: 'program too deeply nested for this engine' });
    }
    throw error;
  }
}

type Statement = Pick<SqlProgram, 'sql' | 'marks' | 'tables'>;

function compile(
  program: ir.Program,
  type: ProgramType,
  dialect: Dialect,
  functions: SqlFunctionTable,
  { strictNan = false, stepsOf }: SqlOptions,
): Statement {
  const recursive = dialect === 'duckdb' ? recursiveDefinition(program.defs) : undefined;
  if (recursive !== undefined) {
    const message = `type ${recursive} is recursive; DuckDB has no column type for it`;
    throw new Refusal('RECURSIVE_TYPE', message);
  }
  const shapes = new Shapes(program.defs);
  const lowering = new Lowering(shapes, functions, forms, strictNan, stepsOf);
  const scope = new Scope();
  const { main } = program;
  if (main.kind !== 'function') throw new Refusal('BAD_PROGRAM', 'bad program: main is no function');
  const input = parameters(shapes.of(type.input));
  const vars = Vars.none.with(parameterKey(main.id, 0), input);
  checkWidth(dialect, 'parameters', columnsOf(shapes.of(type.input)).length, 65_535);
  const outcome = lowerOutcome(lowering, main.body, scope, vars);
  const [scalars, tables] =
    dialect === 'duckdb' ? [duckdbForms, duckdbTables] : [postgresForms, postgresTables];
  const emitterFor = (relational: Program) =>
    new Emitter(scalars, tables, functions, usesOf(relational), mayFail(relational, functions));
  const text = (statement: Query, emitter: Emitter, before = ''): Statement => ({
    ...printed(statement, emitter, lowering.files, dialect, before),
    tables: [...new Set(lowering.tables.map((use) => tableLine(use, tables)))],
  });
  const optimised = (relational: Program, fixed = false) => optimise(relational, dialect, functions, fixed);
  switch (outcome.kind) {
    case 'value': {
      const result = optimised(resultOf(outcome.val, scope));
      checkWidth(dialect, 'columns', result.values.length, 1600);
      const emitter = emitterFor(result);
      const names = resultNames(shapes.of(type.output));
      return text(emitter.statement(result.rel, result.values, names, result.order), emitter);
    }
    case 'insert': {
      const rows = optimised(outcome.rows);
      const emitter = emitterFor(rows);
      return text(insertStatement(emitter, { ...outcome, rows }), emitter);
    }
    case 'update':
    case 'delete': {
      const rows = changeProgram(outcome, optimised, functions);
      const emitter = emitterFor(rows);
      return text(changeStatement(emitter, outcome, rows), emitter);
    }
    case 'write': {
      const rows = optimised(outcome.rows);
      const emitter = emitterFor(rows);
      const names = rows.values.map((_, i) => `c${i}`);
      const line = `-- lutra write ${JSON.stringify(outcome.file)} ${encodedTy(outcome.ty)}\n`;
      return text(emitter.statement(rows.rel, rows.values, names, rows.order), emitter, line);
    }
  }
}

function checkWidth(dialect: Dialect, what: string, count: number, most: number): void {
  if (dialect === 'postgres' && count > most) {
    throw new Refusal('TOO_WIDE', `too many ${what} for PostgreSQL (${most})`);
  }
}

/** The statement behind the lines that tell the runner what to have ready (see `SqlProgram`). */
function printed(
  statement: Query,
  emitter: Emitter,
  files: Files,
  dialect: Dialect,
  before: string,
): Pick<SqlProgram, 'sql' | 'marks'> {
  const reads = files
    .all()
    .map(({ table, file, ty }) => `-- lutra read ${table} ${JSON.stringify(file)} ${encodedTy(ty)}\n`);
  const needs = [...emitter.scalars.needs].map((need) => `-- lutra ${need}\n`);
  const { text, marks } = new Text([
    before,
    ...reads,
    ...needs,
    printQuery(shorten(statement), dialect),
  ]).finished();
  return { sql: text, marks };
}

/** What the program takes a table to be, for the runner (see `SqlProgram`). */
function tableLine({ table, row, read }: TableUse, forms: TableForms): string {
  const path = JSON.stringify(pathOf(table));
  const columns = forms
    .wantedColumns(row)
    .map(({ name, wants, maybe }) => (maybe === undefined ? [name, wants] : [name, wants, maybe]));
  return `-- lutra table ${path} ${read ? 'read' : 'write'} ${JSON.stringify(columns)}`;
}

/** Base64 of an encoded `ir::Ty`. */
function encodedTy(ty: Ty): string {
  return btoa(String.fromCharCode(...schema.ty.encode(ty)));
}

function mayFail({ rel, values }: Program, functions: SqlFunctionTable): boolean {
  return canFailInsideRel(rel, functions) || values.some((value) => canFailInside(value, functions));
}

/** The program's input: its leaves are the parameters, left to right (specification 4 §14). */
function parameters(input: Shape): Val {
  const leaves = columnsOf(input).map(
    (spec, index): Scalar => ({ kind: 'parameter', index, shape: spec.shape }),
  );
  return valOf(input, leaves);
}

function resultOf(result: Val, scope: Scope): Program {
  if (result.kind !== 'array') return { rel: scope.rel, values: flatten(result), order: [] };
  const rows = toRows(result);
  return { rel: join(scope.rel, rows.rel), values: flatten(rows.item), order: rows.order.keys };
}

/** Field names where the result has them, made unique (specification 4 §6). */
function resultNames(output: Shape): readonly string[] {
  const item = output.kind === 'array' ? output.item : output;
  const wanted =
    item.kind === 'tuple'
      ? item.fields.flatMap((field, position) => {
          const columns = columnsOf(field.shape);
          const base = field.name ?? `field${position}`;
          return columns.map((column) => (column.name === 'value' ? base : `${base}${column.name}`));
        })
      : columnsOf(item).map((column) => column.name);
  const used = new Set<string>();
  return wanted.map((name) => {
    let unique = name;
    for (let suffix = 2; used.has(unique.toLowerCase()); suffix++) unique = `${name}_${suffix}`;
    used.add(unique.toLowerCase());
    return unique;
  });
}
