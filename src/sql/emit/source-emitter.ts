import type { Column } from '../relational/column';
import { freeColumnsOfRel } from '../relational/free-columns';
import type { RelOf, TableName } from '../relational/rel';
import type { Scalar } from '../relational/scalar';
import { binary, call, cast, FALSE, NULL, name, number } from '../tree/build';
import type { SqlExpr } from '../tree/expr';
import { type Query, query, type Source, select } from '../tree/query';
import type { DialectForms } from './dialect-forms';
import { Env, emptyPart, type Part } from './part';
import type { Needed } from './placement';
import type { ScalarEmitter } from './scalar-emitter';
import type { TableForms } from './table-forms';

type SourceKind = 'values' | 'table' | 'raw' | 'file' | 'unnest' | 'function' | 'series';

/** Relations that are an entry of FROM by themselves. */
export class SourceEmitter {
  constructor(
    private readonly forms: DialectForms,
    private readonly tables: TableForms,
    private readonly scalars: ScalarEmitter,
    private readonly newAlias: () => string,
    /** PostgreSQL reads one literal row as constants and works out what it can of them beforehand, also what fails. */
    private readonly fencedRow: boolean,
  ) {}

  part(rel: RelOf<SourceKind>, outer: Env | undefined, needed: Needed): Part {
    const env = outer ?? new Env();
    switch (rel.kind) {
      case 'values':
        return this.values(rel, outer, needed);
      case 'table': {
        const alias = this.newAlias();
        const part = partOver({ kind: 'table', path: pathOf(rel.name) }, alias, outer);
        this.importColumns(part, rel, alias);
        if (rel.rowId !== undefined) part.env.set(rel.rowId, name(alias, this.tables.rowId));
        return part;
      }
      case 'raw': {
        const alias = this.newAlias();
        const part = partOver({ kind: 'raw', text: rel.text }, alias, outer);
        this.importColumns(part, rel, alias);
        return part;
      }
      case 'file': {
        const alias = this.newAlias();
        const part = partOver({ kind: 'table', path: [rel.name] }, alias, outer);
        part.env.setAll(rel.columns, (_, column) => name(alias, column.hint));
        return part;
      }
      case 'unnest':
        return this.ordinal(this.forms.unnest(this.scalars.emit(rel.of, env)), rel, outer);
      case 'function': {
        const items = this.scalars.rows(rel.name, rel.args, rel.item.shape, env);
        return this.ordinal(call('unnest', items), rel, outer);
      }
      case 'series': {
        const alias = this.newAlias();
        const bounds = [rel.from, rel.to].map((bound) => this.scalars.emit(bound, env));
        const series = call('generate_series', ...bounds);
        const part = partOver({ kind: 'function', call: series, ordinality: false }, alias, outer, ['value']);
        part.env.set(rel.value, name(alias, 'value'));
        return part;
      }
    }
  }

  private importColumns(part: Part, { row, columns }: RelOf<'table' | 'raw'>, alias: string): void {
    const imported = this.tables.importRow(row, (column) => name(alias, column));
    part.env.setAll(columns, (i) => imported[i]!);
  }

  /** A function's items with their positions, which engines count from 1. */
  private ordinal(
    items: SqlExpr,
    { item, position }: { readonly item: Column; readonly position: Column },
    outer: Env | undefined,
  ): Part {
    const alias = this.newAlias();
    const source: Source['item'] = { kind: 'function', call: items, ordinality: true };
    const part = partOver(source, alias, outer, ['value', 'ord']);
    part.env.set(item, name(alias, 'value'));
    part.env.set(position, binary('-', name(alias, 'ord'), number(1)));
    return part;
  }

  private values(rel: RelOf<'values'>, outer: Env | undefined, needed: Needed): Part {
    const alias = this.newAlias();
    const kept = rel.columns
      .map((column, i) => ({ column, i }))
      .filter(({ column }) => needed.has(column.id));
    if (kept.length === 0 && rel.columns.length > 0) kept.push({ column: rel.columns[0]!, i: 0 });
    const columns = kept.map((_, i) => columnName(i));
    const body = rel.rows.length === 0 ? this.nothing(kept, columns) : this.rows(rel, kept, outer);
    const lateral = freeColumnsOfRel(rel).size > 0;
    const part = partOver({ kind: 'query', query: body, lateral }, alias, outer, columns);
    part.env.setAll(
      kept.map(({ column }) => column),
      (i) => name(alias, columns[i]!),
    );
    return part;
  }

  private rows(rel: RelOf<'values'>, kept: readonly Kept[], outer: Env | undefined): Query {
    const env = outer ?? new Env();
    const types = kept.map(({ column }) => this.scalars.typeOf(column.shape, column.packed));
    // Engines take the types from the first row.
    const cell = (value: Scalar, at: number, first: boolean): SqlExpr => {
      const expr = this.scalars.emit(value, env);
      return first && expr.kind !== 'cast' ? cast(expr, types[at]!) : expr;
    };
    const rows = rel.rows.map((row, r) => kept.map(({ i }, at) => cell(row[i]!, at, r === 0)));
    const made = query({ kind: 'values', rows });
    return this.fencedRow && rows.length === 1 ? { ...made, fenced: true } : made;
  }

  private nothing(kept: readonly Kept[], columns: readonly string[]): Query {
    const projection = kept.map(({ column }, i) => ({
      expr: cast(NULL, this.scalars.typeOf(column.shape, column.packed)),
      name: columns[i],
    }));
    return query(select({ projection, where: [FALSE] }));
  }
}

/** A column of literal rows that is written, and where it stood among all. */
interface Kept {
  readonly column: Column;
  readonly i: number;
}

/** A part with one source. */
export function partOver(
  item: Source['item'],
  alias: string,
  outer: Env | undefined,
  columns: readonly string[] = [],
): Part {
  const part = emptyPart(outer);
  part.from.push({ item, alias, columns, join: 'comma' });
  return part;
}

/** Name of a column between sub-selects. */
export function columnName(position: number): string {
  return `c${position}`;
}

export function pathOf({ schema, table }: TableName): readonly string[] {
  return schema === undefined ? [table] : [schema, table];
}
