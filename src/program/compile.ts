import { type Diagnostic, fail, ok, type Result, type Span } from '../base';
import type { CheckedProject, Entry, TypedOf } from '../language';
import type { FormatError, ProgramType } from '../value';
import { missingImplementations } from './externals';
import { inline } from './inline/inline';
import type { Program } from './ir';
import { layOut } from './layout';
import { lower, lowerExpression } from './lower/lower';
import { programDiagnostic } from './problem';

/** A program ready for a back end: inlined, with layouts, and what it takes and gives. */
export interface CompiledIr {
  readonly program: Program;
  readonly type: ProgramType;
}

/**
 * Compiles an entry up to the point where targets part (specification 3 part F): lower, check externals, inline,
 * lay out. `permitted` lists the prefixes of externals allowed beyond those of every target (`permittedExternals`).
 * Missing implementations come as diagnostics with the slug `missing-implementation`; they are shown without a
 * place, one line each.
 */
export function compileToIr(
  project: CheckedProject,
  entry: Entry,
  permitted: readonly string[],
): Result<CompiledIr, Diagnostic[]> {
  return finish(() => lower(project, entry), entry.expr.span, permitted);
}

/** The same for a function built from typed trees, such as a stage of a plan (specification 5 STG-3). */
export function compileFunctionToIr(
  project: CheckedProject,
  expr: TypedOf<'function'>,
  permitted: readonly string[],
): Result<CompiledIr, Diagnostic[]> {
  return finish(() => lowerExpression(project, expr), expr.span, permitted);
}

function finish(
  lowered: () => Result<Program, Diagnostic[]>,
  span: Span,
  permitted: readonly string[],
): Result<CompiledIr, Diagnostic[]> {
  try {
    const program = lowered();
    if (!program.ok) return program;
    const missing = missingImplementations(program.value, permitted);
    if (missing.length > 0) return fail(missing);
    const inlined = inline(program.value);
    if (!inlined.ok) return inlined;
    const laidOut = layOut(inlined.value);
    if (!laidOut.ok) return fail([layoutDiagnostic(laidOut.error, span)]);
    return ok({ program: laidOut.value, type: programType(laidOut.value) });
  } catch (thrown) {
    // Nesting deeper than the machine's stack is bad input, not a bug.
    if (!(thrown instanceof RangeError)) throw thrown;
    return fail([programDiagnostic('program-too-large', span, 'the program is nested too deeply')]);
  }
}

/** What a laid-out program takes and gives, with all its definitions. */
export function programType(program: Program): ProgramType {
  const { kind } = program.main.ty;
  if (kind.kind !== 'function' || kind.params.length !== 1) throw new Error('main takes one parameter');
  return { input: kind.params[0]!, output: kind.body, defs: program.defs };
}

function layoutDiagnostic(error: FormatError, span: Span): Diagnostic {
  return programDiagnostic('function-in-data', span, error.message);
}
