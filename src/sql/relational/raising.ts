import type { SqlFunctionTable } from '../function-table';
import type { Scalar } from './scalar';
import { visitScalarParts } from './traverse';

/**
 * Whether evaluating a scalar can be a failure. Such a scalar must be evaluated only for the rows the program
 * evaluates it for; engines feel free to do more.
 */
export function canFail(scalar: Scalar, functions: SqlFunctionTable): boolean {
  if (scalar.kind === 'failure') return true;
  if (scalar.kind === 'call' && isRaising(scalar, functions)) return true;
  let found = false;
  visitScalarParts(
    scalar,
    (part) => {
      found ||= canFail(part, functions);
    },
    // What a sub-query computes is its own affair.
    () => undefined,
  );
  return found;
}

function isRaising(call: Extract<Scalar, { kind: 'call' }>, functions: SqlFunctionTable): boolean {
  const raises = functions[call.name]?.raises ?? false;
  if (typeof raises === 'boolean') return raises;
  return raises(call.shape.kind === 'leaf' ? call.shape.name : undefined);
}
