import type { Shape } from '../shape';

/**
 * A column of a relation, known by identity: wherever it is carried to, it is the same column. Ids count up, so
 * a column made later has a greater id than every column its maker could see.
 */
export interface Column {
  readonly id: number;
  /** What a person would call it; the emitter makes it unique. */
  readonly hint: string;
  readonly shape: Shape;
  /** Whether a leaf or option is held in packed form (specification 4 §2.4): items of a list, fields of a packed tuple. */
  readonly packed: boolean;
}

let lastId = 0;

export function freshId(): number {
  lastId += 1;
  return lastId;
}

export function makeColumn(hint: string, shape: Shape, packed = false): Column {
  return { id: freshId(), hint, shape, packed };
}
