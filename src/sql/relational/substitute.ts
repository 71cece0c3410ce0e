import type { Column } from './column';
import { fieldOf, type Scalar } from './scalar';
import { withSteps } from './steps';
import { type Rewrite, rewriteRelParts, rewriteScalarParts } from './traverse';

/** The scalar with `columns` replaced by `values`, also inside sub-queries. */
export function substitute(scalar: Scalar, columns: readonly Column[], values: readonly Scalar[]): Scalar {
  const byId = new Map(columns.map((column, position) => [column.id, values[position]!]));
  return substituteAll(byId).scalar(scalar);
}

/** A rewrite that replaces columns by id wherever they are read. */
export function substituteAll(byId: ReadonlyMap<number, Scalar>): Rewrite {
  const rewrite: Rewrite = {
    scalar(scalar) {
      if (scalar.kind === 'column') {
        const found = byId.get(scalar.column.id);
        return found === undefined ? scalar : withSteps(found, scalar.steps);
      }
      const replaced = rewriteScalarParts(scalar, rewrite);
      if (replaced.kind === 'unpack_leaf' && replaced.of.kind === 'pack_leaf') return replaced.of.of;
      if (replaced.kind === 'unpack_option' && replaced.of.kind === 'pack_option') return replaced.of.of;
      if (replaced.kind === 'field' && replaced.of.shape.kind === 'tuple') {
        return fieldOf(replaced.of, replaced.of.shape, replaced.position);
      }
      return replaced;
    },
    rel: (rel) => rewriteRelParts(rel, rewrite),
  };
  return rewrite;
}
