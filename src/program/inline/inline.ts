import { type Diagnostic, fail, ok, type Result } from '../../base';
import type { Program } from '../ir';
import { programDiagnostic } from '../problem';
import { inlineBindings } from './bindings';
import { expandFunctions } from './functions';
import { InlineRefusal } from './refusal';

/**
 * The program with all its functions expanded and its bindings moved to where they are used (specification 3
 * part E): of functions only `main` and the arguments of externals are left, of bindings those that are used
 * several times and cost something. All ids are fresh and unique. This decides what is evaluated at all, and how
 * often (specification 2 §12.1), so every back end works on its result. The errors are functions that refer to
 * themselves or are stored in data, and programs that grow beyond all bounds.
 */
export function inline(program: Program): Result<Program, Diagnostic[]> {
  try {
    const expanded = expandFunctions(program.main, program.defs);
    return ok({ main: inlineBindings(expanded), defs: program.defs });
  } catch (problem) {
    if (!(problem instanceof InlineRefusal)) throw problem;
    const span = problem.span ?? program.main.span ?? { file: '', start: 0, end: 0 };
    return fail([programDiagnostic(problem.slug, span, problem.message)]);
  }
}
