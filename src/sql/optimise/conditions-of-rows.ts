import type { SqlFunctionTable } from '../function-table';
import type { Column } from '../relational/column';
import { columnsMade, freeColumns } from '../relational/free-columns';
import { canFailInside } from '../relational/raising';
import type { Rel } from '../relational/rel';
import {
  and,
  caseOf,
  column,
  FALSE,
  isNull,
  not,
  or,
  partsOf,
  type Scalar,
  TRUE,
} from '../relational/scalar';
import type { Program } from './program';
import { rewriteScalars } from './rewrite-scalars';

/**
 * A condition that can fail and reads nothing of the rows it is about would be worked out before it is known whether
 * there are any: engines take it out of the loop over the rows. So it is made to look at them (specification 2 §12.2).
 */
export function conditionsOfRows(program: Program, functions: SqlFunctionTable): Program {
  return rewriteScalars(
    program,
    (scalar) => scalar,
    (rel) =>
      rel.kind === 'where' ? { ...rel, condition: conditionOf(rel.input, rel.condition, functions) } : rel,
  );
}

/** A condition on the rows of a relation, worked out only where there is one. */
export function conditionOf(rows: Rel, condition: Scalar, functions: SqlFunctionTable): Scalar {
  if (!canFailInside(condition, functions)) return condition;
  const sources = perhapsEmpty(rows);
  return partsOf(condition)
    .map((part) => {
      if (!canFailInside(part, functions)) return part;
      const read = columnsBehind(part, rows);
      const unread = sources.filter((columns) => !columns.some(({ id }) => read.has(id)));
      const there = unread.map(([first]) => isThere(first!)).reduce(and, TRUE);
      return caseOf([{ when: there, result: part }], FALSE);
    })
    .reduce(and);
}

/** True of every row; no engine sees so before it has the row. */
function isThere(first: Column): Scalar {
  const absent = isNull(column(first));
  return or(absent, not(absent));
}

/** The columns of each source without which there are no rows, and which may have none. */
function perhapsEmpty(rel: Rel): (readonly Column[])[] {
  switch (rel.kind) {
    case 'unit':
    case 'aggregate':
      return [];
    case 'values':
      return rel.rows.length > 0 ? [] : [rel.columns];
    case 'project':
    case 'where':
      return perhapsEmpty(rel.input);
    case 'join':
      return [...perhapsEmpty(rel.left), ...perhapsEmpty(rel.right)];
    case 'left_join':
      return perhapsEmpty(rel.left);
    default: {
      const columns = columnsMade(rel);
      return columns.length > 0 ? [columns] : [];
    }
  }
}

/** The columns a scalar reads, also through those that are computed on the way. */
function columnsBehind(scalar: Scalar, rel: Rel): ReadonlySet<number> {
  const read = new Set(freeColumns(scalar));
  const look = (part: Rel): void => {
    switch (part.kind) {
      case 'project':
        for (const { column, value } of part.definitions.toReversed()) {
          if (read.has(column.id)) for (const id of freeColumns(value)) read.add(id);
        }
        look(part.input);
        break;
      case 'where':
        look(part.input);
        break;
      case 'join':
      case 'left_join':
        look(part.right);
        look(part.left);
        break;
      default:
    }
  };
  look(rel);
  return read;
}
