import { type Diagnostic, ok, type Result, type RunnerProfile } from '../base';
import type { CheckedProject, Entry } from '../language';
import { type CompiledIr, compileToIr, containedProgram, permittedExternals, toBytecode } from '../program';
import type { ProgramType } from '../value';
import type { CompileDeps } from './compile-deps';

/** A program in the form its runner takes. */
export interface TargetProgram {
  /** An encoded `rr::Program`. */
  readonly bytes: Uint8Array;
  readonly type: ProgramType;
  readonly annotation: ProgramAnnotation;
}

/** What a reader may want to see of a program; not part of any hash (NODE-14). */
export interface ProgramAnnotation {
  /** The SQL text, for SQL targets. */
  readonly sql?: string;
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
  const ir = compileToIr(project, entry, permittedExternals(target.repr, target.externals));
  if (!ir.ok) return ir;
  return emit(ir.value, target, deps);
}

function emit(
  ir: CompiledIr,
  target: RunnerProfile,
  deps: CompileDeps,
): Result<TargetProgram, readonly Diagnostic[]> {
  switch (target.repr) {
    case 'bytecode-lt': {
      const { program, spans } = toBytecode(ir.program);
      const bytes = containedProgram.encode({ kind: 'bytecode_lt', value: program });
      return ok({ bytes, type: ir.type, annotation: { instructions: spans.length } });
    }
    case 'sql-duckdb':
    case 'sql-pg': {
      const sql = deps.compileSql(ir, target.repr);
      if (!sql.ok) return sql;
      const kind = target.repr === 'sql-pg' ? 'sql_postgres' : 'sql_duck_db';
      const bytes = containedProgram.encode({ kind, value: sql.value });
      return ok({ bytes, type: ir.type, annotation: { sql: sql.value.sql } });
    }
  }
}
