import type { SqlFunctionTable } from '../function-table';
import { makeColumn } from '../relational/column';
import { columnsMade, freeColumns } from '../relational/free-columns';
import { canFailInside, canFailInsideRel } from '../relational/raising';
import { refreshing } from '../relational/refresh';
import { join, project, type Rel, type Selected } from '../relational/rel';
import {
  and,
  caseOf,
  column,
  FALSE,
  isCheap,
  isNull,
  isTrue,
  literal,
  not,
  type Scalar,
  TRUE,
} from '../relational/scalar';
import { type Rewrite, rewriteRelParts, rewriteScalarParts } from '../relational/traverse';
import { boolShape } from '../shape';
import type { Program } from './program';
import { underCondition } from './under-condition';

/**
 * Has sub-queries that can fail worked out only where the program works them out (specification 2 §12.2). DuckDB
 * runs a sub-query for all rows at once, whichever branch of a CASE it stands in, and one that reads no row even
 * when there are no rows: so the way to a sub-query is written into it as a condition on its own sources.
 *
 * `fixed`: the rows are a table's own and must stay as they are.
 */
export function guardQueries(program: Program, functions: SqlFunctionTable, fixed = false): Program {
  const counted = new Guarding(functions, new Set());
  counted.program(program, fixed);
  const guarding = new Guarding(functions, counted.onlyInside());
  return guarding.program(program, fixed);
}

/** Copies of bindings that may be put in place; beyond that they stay shared, and may fail too early. */
const MOST_COPIES = 64;

class Guarding {
  private readonly outside = new Set<number>();
  private readonly inside = new Set<number>();
  private readonly bodies = new Map<string, Selected>();
  private copies = 0;

  /** `unshared`: bodies to put in place of their references, since each stands behind conditions of its own. */
  constructor(
    private readonly functions: SqlFunctionTable,
    private readonly unshared: ReadonlySet<number>,
  ) {}

  program(program: Program, fixed: boolean): Program {
    const keys = program.order.map((key) => key.value);
    const { rel, scalars } = this.rows(program.rel, [...program.values, ...keys], { guarded: false, fixed });
    const values = scalars.slice(0, program.values.length);
    const order = program.order.map((key, i) => ({ ...key, value: scalars[values.length + i]! }));
    return { rel, values, order };
  }

  /** Shared bodies that are read only where a condition stands before. */
  onlyInside(): ReadonlySet<number> {
    return new Set([...this.inside].filter((id) => !this.outside.has(id)));
  }

  /** A relation and what is worked out for each of its rows. */
  private rows(rel: Rel, scalars: readonly Scalar[], place: Place): { rel: Rel; scalars: Scalar[] } {
    const row = new Row(this.rel(rel, place), place.fixed ?? false);
    const made = scalars.map((scalar) => this.scalar(scalar, [], row, place));
    return { rel: row.rel, scalars: made };
  }

  /** A scalar that is worked out for a row where all of `conditions` hold. */
  private scalar(scalar: Scalar, conditions: readonly Scalar[], row: Row, place: Place): Scalar {
    switch (scalar.kind) {
      case 'case': {
        if (!canFailInside(scalar, this.functions)) break;
        let others = conditions;
        const branches = scalar.branches.map((branch, i) => {
          let when = this.scalar(branch.when, others, row, place);
          const later = [branch.result, scalar.otherwise, ...scalar.branches.slice(i + 1).flatMap(partsOf)];
          if (later.some((part) => this.hasFailingQuery(part))) when = row.keep(when, others);
          const result = this.scalar(branch.result, [...others, when], row, place);
          others = [...others, not(when)];
          return { when, result };
        });
        return { ...scalar, branches, otherwise: this.scalar(scalar.otherwise, others, row, place) };
      }
      case 'operator': {
        if (scalar.operator !== 'coalesce') break;
        const [first, ...rest] = scalar.args as [Scalar, ...Scalar[]];
        const made = this.scalar(first, conditions, row, place);
        const absent = isCheap(made) ? [...conditions, isNull(made)] : conditions;
        return { ...scalar, args: [made, ...rest.map((arg) => this.scalar(arg, absent, row, place))] };
      }
      case 'aggregate': {
        const filter = scalar.filter && this.scalar(scalar.filter, conditions, row, place);
        const counted = filter === undefined ? conditions : [...conditions, filter];
        return {
          ...scalar,
          args: scalar.args.map((arg) => this.scalar(arg, counted, row, place)),
          order: scalar.order.map((key) => ({
            ...key,
            value: this.scalar(key.value, conditions, row, place),
          })),
          filter,
        };
      }
      case 'subquery':
      case 'exists':
        return this.query(scalar, conditions, row, place);
      default:
    }
    const rewrite: Rewrite = {
      scalar: (part) => this.scalar(part, conditions, row, place),
      rel: (rel) => this.rel(rel, place),
    };
    return rewriteScalarParts(scalar, rewrite);
  }

  private query(scalar: Query, conditions: readonly Scalar[], row: Row, place: Place): Query {
    const own = this.unsharedQuery(scalar, place);
    if (!canFailInside(own, this.functions)) return this.inner(own, place);
    let test = conditions.filter((condition) => !isQueryInside(condition)).reduce(and, TRUE);
    const free = new Set([...freeColumns(own), ...freeColumns(test)]);
    if (![...free].some((id) => row.makes(id)) && canRaiseInside(own, this.functions))
      test = and(row.there(), test);
    if (isTrue(test)) return this.inner(own, place);
    return underCondition(this.inner(own, { guarded: true }), test, this.functions);
  }

  private inner(scalar: Query, place: Place): Query {
    if (scalar.kind === 'exists') return { ...scalar, rel: this.rel(scalar.rel, inside(place)) };
    const { rel, scalars } = this.rows(scalar.rel, [scalar.value], inside(place));
    return { ...scalar, rel, value: scalars[0]! };
  }

  /** The scalar with a shared relation that it reads straight put in place. */
  private unsharedQuery(scalar: Query, place: Place): Query {
    return { ...scalar, rel: this.copyOf(scalar.rel, place) ?? scalar.rel };
  }

  private rel(rel: Rel, place: Place): Rel {
    switch (rel.kind) {
      case 'shared': {
        const copy = this.copyOf(rel, place);
        if (copy !== undefined) return this.rel(copy, place);
        (place.guarded ? this.inside : this.outside).add(rel.id);
        const key = `${rel.id} ${place.guarded}`;
        const body = this.bodies.get(key) ?? this.selected(rel.body, inside(place));
        this.bodies.set(key, body);
        return { ...rel, body };
      }
      case 'project': {
        const { rel: input, scalars } = this.rows(rel.input, rel.definitions.map(definedValue), place);
        return {
          ...rel,
          input,
          definitions: rel.definitions.map(({ column }, i) => ({ column, value: scalars[i]! })),
        };
      }
      case 'aggregate': {
        const { rel: input, scalars } = this.rows(
          rel.input,
          rel.definitions.map(definedValue),
          inside(place),
        );
        return {
          ...rel,
          input,
          definitions: rel.definitions.map(({ column }, i) => ({ column, value: scalars[i]! })),
        };
      }
      case 'group': {
        const all = [...rel.keys, ...rel.definitions];
        const { rel: input, scalars } = this.rows(rel.input, all.map(definedValue), inside(place));
        const made = all.map(({ column }, i) => ({ column, value: scalars[i]! }));
        return {
          ...rel,
          input,
          keys: made.slice(0, rel.keys.length),
          definitions: made.slice(rel.keys.length),
        };
      }
      case 'where': {
        const row = new Row(this.rel(rel.input, place), place.fixed ?? false);
        const before = conditionsOf(row.rel);
        const condition = this.scalar(rel.condition, before, row, place);
        const input = place.fixed ? row.rel : this.sourcesUnder(row.rel, condition);
        return { ...rel, input, condition };
      }
      case 'limit': {
        const keys = rel.order.map((key) => key.value);
        const { rel: input, scalars } = this.rows(rel.input, keys, inside(place));
        return { ...rel, input, order: rel.order.map((key, i) => ({ ...key, value: scalars[i]! })) };
      }
      case 'union':
        return { ...rel, parts: rel.parts.map((part) => this.selected(part, inside(place))) };
      case 'iterate':
        return {
          ...rel,
          init: this.selected(rel.init, inside(place)),
          step: this.selected(rel.step, inside(place)),
        };
      default: {
        // What a source or a join reads belongs to rows around it, which are there when it is asked.
        const around = new Row({ kind: 'unit' }, true);
        return rewriteRelParts(rel, {
          scalar: (part) => this.scalar(part, [], around, place),
          rel: (part) => this.rel(part, place),
        });
      }
    }
  }

  /** A condition that reads nothing of the rows says whether there are any: it comes before all that can fail in them. */
  private sourcesUnder(rel: Rel, condition: Scalar): Rel {
    const rows: Query = { kind: 'exists', rel, shape: boolShape };
    if (rel.kind === 'unit' || !canRaiseInside(rows, this.functions)) return rel;
    const read = freeColumns(condition);
    if (columnsMade(rel).some((made) => read.has(made.id)) || canFailInside(condition, this.functions))
      return rel;
    return underCondition(rows, condition, this.functions).rel;
  }

  private selected({ rel, values }: Selected, place: Place): Selected {
    const made = this.rows(rel, values, place);
    return { rel: made.rel, values: made.scalars };
  }

  /** The body of a shared relation, as a relation of its own. */
  private copyOf(rel: Rel, place: Place): Rel | undefined {
    if (rel.kind !== 'shared' || !this.unshared.has(rel.id) || !place.guarded) return undefined;
    if (!canFailInsideRel(rel, this.functions) || this.copies >= MOST_COPIES) return undefined;
    this.copies += 1;
    const copy = refreshing(rel.body.rel);
    const values = rel.body.values.map((value) => copy.scalar(value));
    return project(
      copy.rel(rel.body.rel),
      rel.columns.map((column, i) => ({ column, value: values[i]! })),
    );
  }

  private hasFailingQuery(scalar: Scalar): boolean {
    return isQueryInside(scalar) && canFailInside(scalar, this.functions);
  }
}

type Query = Extract<Scalar, { kind: 'subquery' | 'exists' }>;

interface Place {
  /** Whether a condition stands before all this. */
  readonly guarded: boolean;
  readonly fixed?: boolean;
}

function inside({ guarded }: Place): Place {
  return { guarded };
}

/** The row for which scalars are worked out; it can be given columns. */
class Row {
  #there: Scalar | undefined;
  #made: ReadonlySet<number> | undefined;

  constructor(
    public rel: Rel,
    private readonly fixed: boolean,
  ) {}

  makes(id: number): boolean {
    this.#made ??= new Set(columnsMade(this.rel).map((made) => made.id));
    return this.#made.has(id);
  }

  /** A condition that is short enough to be written again, or the column that holds it. */
  keep(condition: Scalar, others: readonly Scalar[]): Scalar {
    if (this.fixed || isShort(condition)) return condition;
    const test = makeColumn('test', boolShape);
    const value =
      others.length === 0 ? condition : caseOf([{ when: others.reduce(and), result: condition }], FALSE);
    this.rel = project(this.rel, [{ column: test, value }]);
    this.#made = undefined;
    return column(test);
  }

  /**
   * True for each row there is, but only known to be so where there is one. It is one and the same for all rows, so
   * that what depends on it alone is worked out once.
   */
  there(): Scalar {
    if (this.#there !== undefined) return this.#there;
    const base = oneRow(this.rel);
    if (base !== undefined) this.#there = base;
    else if (this.fixed || surelyRows(this.rel)) this.#there = TRUE;
    else {
      const here = makeColumn('here', boolShape);
      this.rel = join(this.rel, { kind: 'values', columns: [here], rows: [[literal(boolShape, true)]] });
      this.#made = undefined;
      this.#there = column(here);
    }
    return this.#there;
  }
}

/** Under which conditions there is a row of a relation that has at most one, if that is plain to see. */
function oneRow(rel: Rel): Scalar | undefined {
  switch (rel.kind) {
    case 'unit':
      return TRUE;
    case 'values':
      return rel.rows.length === 1 ? TRUE : undefined;
    case 'project':
      return oneRow(rel.input);
    case 'left_join':
      return oneRow(rel.left);
    case 'where': {
      const input = oneRow(rel.input);
      return input === undefined || isQueryInside(rel.condition) ? undefined : and(input, rel.condition);
    }
    default:
      return undefined;
  }
}

function surelyRows(rel: Rel): boolean {
  switch (rel.kind) {
    case 'unit':
    case 'aggregate':
      return true;
    case 'values':
      return rel.rows.length > 0;
    case 'project':
      return surelyRows(rel.input);
    case 'join':
      return surelyRows(rel.left) && surelyRows(rel.right);
    case 'left_join':
      return surelyRows(rel.left);
    case 'series':
      return (
        rel.from.kind === 'literal' &&
        rel.to.kind === 'literal' &&
        (rel.from.value as bigint) <= (rel.to.value as bigint)
      );
    case 'shared':
      return surelyRows(rel.body.rel);
    case 'union':
      return rel.parts.some((part) => surelyRows(part.rel));
    default:
      return false;
  }
}

/** The conditions that rows have passed on their way through one select. */
function conditionsOf(rel: Rel): readonly Scalar[] {
  return rel.kind === 'where' ? [...conditionsOf(rel.input), rel.condition] : [];
}

function isShort(scalar: Scalar): boolean {
  if (isCheap(scalar)) return true;
  switch (scalar.kind) {
    case 'operator':
      return scalar.args.every(isShort);
    case 'call':
      return comparisons.has(scalar.name) && scalar.args.every(isShort);
    default:
      return false;
  }
}

const comparisons = new Set(['std::ops::eq', 'std::ops::lt', 'std::ops::lte']);

/** Whether there is a sub-query in it that is more than the reading of one value. */
function isQueryInside(scalar: Scalar): boolean {
  if (scalar.kind === 'subquery' || scalar.kind === 'exists') return !isCheap(scalar);
  let found = false;
  rewriteScalarParts(scalar, {
    scalar(part) {
      found ||= isQueryInside(part);
      return part;
    },
    rel: (rel) => rel,
  });
  return found;
}

/** Whether more can go wrong in it than a number that grows too large: hardly ever without rows, and guards cost. */
function canRaiseInside(query: Query, functions: SqlFunctionTable): boolean {
  return canFailInside(query, functions, false);
}

function partsOf({ when, result }: { readonly when: Scalar; readonly result: Scalar }): Scalar[] {
  return [when, result];
}

function definedValue({ value }: { readonly value: Scalar }): Scalar {
  return value;
}
