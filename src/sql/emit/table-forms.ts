import { columnsOf, type LeafName, type Shape } from '../shape';
import type { SqlExpr } from '../tree/expr';

/** A column of a table, and the Lutra type it is taken to hold: a scalar's name, or what kind of type it is. */
export interface WantedColumn {
  readonly name: string;
  readonly wants: LeafName | 'array' | 'tuple' | 'enum';
  /** The names of nothing and something, of an enum of these whose something is a tuple or an enum. */
  readonly maybe?: readonly [string, string];
}

export function wanted(name: string, shape: Shape): WantedColumn {
  const inner = shape.kind === 'option' ? shape.payload : shape;
  switch (inner.kind) {
    case 'leaf':
      return { name, wants: inner.name };
    case 'array':
    case 'tuple':
      return { name, wants: inner.kind };
    case 'enum': {
      const [none, some] = inner.variants;
      const isMaybe =
        inner.variants.length === 2 &&
        columnsOf(none!.shape).length === 0 &&
        (some!.shape.kind === 'tuple' || some!.shape.kind === 'enum') &&
        columnsOf(some!.shape).length > 0;
      return { name, wants: 'enum', ...(isMaybe ? { maybe: [none!.name, some!.name] } : {}) };
    }
  }
}

/** How rows lie in tables (specification 4 §2.5, §2.6). */
export interface TableForms {
  /** The engine's own address of a row. */
  readonly rowId: string;
  /** The columns a table needs for rows of this shape. */
  tableColumns(row: Shape): readonly string[];
  /** The same with what each is taken to hold. */
  wantedColumns(row: Shape): readonly WantedColumn[];
  /** The query columns of a row (`columnsOf(row)`), read from table columns by name. */
  importRow(row: Shape, read: (column: string) => SqlExpr): readonly SqlExpr[];
  /** The table columns of a row (`tableColumns(row)`), made from its query columns. */
  exportRow(row: Shape, columns: readonly SqlExpr[]): readonly SqlExpr[];
}
