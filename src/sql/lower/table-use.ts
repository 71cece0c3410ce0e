import type { TableName } from '../relational/rel';
import type { Shape } from '../shape';

/** A table the program names, and the rows it takes it to have. */
export interface TableUse {
  readonly table: TableName;
  readonly row: Shape;
  /** Whether its rows are read; of a table that is only written, types are the engine's matter. */
  readonly read: boolean;
}
