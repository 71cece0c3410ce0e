import type { Dialect } from './dialect-name';
import { quoteName, quoteText } from './quote';
import { joined, ofSteps, Text, text } from './text';
import type { OrderItem, Over, SqlExpr, SqlType } from './tree/expr';
import type { Query, Select, SetExpr, Source } from './tree/query';

/** Binding strength of an expression's outermost operator, weakest first (specification 4 §7). */
const OR = 1;
const AND = 2;
const NOT = 3;
const COMPARISON = 4;
const OTHER = 5;
const SUM = 6;
const PRODUCT = 7;
const UNARY = 8;
const CAST = 9;
const ATOM = 10;

const comparisons = new Set([
  '=',
  '<>',
  '<',
  '<=',
  '>',
  '>=',
  'IS NOT DISTINCT FROM',
  'IS DISTINCT FROM',
  'LIKE',
]);

function operatorStrength(operator: string): number {
  if (operator === 'OR') return OR;
  if (operator === 'AND') return AND;
  if (comparisons.has(operator)) return COMPARISON;
  if (operator === '+' || operator === '-') return SUM;
  if (operator === '*' || operator === '/' || operator === '//' || operator === '%') return PRODUCT;
  if (operator === 'AT TIME ZONE') return UNARY;
  return OTHER;
}

/** Prints a statement, one clause a line (specification 4 §7). */
export function printQuery(query: Query, dialect: Dialect): Text {
  return new Printer(dialect).query(query, 0);
}

class Printer {
  constructor(private readonly dialect: Dialect) {}

  query(query: Query, depth: number): Text {
    const lines: Text[] = [];
    if (query.with.length > 0) {
      const tables = query.with.map((table) => {
        const inner = this.query(table.query, depth + 1);
        const columns = table.columns.length === 0 ? '' : ` (${this.names(table.columns)})`;
        const made = text`${this.name(table.name)}${columns} AS (${indented(inner, depth + 1)}${newline(depth)})`;
        return ofSteps(made, table.steps);
      });
      lines.push(text`WITH ${query.recursive ? 'RECURSIVE ' : ''}${joined(tables, ', ')}`);
    }
    lines.push(this.set(query.body, depth));
    if (query.order.length > 0) lines.push(text`ORDER BY ${this.order(query.order, depth)}`);
    const limits = [
      ...(query.limit === undefined ? [] : [`LIMIT ${query.limit}`]),
      ...(query.offset > 0 ? [`OFFSET ${query.offset}`] : []),
      ...(query.fenced && this.dialect === 'postgres' ? ['OFFSET 0'] : []),
    ];
    if (limits.length > 0) lines.push(ofSteps(joined(limits, ' '), query.limitSteps));
    return joined(lines, newline(depth));
  }

  private set(body: SetExpr, depth: number): Text {
    switch (body.kind) {
      case 'select':
        return this.select(body, depth);
      case 'union_all':
        return joined(
          body.parts.map((part) =>
            isSimple(part)
              ? this.query(part, depth)
              : text`(${indented(this.query(part, depth + 1), depth + 1)}${newline(depth)})`,
          ),
          `${newline(depth)}UNION ALL${newline(depth)}`,
        );
      case 'values':
        return text`VALUES ${joined(
          body.rows.map((row) => text`(${this.list(row, depth)})`),
          ', ',
        )}`;
      case 'insert': {
        const target = text`INSERT INTO ${this.path(body.table)} (${this.names(body.columns)})`;
        return text`${ofSteps(target, body.steps)}${newline(depth)}${this.query(body.source, depth)}`;
      }
      case 'update': {
        const set = body.set.map(
          ({ column, value }) => text`${this.name(column)} = ${this.expr(value, depth)}`,
        );
        const table = `${this.path(body.table)}${this.aliased(body.table, body.alias)}`;
        const made = this.clauses(depth, [
          text`UPDATE ${table} SET ${joined(set, ', ')}`,
          body.from.length > 0 ? text`FROM ${this.sources(body.from, depth)}` : undefined,
          this.conditions('WHERE', body.where, depth),
        ]);
        return ofSteps(made, body.steps);
      }
      case 'delete': {
        const made = this.clauses(depth, [
          text`DELETE FROM ${this.path(body.table)}${this.aliased(body.table, body.alias)}`,
          body.using.length > 0 ? text`USING ${this.sources(body.using, depth)}` : undefined,
          this.conditions('WHERE', body.where, depth),
        ]);
        return ofSteps(made, body.steps);
      }
    }
  }

  private select(select: Select, depth: number): Text {
    const items = select.projection.map(({ expr, name }) => {
      const made = this.unmarked(expr, depth + 1);
      const own = expr.kind === 'name' ? expr.path.at(-1) : undefined;
      const named = name === undefined || name === own ? made : text`${made} AS ${this.name(name)}`;
      return ofSteps(named, expr.steps);
    });
    const flat = joined(items, ', ');
    const list =
      flat.length + depth * 2 < 100 && !flat.broken
        ? text` ${flat}`
        : joined(
            items.map((item) => text`${newline(depth + 1)}${item}`),
            ',',
          );
    const group = select.group.length > 0 ? text`GROUP BY ${this.list(select.group, depth)}` : undefined;
    return this.clauses(depth, [
      text`SELECT${list}`,
      select.from.length > 0 ? text`FROM ${this.sources(select.from, depth)}` : undefined,
      this.conditions('WHERE', select.where, depth),
      group && ofSteps(group, select.groupSteps),
      this.conditions('HAVING', select.having, depth),
    ]);
  }

  private clauses(depth: number, parts: readonly (Text | undefined)[]): Text {
    return joined(
      parts.filter((part) => part !== undefined),
      newline(depth),
    );
  }

  private conditions(word: string, conditions: readonly SqlExpr[], depth: number): Text | undefined {
    if (conditions.length === 0) return undefined;
    const all = conditions.map((condition) => {
      const made = this.expr(condition, depth);
      return strength(condition) < AND && conditions.length > 1 ? text`(${made})` : made;
    });
    return text`${word} ${joined(all, ' AND ')}`;
  }

  private sources(sources: readonly Source[], depth: number): Text {
    const crossed = sources.some(({ join }) => join === 'left');
    return new Text(
      sources.map((source, position) => {
        const made = this.source(source, depth);
        if (source.join === 'left') return text`${newline(depth)}LEFT JOIN ${made} ON TRUE`;
        if (position === 0) return made;
        // A comma binds weaker than a join, whose left side is all that comes before.
        return crossed ? text`${newline(depth)}CROSS JOIN ${made}` : text`, ${made}`;
      }),
    );
  }

  private source(source: Source, depth: number): Text {
    return ofSteps(this.entry(source, depth), source.steps);
  }

  private entry({ item, alias, columns }: Source, depth: number): Text {
    const named = columns.length === 0 ? this.name(alias) : `${this.name(alias)} (${this.names(columns)})`;
    switch (item.kind) {
      case 'table':
        return text`${this.path(item.path)}${this.aliased(item.path, alias)}`;
      case 'raw':
        return text`(${item.text}) AS ${named}`;
      case 'query': {
        const inner = this.query(item.query, depth + 1);
        const short = !inner.broken && inner.length < 80;
        const made = short ? inner : text`${indented(inner, depth + 1)}${newline(depth)}`;
        return text`${item.lateral ? 'LATERAL ' : ''}(${made}) AS ${named}`;
      }
      case 'function':
        return text`${this.expr(item.call, depth)}${item.ordinality ? ' WITH ORDINALITY' : ''} AS ${named}`;
    }
  }

  private aliased(path: readonly string[], alias: string): string {
    return path.at(-1) === alias ? '' : ` AS ${this.name(alias)}`;
  }

  private order(items: readonly OrderItem[], depth: number): Text {
    const keys = items.map(({ expr, descending }) =>
      ofSteps(text`${this.unmarked(expr, depth)}${descending ? ' DESC' : ''}`, expr.steps),
    );
    return joined(keys, ', ');
  }

  private expr(expr: SqlExpr, depth: number): Text {
    return ofSteps(this.unmarked(expr, depth), expr.steps);
  }

  private unmarked(expr: SqlExpr, depth: number): Text {
    switch (expr.kind) {
      case 'name':
        return text`${this.path(expr.path)}`;
      case 'number':
        return expr.text.startsWith('-') ? text`(${expr.text})` : text`${expr.text}`;
      case 'string':
        return text`${quoteText(expr.text)}`;
      case 'word':
        return text`${expr.word}`;
      case 'parameter':
        return text`$${String(expr.index + 1)}`;
      case 'prefix': {
        const operand = this.within(expr.operand, expr.operator === 'NOT' ? NOT : ATOM, depth);
        return text`${expr.operator === 'NOT' ? 'NOT ' : '-'}${operand}`;
      }
      case 'binary': {
        const level = operatorStrength(expr.operator);
        const associative =
          level === AND ||
          level === OR ||
          level === SUM ||
          level === PRODUCT ||
          expr.operator === '||' ||
          expr.operator === '->';
        const left = this.within(expr.left, associative ? level : level + 1, depth);
        const right = this.within(expr.right, level + 1, depth);
        return text`${left} ${expr.operator} ${right}`;
      }
      case 'is':
        return text`${this.within(expr.operand, COMPARISON + 1, depth)} IS ${expr.negated ? 'NOT ' : ''}NULL`;
      case 'call':
        return this.call(expr, depth);
      case 'case':
        return this.case(expr, depth);
      case 'cast':
        return text`${this.within(expr.operand, CAST, depth)}::${this.type(expr.type)}`;
      case 'query':
        return this.nested(expr.query, depth);
      case 'exists':
        return text`${expr.negated ? 'NOT ' : ''}EXISTS ${this.nested(expr.query, depth)}`;
      case 'list':
        return text`${this.dialect === 'postgres' ? 'array' : ''}[${this.list(expr.items, depth)}]`;
      case 'lambda':
        return text`lambda ${expr.params.join(', ')}: ${this.expr(expr.body, depth)}`;
      case 'field':
        return text`${this.struct(expr.operand, depth)}.${this.name(expr.name)}`;
      case 'subscript':
        return text`${this.within(expr.operand, ATOM, depth)}[${this.expr(expr.index, depth)}]`;
      case 'star':
        return text`*`;
    }
  }

  /** What a field is taken of. */
  private struct(expr: SqlExpr, depth: number): Text {
    const made = this.expr(expr, depth);
    return expr.kind === 'name' || expr.kind === 'field' ? made : text`(${made})`;
  }

  private nested(query: Query, depth: number): Text {
    const flat = this.query(query, depth + 1);
    if (!flat.broken && flat.length < 80) return text`(${flat})`;
    return text`(${indented(flat, depth + 1)}${newline(depth)})`;
  }

  private call(expr: Extract<SqlExpr, { kind: 'call' }>, depth: number): Text {
    const args = expr.args.map((arg, position) => {
      const label = expr.names?.[position];
      const made = this.expr(arg, depth);
      return label === undefined ? made : text`${this.name(label)} := ${made}`;
    });
    const order =
      expr.order === undefined || expr.order.length === 0
        ? ''
        : text` ORDER BY ${this.order(expr.order, depth)}`;
    const filter = expr.filter === undefined ? '' : text` FILTER (WHERE ${this.expr(expr.filter, depth)})`;
    const over = expr.over === undefined ? '' : text` OVER (${this.over(expr.over, depth)})`;
    return text`${expr.name}(${joined(args, ', ')}${order})${filter}${over}`;
  }

  private over(over: Over, depth: number): Text {
    const order = over.order.length === 0 ? [] : [text`ORDER BY ${this.order(over.order, depth)}`];
    const { frame } = over;
    if (frame === undefined) return joined(order, ' ');
    const from = frame.preceding === undefined ? 'UNBOUNDED' : this.expr(frame.preceding, depth);
    const to = frame.following === undefined ? 'UNBOUNDED' : this.expr(frame.following, depth);
    return joined([...order, text`ROWS BETWEEN ${from} PRECEDING AND ${to} FOLLOWING`], ' ');
  }

  private case(expr: Extract<SqlExpr, { kind: 'case' }>, depth: number): Text {
    const operand = expr.operand === undefined ? '' : text` ${this.expr(expr.operand, depth)}`;
    const arms = expr.branches.map(
      ({ when, result }) => text` WHEN ${this.expr(when, depth)} THEN ${this.expr(result, depth)}`,
    );
    const otherwise = expr.otherwise === undefined ? '' : text` ELSE ${this.expr(expr.otherwise, depth)}`;
    return text`CASE${operand}${new Text(arms)}${otherwise} END`;
  }

  private within(expr: SqlExpr, least: number, depth: number): Text {
    const made = this.expr(expr, depth);
    return strength(expr) < least ? text`(${made})` : made;
  }

  private list(exprs: readonly SqlExpr[], depth: number): Text {
    return joined(
      exprs.map((expr) => this.expr(expr, depth)),
      ', ',
    );
  }

  private type(type: SqlType): string {
    switch (type.kind) {
      case 'name':
        return type.name;
      case 'list':
        return `${this.type(type.item)}[]`;
      case 'struct':
        return `STRUCT(${type.fields.map((field) => `${this.name(field.name)} ${this.type(field.type)}`).join(', ')})`;
      case 'union':
        return `UNION(${type.members.map((member) => `${this.name(member.name)} ${this.type(member.type)}`).join(', ')})`;
    }
  }

  private path(path: readonly string[]): string {
    return path.map((part) => this.name(part)).join('.');
  }

  private names(names: readonly string[]): string {
    return names.map((name) => this.name(name)).join(', ');
  }

  private name(name: string): string {
    return quoteName(name, this.dialect);
  }
}

function strength(expr: SqlExpr): number {
  switch (expr.kind) {
    case 'binary':
      return operatorStrength(expr.operator);
    case 'prefix':
      return expr.operator === 'NOT' ? NOT : UNARY;
    case 'is':
      return COMPARISON;
    case 'exists':
      return expr.negated ? NOT : ATOM;
    case 'cast':
      return CAST;
    case 'lambda':
      return OR;
    default:
      return ATOM;
  }
}

/** Whether it may stand between UNION ALL without parentheses. */
function isSimple(query: Query): boolean {
  const bare =
    query.with.length === 0 && query.order.length === 0 && query.limit === undefined && query.offset === 0;
  return bare && query.body.kind !== 'union_all';
}

function newline(depth: number): string {
  return `\n${'  '.repeat(depth)}`;
}

function indented(inner: Text, depth: number): Text {
  return text`${newline(depth)}${inner}`;
}
