import type { Dialect } from './dialect-name';
import { quoteName, quoteText } from './quote';
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
export function printQuery(query: Query, dialect: Dialect): string {
  return new Printer(dialect).query(query, 0);
}

class Printer {
  constructor(private readonly dialect: Dialect) {}

  query(query: Query, depth: number): string {
    const lines: string[] = [];
    if (query.with.length > 0) {
      const tables = query.with.map((table) => {
        const inner = this.query(table.query, depth + 1);
        const columns = table.columns.length === 0 ? '' : ` (${this.names(table.columns)})`;
        return `${this.name(table.name)}${columns} AS (${indented(inner, depth + 1)}${newline(depth)})`;
      });
      lines.push(`WITH ${query.recursive ? 'RECURSIVE ' : ''}${tables.join(', ')}`);
    }
    lines.push(this.set(query.body, depth));
    if (query.order.length > 0) lines.push(`ORDER BY ${this.order(query.order, depth)}`);
    const limits = [
      ...(query.limit === undefined ? [] : [`LIMIT ${query.limit}`]),
      ...(query.offset > 0 ? [`OFFSET ${query.offset}`] : []),
      ...(query.fenced && this.dialect === 'postgres' ? ['OFFSET 0'] : []),
    ];
    if (limits.length > 0) lines.push(limits.join(' '));
    return lines.join(newline(depth));
  }

  private set(body: SetExpr, depth: number): string {
    switch (body.kind) {
      case 'select':
        return this.select(body, depth);
      case 'union_all':
        return body.parts
          .map((part) => {
            const text = this.query(part, depth);
            return isSimple(part)
              ? text
              : `(${indented(this.query(part, depth + 1), depth + 1)}${newline(depth)})`;
          })
          .join(`${newline(depth)}UNION ALL${newline(depth)}`);
      case 'values':
        return `VALUES ${body.rows.map((row) => `(${this.list(row, depth)})`).join(', ')}`;
      case 'insert': {
        const target = `INSERT INTO ${this.path(body.table)} (${this.names(body.columns)})`;
        return `${target}${newline(depth)}${this.query(body.source, depth)}`;
      }
      case 'update': {
        const set = body.set.map(({ column, value }) => `${this.name(column)} = ${this.expr(value, depth)}`);
        return this.clauses(depth, [
          `UPDATE ${this.path(body.table)}${this.aliased(body.table, body.alias)} SET ${set.join(', ')}`,
          body.from.length > 0 ? `FROM ${this.sources(body.from, depth)}` : undefined,
          this.conditions('WHERE', body.where, depth),
        ]);
      }
      case 'delete':
        return this.clauses(depth, [
          `DELETE FROM ${this.path(body.table)}${this.aliased(body.table, body.alias)}`,
          body.using.length > 0 ? `USING ${this.sources(body.using, depth)}` : undefined,
          this.conditions('WHERE', body.where, depth),
        ]);
    }
  }

  private select(select: Select, depth: number): string {
    const items = select.projection.map(({ expr, name }) => {
      const text = this.expr(expr, depth + 1);
      const own = expr.kind === 'name' ? expr.path.at(-1) : undefined;
      return name === undefined || name === own ? text : `${text} AS ${this.name(name)}`;
    });
    const flat = items.join(', ');
    const list =
      flat.length + depth * 2 < 100 && !flat.includes('\n')
        ? ` ${flat}`
        : items.map((item) => `${newline(depth + 1)}${item}`).join(',');
    return this.clauses(depth, [
      `SELECT${list}`,
      select.from.length > 0 ? `FROM ${this.sources(select.from, depth)}` : undefined,
      this.conditions('WHERE', select.where, depth),
      select.group.length > 0 ? `GROUP BY ${this.list(select.group, depth)}` : undefined,
      this.conditions('HAVING', select.having, depth),
    ]);
  }

  private clauses(depth: number, parts: readonly (string | undefined)[]): string {
    return parts.filter((part) => part !== undefined).join(newline(depth));
  }

  private conditions(word: string, conditions: readonly SqlExpr[], depth: number): string | undefined {
    if (conditions.length === 0) return undefined;
    const all = conditions.map((condition) => {
      const text = this.expr(condition, depth);
      return strength(condition) < AND && conditions.length > 1 ? `(${text})` : text;
    });
    return `${word} ${all.join(' AND ')}`;
  }

  private sources(sources: readonly Source[], depth: number): string {
    return sources
      .map((source, position) => {
        const text = this.source(source, depth);
        if (source.join === 'left') return `${newline(depth)}LEFT JOIN ${text} ON TRUE`;
        if (position === 0) return text;
        // A comma binds weaker than a join, whose left side is all that comes before.
        return sources.some(({ join }) => join === 'left')
          ? `${newline(depth)}CROSS JOIN ${text}`
          : `, ${text}`;
      })
      .join('');
  }

  private source({ item, alias, columns }: Source, depth: number): string {
    const named = columns.length === 0 ? this.name(alias) : `${this.name(alias)} (${this.names(columns)})`;
    switch (item.kind) {
      case 'table':
        return `${this.path(item.path)}${this.aliased(item.path, alias)}`;
      case 'raw':
        return `(${item.text}) AS ${named}`;
      case 'query': {
        const inner = this.query(item.query, depth + 1);
        const short = !inner.includes('\n') && inner.length < 80;
        const text = short ? inner : `${indented(inner, depth + 1)}${newline(depth)}`;
        return `${item.lateral ? 'LATERAL ' : ''}(${text}) AS ${named}`;
      }
      case 'function':
        return `${this.expr(item.call, depth)}${item.ordinality ? ' WITH ORDINALITY' : ''} AS ${named}`;
    }
  }

  private aliased(path: readonly string[], alias: string): string {
    return path.at(-1) === alias ? '' : ` AS ${this.name(alias)}`;
  }

  private order(items: readonly OrderItem[], depth: number): string {
    return items.map((item) => `${this.expr(item.expr, depth)}${item.descending ? ' DESC' : ''}`).join(', ');
  }

  expr(expr: SqlExpr, depth: number): string {
    switch (expr.kind) {
      case 'name':
        return this.path(expr.path);
      case 'number':
        return expr.text.startsWith('-') ? `(${expr.text})` : expr.text;
      case 'string':
        return quoteText(expr.text);
      case 'word':
        return expr.word;
      case 'parameter':
        return `$${expr.index + 1}`;
      case 'prefix': {
        const level = expr.operator === 'NOT' ? NOT : UNARY;
        const operand = this.within(expr.operand, expr.operator === 'NOT' ? NOT : ATOM, depth);
        return expr.operator === 'NOT' ? `NOT ${operand}` : `${level === UNARY ? '-' : ''}${operand}`;
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
        return `${left} ${expr.operator} ${right}`;
      }
      case 'is':
        return `${this.within(expr.operand, COMPARISON + 1, depth)} IS ${expr.negated ? 'NOT ' : ''}NULL`;
      case 'call':
        return this.call(expr, depth);
      case 'case':
        return this.case(expr, depth);
      case 'cast':
        return `${this.within(expr.operand, CAST, depth)}::${this.type(expr.type)}`;
      case 'query':
        return this.nested(expr.query, depth);
      case 'exists':
        return `${expr.negated ? 'NOT ' : ''}EXISTS ${this.nested(expr.query, depth)}`;
      case 'list':
        return `${this.dialect === 'postgres' ? 'array' : ''}[${this.list(expr.items, depth)}]`;
      case 'lambda':
        return `lambda ${expr.params.join(', ')}: ${this.expr(expr.body, depth)}`;
      case 'field':
        return `${expr.operand.kind === 'name' || expr.operand.kind === 'field' ? this.expr(expr.operand, depth) : `(${this.expr(expr.operand, depth)})`}.${this.name(expr.name)}`;
      case 'subscript':
        return `${this.within(expr.operand, ATOM, depth)}[${this.expr(expr.index, depth)}]`;
      case 'star':
        return '*';
    }
  }

  private nested(query: Query, depth: number): string {
    const flat = this.query(query, depth + 1);
    if (!flat.includes('\n') && flat.length < 80) return `(${flat})`;
    return `(${indented(flat, depth + 1)}${newline(depth)})`;
  }

  private call(expr: Extract<SqlExpr, { kind: 'call' }>, depth: number): string {
    const args = expr.args.map((arg, position) => {
      const label = expr.names?.[position];
      const text = this.expr(arg, depth);
      return label === undefined ? text : `${this.name(label)} := ${text}`;
    });
    const order =
      expr.order === undefined || expr.order.length === 0 ? '' : ` ORDER BY ${this.order(expr.order, depth)}`;
    const filter = expr.filter === undefined ? '' : ` FILTER (WHERE ${this.expr(expr.filter, depth)})`;
    const over = expr.over === undefined ? '' : ` OVER (${this.over(expr.over, depth)})`;
    return `${expr.name}(${args.join(', ')}${order})${filter}${over}`;
  }

  private over(over: Over, depth: number): string {
    const order = over.order.length === 0 ? [] : [`ORDER BY ${this.order(over.order, depth)}`];
    const { frame } = over;
    if (frame === undefined) return order.join(' ');
    const from = frame.preceding === undefined ? 'UNBOUNDED' : this.expr(frame.preceding, depth);
    const to = frame.following === undefined ? 'UNBOUNDED' : this.expr(frame.following, depth);
    return [...order, `ROWS BETWEEN ${from} PRECEDING AND ${to} FOLLOWING`].join(' ');
  }

  private case(expr: Extract<SqlExpr, { kind: 'case' }>, depth: number): string {
    const operand = expr.operand === undefined ? '' : ` ${this.expr(expr.operand, depth)}`;
    const arms = expr.branches.map(
      ({ when, result }) => ` WHEN ${this.expr(when, depth)} THEN ${this.expr(result, depth)}`,
    );
    const otherwise = expr.otherwise === undefined ? '' : ` ELSE ${this.expr(expr.otherwise, depth)}`;
    return `CASE${operand}${arms.join('')}${otherwise} END`;
  }

  private within(expr: SqlExpr, least: number, depth: number): string {
    const text = this.expr(expr, depth);
    return strength(expr) < least ? `(${text})` : text;
  }

  private list(exprs: readonly SqlExpr[], depth: number): string {
    return exprs.map((expr) => this.expr(expr, depth)).join(', ');
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

function indented(text: string, depth: number): string {
  return `${newline(depth)}${text}`;
}
