import type { Frame } from './node';

/** The scope in which an expression is compiled. */
export interface Scope {
  /** How many functions are around: the nesting level of the frame that the expression is evaluated with. */
  readonly level: number;
  /** The least level whose change makes the expression be evaluated again; below `level` inside kept values. */
  readonly effective: number;
  readonly outer: Scope | undefined;
  readonly cells: Cells;
}

/** The cells of one function's frames; cell 0 is the frame around. Grows while the function is compiled. */
interface Cells {
  size: number;
  /** Those that tell whether a value is kept; cleared when the function is entered. */
  readonly flags: number[];
}

/** The scope of a function inside `outer`, or of the program. */
export function functionScope(outer: Scope | undefined): Scope {
  const level = outer === undefined ? 0 : outer.level + 1;
  return { level, effective: level, outer, cells: { size: 1, flags: [] } };
}

export function newCell({ cells }: Scope): number {
  return cells.size++;
}

/** A cell that is 0 whenever the function of the scope is entered. */
export function newFlag(scope: Scope): number {
  const flag = newCell(scope);
  scope.cells.flags.push(flag);
  return flag;
}

/** A frame for a function whose compilation has ended. */
export function newFrame({ cells }: Scope): Frame {
  return new Array<number>(cells.size).fill(0);
}
