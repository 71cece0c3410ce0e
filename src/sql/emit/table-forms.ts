import type { Shape } from '../shape';
import type { SqlExpr } from '../tree/expr';

/** How rows lie in tables (specification 4 §2.5, §2.6). */
export interface TableForms {
  /** The engine's own address of a row. */
  readonly rowId: string;
  /** The columns a table needs for rows of this shape. */
  tableColumns(row: Shape): readonly string[];
  /** The query columns of a row (`columnsOf(row)`), read from table columns by name. */
  importRow(row: Shape, read: (column: string) => SqlExpr): readonly SqlExpr[];
  /** The table columns of a row (`tableColumns(row)`), made from its query columns. */
  exportRow(row: Shape, columns: readonly SqlExpr[]): readonly SqlExpr[];
}
