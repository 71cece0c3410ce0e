import type { Rel, Selected } from '../relational/rel';
import type { Scalar } from '../relational/scalar';
import { type Rewrite, rewriteRelParts, rewriteScalarParts } from '../relational/traverse';
import type { Program } from './program';

/**
 * A program with every scalar replaced by what `replace` makes of it, its parts replaced before; then also every
 * relation by what `settle` makes of it. The body of a shared relation is rewritten once, for all references to it.
 */
export function rewriteScalars(
  program: Program,
  replace: (scalar: Scalar) => Scalar,
  settle: (rel: Rel) => Rel = (rel) => rel,
): Program {
  const bodies = new Map<number, Selected>();
  const rewrite: Rewrite = {
    scalar: (scalar) => replace(rewriteScalarParts(scalar, rewrite)),
    rel(rel: Rel): Rel {
      if (rel.kind !== 'shared') return settle(rewriteRelParts(rel, rewrite));
      let body = bodies.get(rel.id);
      if (body === undefined) {
        body = {
          rel: rewrite.rel(rel.body.rel),
          values: rel.body.values.map((value) => rewrite.scalar(value)),
        };
        bodies.set(rel.id, body);
      }
      return { ...rel, body };
    },
  };
  return {
    rel: rewrite.rel(program.rel),
    values: program.values.map((value) => rewrite.scalar(value)),
    order: program.order.map((key) => ({ ...key, value: rewrite.scalar(key.value) })),
  };
}
