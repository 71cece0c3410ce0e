import { type AppError, fail, ok, type Result } from '../base';
import type { ir } from '../program';
import { FormatFailure, type ProgramType } from '../value';
import type { Dialect } from './dialect-name';
import { duckdbForms } from './emit/duckdb-forms';
import { duckdbTables } from './emit/duckdb-tables';
import { Emitter } from './emit/emitter';
import { postgresForms } from './emit/postgres-forms';
import { postgresTables } from './emit/postgres-tables';
import { Uses } from './emit/uses';
import type { SqlFunctionTable } from './function-table';
import { forms } from './lower/forms';
import { Lowering, Vars } from './lower/lowering';
import { flatten } from './lower/pack';
import { toRows } from './lower/rows';
import { Scope } from './lower/scope';
import { type Val, valOf } from './lower/value';
import { optimise } from './optimise/optimise';
import type { Program } from './optimise/program';
import { printQuery } from './print';
import { Refusal } from './refusal';
import { join } from './relational/rel';
import type { Scalar } from './relational/scalar';
import { columnsOf, recursiveDefinition, type Shape, Shapes } from './shape';
import type { SqlProgram } from './sql-program';

/**
 * Compiles an inlined, laid-out program to one SQL statement for an engine (specification 4 §1). `functions` is
 * the SQL of the standard library. A program that has no SQL is an error of kind `plan` (§13).
 */
export function compileSql(
  program: ir.Program,
  type: ProgramType,
  dialect: Dialect,
  functions: SqlFunctionTable,
): Result<SqlProgram, AppError> {
  try {
    const sql = compile(program, type, dialect, functions);
    return ok({ sql, inputTy: type.input, outputTy: type.output, defs: type.defs });
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

function compile(
  program: ir.Program,
  type: ProgramType,
  dialect: Dialect,
  functions: SqlFunctionTable,
): string {
  const recursive = dialect === 'duckdb' ? recursiveDefinition(program.defs) : undefined;
  if (recursive !== undefined) {
    const message = `type ${recursive} is recursive; DuckDB has no column type for it`;
    throw new Refusal('RECURSIVE_TYPE', message);
  }
  const shapes = new Shapes(program.defs);
  const lowering = new Lowering(shapes, functions, forms);
  const scope = new Scope();
  const input = shapes.of(type.input);
  const result = lowering.apply(program.main, scope, Vars.none, [parameters(input)]);
  const relational = optimise(resultOf(result, scope));
  const uses = new Uses();
  uses.addRel(relational.rel);
  for (const value of relational.values) uses.addScalar(value);
  for (const key of relational.order) uses.addScalar(key.value);
  const [scalars, tables] =
    dialect === 'duckdb' ? [duckdbForms, duckdbTables] : [postgresForms, postgresTables];
  const emitter = new Emitter(scalars, tables, functions, uses);
  const output = shapes.of(type.output);
  const statement = emitter.statement(
    relational.rel,
    relational.values,
    resultNames(output),
    relational.order,
  );
  return printQuery(statement, dialect);
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
