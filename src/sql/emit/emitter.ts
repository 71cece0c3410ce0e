import type { SqlFunctionTable } from '../function-table';
import { Refusal } from '../refusal';
import { type Column, makeColumn } from '../relational/column';
import { columnsMade, freeColumns, freeColumnsOfRel } from '../relational/free-columns';
import { canFailInside } from '../relational/raising';
import type { Rel, RelOf, Selected } from '../relational/rel';
import { readsRowByRow } from '../relational/round-use';
import { column, isCheap, type Scalar, type SortKey } from '../relational/scalar';
import { type Steps, withSteps } from '../relational/steps';
import { type Rewrite, rewriteScalarParts } from '../relational/traverse';
import type { Uses } from '../relational/uses';
import { holdsQuery } from '../relational/weight';
import { binary, call, caseWhen, cast, FALSE, name, number, TRUE } from '../tree/build';
import type { OrderItem, SqlExpr, SqlType } from '../tree/expr';
import { type CommonTable, type Query, query, type Select, type Source, select } from '../tree/query';
import { treeText } from '../tree/tree-text';
import type { DialectForms } from './dialect-forms';
import { Env, emptyPart, isLimited, isPlain, type Part } from './part';
import {
  addAll,
  foreignToWindows,
  hasWindow,
  isGroupable,
  type Needed,
  readsAny,
  readsLate,
  readsLateInQuery,
  readsOnlyOuter,
  union,
  usedDefinitions,
} from './placement';
import { ScalarEmitter } from './scalar-emitter';
import { columnName, partOver, SourceEmitter } from './source-emitter';
import { storedForm } from './stored';
import type { TableForms } from './table-forms';

/** So many selects that compute something small more than once may be merged by PostgreSQL. */
const MOST_MERGEABLE = 3;

interface Output {
  readonly name: string | undefined;
  readonly expr: SqlExpr;
}

/** From the relational form to the SQL tree (specification 4 §6). */
export class Emitter {
  readonly scalars: ScalarEmitter;
  private readonly sources: SourceEmitter;
  private readonly commonTables: CommonTable[] = [];
  private readonly shared = new Map<number, string>();
  private readonly rounds = new Map<number, string>();
  private aliases = 0;
  private recursive = false;

  constructor(
    readonly forms: DialectForms,
    readonly tables: TableForms,
    private readonly functions: SqlFunctionTable,
    private readonly uses: Uses,
    mayFail: boolean,
  ) {
    this.scalars = new ScalarEmitter(forms, functions, {
      scalarQuery: (rel, value, env) => this.scalarQuery(rel, value, env),
      existsQuery: (rel, env) => this.existsQuery(rel, env),
    });
    this.sources = new SourceEmitter(forms, tables, this.scalars, () => this.alias(), mayFail);
  }

  /** The statement that gives `values` for each row of `rel`, in order. */
  statement(rel: Rel, values: readonly Scalar[], names: readonly string[], order: readonly SortKey[]): Query {
    return this.finished(this.selectQuery(rel, values, names, order, undefined));
  }

  /** Puts the common tables collected so far in front. */
  finished(body: Query): Query {
    return {
      ...body,
      with: [...this.commonTables, ...body.with],
      recursive: this.recursive || body.recursive,
    };
  }

  selectQuery(
    rel: Rel,
    values: readonly Scalar[],
    names: readonly (string | undefined)[],
    order: readonly SortKey[],
    outer: Env | undefined,
    finish: (columns: readonly SqlExpr[]) => readonly SqlExpr[] = (columns) => columns,
  ): Query {
    const keys = order.filter((key) => freeColumns(key.value).size > 0);
    const needed = new Set<number>();
    for (const scalar of [...values, ...keys.map((key) => key.value)]) addAll(needed, freeColumns(scalar));
    let part = this.part(rel, outer, needed);
    part = this.readyFor(part, [...values, ...keys.map((key) => key.value)], needed, outer);
    if (keys.length > 0 && (isLimited(part) || part.order.length > 0)) {
      const sameOrder = this.orderItems(keys, part.env);
      if (treeText(sameOrder) !== treeText(part.order)) part = this.wrap(part, needed, outer);
    }
    const columns = finish(values.map((value) => this.scalars.emit(value, part.env)));
    const outputs = columns.map((expr, i) => ({ name: names[i], expr }));
    if (keys.length > 0 && part.order.length === 0) part.order = this.orderItems(keys, part.env);
    return this.close(part, outputs);
  }

  /** The columns of a table that a statement is about. */
  openTable(rel: RelOf<'table'>): { readonly alias: string; readonly env: Env } {
    const part = this.part(rel, undefined, new Set());
    return { alias: part.from[0]!.alias, env: part.env };
  }

  /** A sub-select for one value. */
  private scalarQuery(rel: Rel, value: Scalar, env: Env): Query {
    return this.selectQuery(rel, [value], [undefined], [], env);
  }

  private existsQuery(rel: Rel, env: Env): Query {
    const part = this.part(rel, env, new Set());
    return this.close(part, [{ name: undefined, expr: number(1) }]);
  }

  private close(part: Part, outputs: readonly Output[]): Query {
    const body: Select = select({
      projection: outputs.length === 0 ? [{ expr: TRUE, name: 'unit' }] : outputs,
      from: part.from,
      where: part.where,
      group: part.group,
      groupSteps: part.groupSteps,
      having: part.having,
    });
    const { order, limit, offset, limitSteps } = part;
    return { ...query(body), order, limit, offset, limitSteps };
  }

  /** Makes the part a source of its own, so that anything can be added again. */
  private wrap(part: Part, needed: Needed, outer: Env | undefined): Part {
    const alias = this.alias();
    const next = emptyPart(outer);
    next.mergeable = part.mergeable;
    const outputs: Output[] = [];
    for (const id of part.env.ownIds()) {
      if (!needed.has(id)) continue;
      const label = columnName(outputs.length);
      outputs.push({ name: label, expr: part.env.find(id).expr });
      next.env.set({ id } as Column, name(alias, label));
    }
    next.from.push({
      item: { kind: 'query', query: this.close(part, outputs), lateral: false },
      alias,
      columns: [],
      join: 'comma',
    });
    return next;
  }

  /** Wraps when scalars want to use aggregates or windows of the part in places where they cannot stand. */
  private readyFor(part: Part, scalars: readonly Scalar[], needed: Needed, outer: Env | undefined): Part {
    const inside = scalars.some((scalar) => readsLateInQuery(scalar, part.env));
    return inside ? this.wrap(part, union(needed, scalars), outer) : part;
  }

  /** The rows of a relation as a select under construction, with at least the needed columns in reach. */
  private part(rel: Rel, outer: Env | undefined, needed: Needed): Part {
    switch (rel.kind) {
      case 'unit':
        return emptyPart(outer);
      case 'values':
      case 'table':
      case 'raw':
      case 'file':
      case 'unnest':
      case 'function':
      case 'series':
        return entryOf(this.sources.part(rel, outer, needed), rel.steps);
      case 'project':
        return this.project(rel, outer, needed);
      case 'where':
        return this.where(rel, outer, needed);
      case 'join':
        return this.join(rel, outer, needed);
      case 'left_join':
        return this.leftJoin(rel, outer, needed);
      case 'limit':
        return this.limit(rel, outer, needed);
      case 'aggregate':
        return this.aggregate(rel, outer, needed);
      case 'group':
        return this.group(rel, outer, needed);
      case 'union':
        return this.union(rel, outer, needed);
      case 'iterate':
        return this.iterate(rel, outer);
      case 'round': {
        const alias = this.alias();
        const part = partOver({ kind: 'table', path: [this.rounds.get(rel.iterate)!] }, alias, outer);
        part.env.setAll(rel.columns, (i) => name(alias, columnName(i)));
        return part;
      }
      case 'shared':
        return this.sharedPart(rel, outer);
    }
  }

  private project(rel: RelOf<'project'>, outer: Env | undefined, needed: Needed): Part {
    const definitions = usedDefinitions(rel.definitions, needed);
    const below = new Set(needed);
    for (const { value } of definitions) addAll(below, freeColumns(value));
    let part = this.part(rel.input, outer, below);
    const values = definitions.map(({ value }) => value);
    const windows = values.some(hasWindow);
    if (windows && (part.aggregated || isLimited(part))) part = this.wrap(part, below, outer);
    if (windows && values.some((value) => readsLate(value, part.env))) part = this.wrap(part, below, outer);
    part = this.readyFor(part, values, below, outer);
    // DuckDB has no windows over columns of an outer query; carried inside, they are columns of this one.
    const foreign = windows && this.forms.dialect === 'duckdb' ? foreignToWindows(values, part.env) : [];
    if (foreign.length > 0) part = this.localised(part, values, outer, needed);
    let once = false;
    let query = false;
    for (const { column, value: wanted } of definitions) {
      let value = wanted;
      if (this.forms.dialect === 'duckdb' && hasWindow(value)) {
        ({ part, value } = this.withKeysBelow(part, value, below, outer));
      }
      const late = hasWindow(value) || readsLate(value, part.env);
      part.env.set(column, this.scalars.emit(value, part.env), late);
      if (this.uses.of(column.id) < 2 || isCheap(value)) continue;
      once = true;
      query ||= holdsQuery(value);
    }
    for (const id of foreign) part.env.forget(id);
    if (windows) part.windowed = true;
    return once ? this.once(part, query, needed, outer) : part;
  }

  /** DuckDB takes no window within the order of another, nor in a sub-query there: such a key is a column below. */
  private withKeysBelow(
    part: Part,
    value: Scalar,
    needed: Needed,
    outer: Env | undefined,
  ): { readonly part: Part; readonly value: Scalar } {
    const keys: Column[] = [];
    const carry = (key: SortKey): SortKey => {
      const expr = this.scalars.emit(key.value, part.env);
      if (!treeText(expr).includes('"over":{')) return key;
      const made = makeColumn('key', key.value.shape);
      part.env.set(made, expr);
      keys.push(made);
      return { ...key, value: column(made) };
    };
    const rewrite: Rewrite = {
      scalar: (scalar) =>
        scalar.kind === 'window'
          ? { ...scalar, order: scalar.order.map(carry) }
          : rewriteScalarParts(scalar, rewrite),
      rel: (rel) => rel,
    };
    const carried = rewrite.scalar(value);
    if (keys.length === 0) return { part, value };
    return { part: this.wrap(part, union(needed, [carried]), outer), value: carried };
  }

  /**
   * A part as a source whose columns are computed once. PostgreSQL merges a plain sub-select into the select around it,
   * each column wherever it is read: not with a fence in front, for queries and for every few selects of others.
   */
  private once(part: Part, query: boolean, needed: Needed, outer: Env | undefined): Part {
    const made = this.wrap(part, needed, outer);
    made.mergeable += 1;
    if (query || made.mergeable > MOST_MERGEABLE) {
      made.from[0] = fenced(made.from[0]!);
      made.mergeable = 0;
    }
    return made;
  }

  private where(rel: RelOf<'where'>, outer: Env | undefined, needed: Needed): Part {
    const below = union(needed, [rel.condition]);
    let part = this.part(rel.input, outer, below);
    if (isLimited(part) || part.windowed || (part.aggregated && part.group.length === 0)) {
      part = this.wrap(part, below, outer);
    }
    part = this.readyFor(part, [rel.condition], below, outer);
    const condition = this.scalars.emit(rel.condition, part.env);
    const before = part.aggregated ? part.having : part.where;
    // Engines reorder conditions; one that can fail must only see the rows the others let through.
    const ordered =
      before.length > 0 && canFailInside(rel.condition, this.functions)
        ? [caseWhen([[binary('AND', before[0]!, ...before.slice(1)), condition]], FALSE)]
        : [...before, condition];
    if (part.aggregated) part.having = ordered;
    else part.where = ordered;
    return part;
  }

  private join(rel: RelOf<'join'>, outer: Env | undefined, needed: Needed): Part {
    const left = this.side(rel.left, outer, union(needed, [], freeColumnsOfRel(rel.right)));
    const env = new Env(outer);
    env.copyFrom(left.env);
    const right = this.part(rel.right, env, needed);
    const lateral = readsAny(rel.right, rel.left);
    const item = isPlain(right) ? right : entryOf(this.wrap(right, needed, env), rel.right.steps);
    for (const source of item.from) left.from.push(lateral ? madeLateral(source) : source);
    left.where.push(...item.where);
    left.mergeable = Math.max(left.mergeable, item.mergeable);
    left.env.copyFrom(item.env);
    return left;
  }

  private leftJoin(rel: RelOf<'left_join'>, outer: Env | undefined, needed: Needed): Part {
    // It adds no rows, so that without its columns it is nothing (rule O13).
    if (!columnsMade(rel.right).some(({ id }) => needed.has(id))) return this.part(rel.left, outer, needed);
    const below = union(needed, [], freeColumnsOfRel(rel.right));
    let left = this.side(rel.left, outer, below);
    if (left.from.length === 0) left = this.wrap(left, below, outer);
    const env = new Env(outer);
    env.copyFrom(left.env);
    const right = entryOf(this.wrap(this.part(rel.right, env, needed), needed, env), rel.right.steps);
    const source = rel.guarded ? fenced(right.from[0]!) : right.from[0]!;
    const lateral = readsAny(rel.right, rel.left);
    left.from.push({ ...(lateral ? madeLateral(source) : source), join: 'left' });
    left.mergeable = Math.max(left.mergeable, right.mergeable);
    left.env.copyFrom(right.env);
    return left;
  }

  /** The left side of a join: a part that more sources can be added to. */
  private side(rel: Rel, outer: Env | undefined, needed: Needed): Part {
    const part = this.part(rel, outer, needed);
    return isPlain(part) ? part : this.wrap(part, needed, outer);
  }

  private limit(rel: RelOf<'limit'>, outer: Env | undefined, needed: Needed): Part {
    const keys = rel.order.filter((key) => freeColumns(key.value).size > 0);
    const below = union(
      needed,
      keys.map((key) => key.value),
    );
    let part = this.part(rel.input, outer, below);
    if (isLimited(part)) part = this.wrap(part, below, outer);
    part = this.readyFor(
      part,
      keys.map((key) => key.value),
      below,
      outer,
    );
    part.order = this.orderItems(keys, part.env);
    part.limit = rel.count;
    part.offset = rel.offset;
    part.limitSteps = rel.steps;
    return part;
  }

  private aggregate(rel: RelOf<'aggregate'>, outer: Env | undefined, needed: Needed): Part {
    const definitions = usedDefinitions(rel.definitions, needed);
    const values = definitions.map(({ value }) => value);
    const below = union(new Set(), values);
    let part = this.part(rel.input, outer, below);
    const outerOnly = values.some((value) => readsOnlyOuter(value, part.env));
    if (!isPlain(part)) part = this.wrap(part, below, outer);
    if (outerOnly) part = this.localised(part, values, outer);
    const next: Part = { ...part, env: new Env(outer), aggregated: true };
    for (const { column, value } of definitions) {
      next.env.set(column, this.scalars.emit(value, part.env), true);
    }
    return next;
  }

  /**
   * Carries the outer columns that aggregates read through a sub-select: an aggregate over nothing but outer
   * columns would belong to the outer query.
   */
  private localised(
    part: Part,
    values: readonly Scalar[],
    outer: Env | undefined,
    needed: Needed = new Set(),
  ): Part {
    const read = union(new Set(), values);
    for (const id of read) {
      const place = part.env.own(id) === undefined ? outer?.lookup(id) : undefined;
      if (place !== undefined) part.env.set({ id } as Column, place.expr);
    }
    return this.wrap(part, new Set([...read, ...needed]), outer);
  }

  private group(rel: RelOf<'group'>, outer: Env | undefined, needed: Needed): Part {
    const definitions = usedDefinitions(rel.definitions, needed);
    const below = union(
      new Set(),
      [...rel.keys, ...definitions].map(({ value }) => value),
    );
    let part = this.part(rel.input, outer, below);
    const keyValues = rel.keys.map(({ value }) => value);
    const outerOnly = definitions.some(({ value }) => readsOnlyOuter(value, part.env));
    if (!isPlain(part)) part = this.wrap(part, below, outer);
    if (outerOnly)
      part = this.localised(part, [...keyValues, ...definitions.map(({ value }) => value)], outer);
    // Keys are written twice, so that only plain ones may stay expressions.
    if (!keyValues.every(isGroupable)) {
      for (const { column, value } of rel.keys) part.env.set(column, this.scalars.emit(value, part.env));
      const keyIds = rel.keys.map(({ column }) => column.id);
      const read = union(
        new Set(keyIds),
        definitions.map(({ value }) => value),
      );
      part = this.wrap(part, read, outer);
    }
    const next: Part = { ...part, env: new Env(outer), aggregated: true };
    next.group = rel.keys.map(
      ({ column, value }) => part.env.own(column.id)?.expr ?? this.scalars.emit(value, part.env),
    );
    next.groupSteps = rel.steps;
    for (const [position, { column }] of rel.keys.entries()) {
      next.env.set(column, next.group[position]!, true);
    }
    for (const { column, value } of definitions) {
      next.env.set(column, this.scalars.emit(value, part.env), true);
    }
    if (next.group.length === 0) {
      // All rows are one group, and no rows are none.
      next.having = [binary('>', call('COUNT', { kind: 'star' }), number(0))];
    }
    return next;
  }

  private union(rel: RelOf<'union'>, outer: Env | undefined, needed: Needed): Part {
    const kept = rel.columns
      .map((column, i) => ({ column, i }))
      .filter(({ column }) => needed.has(column.id));
    const types = kept.map(({ column }) => this.columnType(column));
    const names = kept.map((_, i) => columnName(i));
    const parts = rel.parts.map((selected) => {
      const values = kept.map(({ i }) => selected.values[i]!);
      const made = this.selectQuery(selected.rel, values, names, [], outer);
      return withTypes(made, types);
    });
    const alias = this.alias();
    const part = emptyPart(outer);
    part.from.push({
      item: { kind: 'query', query: query({ kind: 'union_all', parts }), lateral: false },
      alias,
      columns: [],
      join: 'comma',
      steps: rel.steps,
    });
    part.env.setAll(
      kept.map(({ column }) => column),
      (i) => name(alias, names[i]!),
    );
    return part;
  }

  private iterate(rel: RelOf<'iterate'>, outer: Env | undefined): Part {
    if (this.forms.dialect === 'postgres' && !readsRowByRow(rel.step, rel.id)) {
      const why = 'this step needs an aggregate over the level, which PostgreSQL cannot express';
      throw new Refusal('LEVEL_AGGREGATE', `loop_until_empty: ${why}`);
    }
    const table = this.alias('loop');
    this.rounds.set(rel.id, table);
    const types = rel.columns.map((column) => this.columnType(column));
    const names = rel.columns.map((_, i) => columnName(i));
    const parts = [rel.init, rel.step].map(({ rel: source, values }) =>
      withTypes(this.selectQuery(source, values, names, [], outer), types),
    );
    const body = query({ kind: 'union_all', parts });
    const table_: CommonTable = { name: table, columns: [], query: body, steps: rel.steps };
    const part = emptyPart(outer);
    const alias = this.alias();
    if (freeColumnsOfRel(rel).size === 0 && this.rounds.size === 1) {
      this.commonTables.push(table_);
      this.recursive = true;
      part.from.push({ item: { kind: 'table', path: [table] }, alias, columns: [], join: 'comma' });
    } else {
      const inner = query(
        select({
          projection: names.map((label) => ({ expr: name(table, label), name: label })),
          from: [{ item: { kind: 'table', path: [table] }, alias: table, columns: [], join: 'comma' }],
        }),
      );
      part.from.push({
        item: { kind: 'query', query: { ...inner, with: [table_], recursive: true }, lateral: false },
        alias,
        columns: [],
        join: 'comma',
      });
    }
    this.rounds.delete(rel.id);
    part.env.setAll(rel.columns, (i) => name(alias, names[i]!));
    return part;
  }

  private sharedPart(rel: RelOf<'shared'>, outer: Env | undefined): Part {
    let table = this.shared.get(rel.id);
    if (table === undefined) {
      table = this.alias('t');
      this.shared.set(rel.id, table);
      this.commonTables.push({ name: table, columns: [], query: this.sharedQuery(rel.body, rel.columns) });
    }
    const alias = this.alias();
    const part = partOver({ kind: 'table', path: [table] }, alias, outer);
    part.env.setAll(rel.columns, (i) => name(alias, columnName(i)));
    return part;
  }

  private sharedQuery(body: Selected, columns: readonly Column[]): Query {
    const names = columns.map((_, i) => columnName(i));
    return this.selectQuery(body.rel, body.values, names, [], undefined);
  }

  private orderItems(keys: readonly SortKey[], env: Env): OrderItem[] {
    return keys.map((key) => {
      const expr = this.scalars.emit(key.value, env);
      return { expr: storedForm(expr), descending: key.descending };
    });
  }

  private columnType(column: Column): SqlType {
    return this.scalars.typeOf(column.shape, column.packed);
  }

  alias(stem = 'r'): string {
    const alias = `${stem}${this.aliases}`;
    this.aliases += 1;
    return alias;
  }
}

/** Casts the output of a select, for places where the engine takes types from it. */
function withTypes(made: Query, types: readonly SqlType[]): Query {
  const { body } = made;
  if (body.kind !== 'select') return made;
  const projection = body.projection.map(({ expr, name: label }, i) => {
    const to = types[i];
    return { expr: to === undefined || expr.kind === 'cast' ? expr : cast(expr, to), name: label };
  });
  return { ...made, body: { ...body, projection } };
}

/** The part's only source as a part of steps of the program. */
function entryOf(part: Part, steps: Steps | undefined): Part {
  part.from[0] = withSteps(part.from[0]!, steps);
  return part;
}

function fenced(source: Source): Source {
  const { item } = source;
  if (item.kind !== 'query') return source;
  return { ...source, item: { ...item, query: { ...item.query, fenced: true } } };
}

function madeLateral(source: Source): Source {
  return source.item.kind === 'query' ? { ...source, item: { ...source.item, lateral: true } } : source;
}
