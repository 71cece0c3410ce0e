import { type Diagnostic, fail, ok, type Result, type RunnerProfile } from '../base';
import type { CheckedProject, Entry } from '../language';
import {
  type bytecode,
  type CompiledBytecode,
  type CompiledIr,
  compileToIr,
  containedProgram,
  type ir,
  isUniversalExternal,
  permittedExternals,
  toBytecode,
  walk,
} from '../program';
import { compileSql, programText, type SqlMark } from '../sql';
import type { ProgramType } from '../value';
import type { CompileDeps } from './compile-deps';
import { planDiagnostic } from './diagnostic';

/** A program in the form its runner takes. */
export interface TargetProgram {
  /** An encoded `rr::Program`. */
  readonly bytes: Uint8Array;
  readonly type: ProgramType;
  readonly annotation: ProgramAnnotation;
  /** Of bytecode: what its expressions come from. */
  readonly sourceMap?: SourceMap;
  /** The program itself, where it is bytecode. */
  readonly bytecode?: bytecode.Program;
  /** Full ids of the externals used beyond those of every target, sorted. */
  readonly externals: readonly string[];
}

/** By position of a bytecode expression. */
export type SourceMap = Omit<CompiledBytecode, 'program'>;

/** What a reader may want to see of a program; not part of any hash (NODE-14). */
export interface ProgramAnnotation {
  /** The SQL text, for SQL targets. */
  readonly sql?: string;
  /** Which stretches of it come from which steps, where that was asked for (`SqlOptions.stepsOf`). */
  readonly sqlMarks?: readonly SqlMark[];
  /** The number of bytecode expressions, for the interpreter. */
  readonly instructions?: number;
}

/** Lowers a typed program for a target: IR, checks of externals, layouts, bytecode or SQL (specification 3 F). */
export function compileForTarget(
  project: CheckedProject,
  entry: Entry,
  target: RunnerProfile,
  deps: CompileDeps,
): Result<TargetProgram, readonly Diagnostic[]> {
  const compiled = compileToIr(project, entry, permittedExternals(target.repr, target.externals));
  if (!compiled.ok) return compiled;
  return emit(compiled.value, target, deps);
}

/** The externals of a program that not every target has. */
export function specialExternals(program: ir.Program): readonly string[] {
  const found = new Set<string>();
  walk(program.main, (expr) => {
    if (expr.kind === 'external' && !isUniversalExternal(expr.id)) found.add(expr.id);
  });
  return [...found].sort();
}

function emit(
  { program, type }: CompiledIr,
  target: RunnerProfile,
  deps: CompileDeps,
): Result<TargetProgram, readonly Diagnostic[]> {
  const externals = specialExternals(program);
  switch (target.repr) {
    case 'bytecode-lt': {
      const { program: value, ...sourceMap } = toBytecode(program);
      const bytes = containedProgram.encode({ kind: 'bytecode_lt', value });
      const annotation = { instructions: sourceMap.spans.length };
      return ok({ bytes, type, annotation, sourceMap, bytecode: value, externals });
    }
    case 'sql-duckdb':
    case 'sql-pg': {
      const dialect = target.repr === 'sql-pg' ? 'postgres' : 'duckdb';
      const sql = compileSql(program, type, dialect, deps.sqlFunctions, deps.sqlOptions);
      if (!sql.ok) return fail([planDiagnostic('no-sql', sql.error.message, sql.error.span)]);
      const kind = target.repr === 'sql-pg' ? 'sql_postgres' : 'sql_duck_db';
      const bytes = containedProgram.encode({ kind, value: { ...sql.value, sql: programText(sql.value) } });
      const { sql: text, marks } = sql.value;
      const annotation = marks.length === 0 ? { sql: text } : { sql: text, sqlMarks: marks };
      return ok({ bytes, type, annotation, externals });
    }
  }
}
