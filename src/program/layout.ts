import { fail, ok, type Result } from '../base';
import { type FormatError, FormatFailure, layOutTypes } from '../value';
import type { Program } from './ir';
import { rewrite, withChildren } from './rewrite';

/**
 * The program with a layout on every type but functions, and its definitions in layout order (specification 3
 * B4). Fails when a type has infinite size, refers to a definition that is not there, or holds a function in
 * data.
 */
export function layOut(program: Program): Result<Program, FormatError> {
  const types = layOutTypes(program.defs);
  if (!types.ok) return types;
  const { defs, ty } = types.value;
  try {
    const main = rewrite(program.main, {
      leave: (expr, kids) => withChildren(expr, kids, ty(expr.ty)),
    });
    return ok({ main, defs });
  } catch (failure) {
    if (failure instanceof FormatFailure) return fail(failure.error);
    throw failure;
  }
}
