import { freshId, makeColumn } from '../relational/column';
import { freeColumns } from '../relational/free-columns';
import { join, project, type Rel, type RelOf, unitRel } from '../relational/rel';
import { column, isCheap, type Scalar } from '../relational/scalar';
import { isHeavy } from '../relational/weight';

/**
 * The current row while an expression is compiled, and how it can be given more columns: every row of `rel` is
 * one row for which the expression is wanted. What is attached must keep the number of rows.
 */
export class Scope {
  /** What `hold` put in front last: more columns may stand beside those. */
  #held: RelOf<'project'> | undefined;

  constructor(public rel: Rel = unitRel) {}

  /** Computes a scalar once a row; cheap ones stay as they are. */
  keep(scalar: Scalar, hint = 'value'): Scalar {
    if (isCheap(scalar)) return scalar;
    if (scalar.kind === 'subquery' && freeColumns(scalar).size === 0) return shared(scalar);
    const kept = makeColumn(hint, scalar.shape, isPackedForm(scalar));
    this.rel = project(this.rel, [{ column: kept, value: scalar }]);
    return column(kept);
  }

  /**
   * Gives a heavy scalar a column, so that reading it again does not compute it again; where it is read only once the
   * column goes in the end (`optimise/inline-held.ts`).
   */
  hold(scalar: Scalar): Scalar {
    if (!isHeavy(scalar)) return scalar;
    const held = makeColumn('value', scalar.shape, isPackedForm(scalar));
    const definition = { column: held, value: scalar };
    const beside = this.#held === this.rel && !readsDefinitions(scalar, this.#held) ? this.#held : undefined;
    this.#held = {
      kind: 'project',
      input: beside?.input ?? this.rel,
      definitions: [...(beside?.definitions ?? []), definition],
      held: true,
    };
    this.rel = this.#held;
    return column(held);
  }

  /** Adds the columns of a relation that has exactly one row. */
  attach(rel: Rel): void {
    this.rel = join(this.rel, rel);
  }

  /** Adds the columns of a relation that has at most one row; without it they are NULL. */
  attachOptional(rel: Rel, guarded = false): void {
    this.rel = { kind: 'left_join', left: this.rel, right: rel, guarded };
  }
}

function readsDefinitions(scalar: Scalar, { definitions }: RelOf<'project'>): boolean {
  const free = freeColumns(scalar);
  return definitions.some((definition) => free.has(definition.column.id));
}

/** A value that depends on no row, computed once for the whole program. */
function shared(scalar: Scalar): Scalar {
  const one = makeColumn('value', scalar.shape, isPackedForm(scalar));
  const rel: Rel = {
    kind: 'shared',
    id: freshId(),
    body: { rel: unitRel, values: [scalar] },
    columns: [one],
  };
  return { kind: 'subquery', rel, value: column(one), shape: scalar.shape };
}

/** Whether a leaf or option scalar is in packed form (specification 4 §2.4). */
function isPackedForm(scalar: Scalar): boolean {
  if (scalar.shape.kind !== 'leaf' && scalar.shape.kind !== 'option') return false;
  switch (scalar.kind) {
    case 'column':
      return scalar.column.packed;
    case 'pack_leaf':
    case 'pack_option':
    case 'field':
    case 'payload':
    case 'element':
      return true;
    case 'subquery':
      return isPackedForm(scalar.value);
    default:
      return false;
  }
}
