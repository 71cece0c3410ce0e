import type { OrderItem, SqlExpr } from './expr';
import type { Query, Select, SetExpr, Source } from './query';
import { treeText } from './tree-text';

/**
 * The statement as a person would write it (specification 4 §6): within a select over one source, columns lose
 * their prefix. References from sub-queries keep theirs, so that nothing is captured.
 */
export function shorten(query: Query): Query {
  const body = shortenSet(query.body);
  const withTables = query.with.map((table) => ({ ...table, query: shorten(table.query) }));
  const select = body.kind === 'select' ? body : undefined;
  const alias = select === undefined ? undefined : onlyAlias(select);
  const drop = dropper(alias, select);
  const dropAlways = dropper(alias, undefined);
  return withTableName({
    ...query,
    with: withTables,
    body: select === undefined ? body : dropInSelect(select, drop, dropAlways),
    order: query.order.map((item) => ({ ...item, expr: drop(shortenQueries(item.expr)) })),
  });
}

/** A table whose alias nothing mentions any more goes by its own name. */
function withTableName(query: Query): Query {
  const { body } = query;
  if (body.kind !== 'select' || body.from.length !== 1) return query;
  const [source] = body.from;
  if (source?.item.kind !== 'table' || mentions(query, source.alias)) return query;
  const named: Source = { ...source, alias: source.item.path.at(-1)! };
  return { ...query, body: { ...body, from: [named] } };
}

/** The same for a table that is changed. */
function ownName<T extends Extract<SetExpr, { kind: 'update' | 'delete' }>>(body: T): T {
  return mentions(body, body.alias) ? body : { ...body, alias: body.table.at(-1)! };
}

function mentions(tree: unknown, alias: string): boolean {
  return treeText(tree).includes(`["${alias}","`);
}

type Drop = (expr: SqlExpr) => SqlExpr;

function shortenSet(body: SetExpr): SetExpr {
  switch (body.kind) {
    case 'select':
      return {
        ...body,
        projection: body.projection.map((item) => ({ ...item, expr: shortenQueries(item.expr) })),
        from: body.from.map(shortenSource),
        where: body.where.map(shortenQueries),
        group: body.group.map(shortenQueries),
        having: body.having.map(shortenQueries),
      };
    case 'union_all':
      return { ...body, parts: body.parts.map(shorten) };
    case 'values':
      return { ...body, rows: body.rows.map((row) => row.map(shortenQueries)) };
    case 'insert':
      return { ...body, source: shorten(body.source) };
    case 'update': {
      const drop = dropper(body.from.length === 0 ? body.alias : undefined, undefined);
      return ownName({
        ...body,
        set: body.set.map((item) => ({ ...item, value: drop(shortenQueries(item.value)) })),
        from: body.from.map(shortenSource),
        where: body.where.map((condition) => drop(shortenQueries(condition))),
      });
    }
    case 'delete': {
      const drop = dropper(body.using.length === 0 ? body.alias : undefined, undefined);
      return ownName({
        ...body,
        using: body.using.map(shortenSource),
        where: body.where.map((condition) => drop(shortenQueries(condition))),
      });
    }
  }
}

function shortenSource(source: Source): Source {
  const { item } = source;
  if (item.kind === 'query') return { ...source, item: { ...item, query: shorten(item.query) } };
  if (item.kind === 'function') return { ...source, item: { ...item, call: shortenQueries(item.call) } };
  return source;
}

/** The alias of a select's only source. */
function onlyAlias(select: Select): string | undefined {
  return select.from.length === 1 ? select.from[0]!.alias : undefined;
}

/**
 * Takes the prefix off, except where the bare name would be read as an output column of `select`: those win in
 * ORDER BY, and perhaps in GROUP BY and HAVING. In the select list and WHERE columns win.
 */
function dropper(alias: string | undefined, select: Select | undefined): Drop {
  if (alias === undefined) return (expr) => expr;
  const outputs = new Map<string, string>();
  for (const { name, expr } of select?.projection ?? []) {
    if (name !== undefined) outputs.set(name.toLowerCase(), treeText(expr));
  }
  const drop: Drop = (expr) => {
    if (expr.kind === 'name') {
      const [first, column] = expr.path;
      if (expr.path.length !== 2 || first !== alias || column === undefined) return expr;
      const output = outputs.get(column.toLowerCase());
      return output === undefined || output === treeText(expr) ? { ...expr, path: [column] } : expr;
    }
    return mapParts(expr, drop, (query) => query);
  };
  return drop;
}

function dropInSelect(select: Select, drop: Drop, dropAlways: Drop): Select {
  return {
    ...select,
    projection: select.projection.map((item) => ({ ...item, expr: dropAlways(item.expr) })),
    where: select.where.map(dropAlways),
    group: select.group.map(drop),
    having: select.having.map(drop),
  };
}

/** Shortens the queries inside an expression, each on its own. */
function shortenQueries(expr: SqlExpr): SqlExpr {
  return mapParts(expr, shortenQueries, shorten);
}

function mapParts(expr: SqlExpr, part: Drop, query: (query: Query) => Query): SqlExpr {
  const order = (items: readonly OrderItem[]) => items.map((item) => ({ ...item, expr: part(item.expr) }));
  switch (expr.kind) {
    case 'name':
    case 'number':
    case 'string':
    case 'word':
    case 'parameter':
    case 'star':
      return expr;
    case 'prefix':
    case 'is':
    case 'cast':
    case 'field':
      return { ...expr, operand: part(expr.operand) };
    case 'binary':
      return { ...expr, left: part(expr.left), right: part(expr.right) };
    case 'call':
      return {
        ...expr,
        args: expr.args.map(part),
        order: expr.order && order(expr.order),
        filter: expr.filter && part(expr.filter),
        over: expr.over && {
          order: order(expr.over.order),
          frame: expr.over.frame && {
            preceding: expr.over.frame.preceding && part(expr.over.frame.preceding),
            following: expr.over.frame.following && part(expr.over.frame.following),
          },
        },
      };
    case 'case':
      return {
        ...expr,
        operand: expr.operand && part(expr.operand),
        branches: expr.branches.map(({ when, result }) => ({ when: part(when), result: part(result) })),
        otherwise: expr.otherwise && part(expr.otherwise),
      };
    case 'query':
    case 'exists':
      return { ...expr, query: query(expr.query) };
    case 'list':
      return { ...expr, items: expr.items.map(part) };
    case 'lambda':
      return { ...expr, body: part(expr.body) };
    case 'subscript':
      return { ...expr, operand: part(expr.operand), index: part(expr.index) };
  }
}
