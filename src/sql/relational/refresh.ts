import { type Column, freshId } from './column';
import type { Rel } from './rel';
import { type Rewrite, rewriteRelParts, rewriteScalarParts } from './traverse';

/**
 * The rewrite that copies a relation with new identities for all it defines, so that it can stand in a program
 * twice; it also carries over whatever reads the relation's columns.
 */
export function refreshing(rel: Rel): Rewrite {
  const columns = new Map<number, Column>();
  const ids = new Map<number, number>();
  const rewrite: Rewrite = {
    scalar(scalar) {
      if (scalar.kind === 'column') {
        const renamed = columns.get(scalar.column.id);
        return renamed === undefined ? scalar : { ...scalar, column: renamed };
      }
      return rewriteScalarParts(scalar, rewrite);
    },
    rel: (part) => rewriteRelParts(part, rewrite),
    column(column) {
      const known = columns.get(column.id);
      if (known !== undefined) return known;
      const renamed = { ...column, id: freshId() };
      columns.set(column.id, renamed);
      return renamed;
    },
    id(id) {
      const known = ids.get(id);
      if (known !== undefined) return known;
      if (!ownIds.has(id)) return id;
      const renewed = freshId();
      ids.set(id, renewed);
      return renewed;
    },
  };
  const ownIds = idsWithin(rel);
  // Names first: a use may be met before the definition it reads.
  nameDefinitions(rel, rewrite);
  return rewrite;
}

function nameDefinitions(rel: Rel, rewrite: Rewrite): void {
  const walk: Rewrite = {
    scalar: (scalar) => rewriteScalarParts(scalar, walk),
    rel: (part) => rewriteRelParts(part, walk),
    column(column) {
      rewrite.column?.(column);
      return column;
    },
  };
  walk.rel(rel);
}

function idsWithin(rel: Rel): ReadonlySet<number> {
  const found = new Set<number>();
  const walk: Rewrite = {
    scalar: (scalar) => rewriteScalarParts(scalar, walk),
    rel(part) {
      if (part.kind === 'group' || part.kind === 'iterate') found.add(part.id);
      return rewriteRelParts(part, walk);
    },
  };
  walk.rel(rel);
  return found;
}
