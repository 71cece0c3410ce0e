import type { Scalar } from './scalar';
import { visitScalarParts } from './traverse';

/** Whether the scalar or one of its parts passes, those inside sub-queries left out. */
export function somePart(scalar: Scalar, test: (scalar: Scalar) => boolean): boolean {
  if (test(scalar)) return true;
  let found = false;
  visitScalarParts(
    scalar,
    (part) => {
      found ||= somePart(part, test);
    },
    () => undefined,
  );
  return found;
}
