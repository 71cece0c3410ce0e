import type { bytecode, Cell, CellKind, HeadLayout, Native } from '../../program';

/**
 * The cells of one activation of a function: the frame it was made in, then parameters and bindings. A function is
 * never active twice at once (there is no recursion), so each use of one has a single frame for all its calls.
 */
export type Frame = (Cell | Frame)[];

/** Where the frame around a frame is. */
export const PARENT = 0;

/** Evaluates a compiled expression. */
export type Run = (frame: Frame) => Cell;

/** A compiled expression that gives data. */
export interface DataNode {
  readonly is: 'data';
  readonly kind: CellKind;
  readonly run: Run;
  /** Of a view: its head, where that can be told. */
  readonly head?: HeadLayout;
  /** The same in every evaluation; `run` takes no part of the frame. */
  readonly fixed?: boolean;
  /** A literal is a fixed view that can be read as any kind. */
  readonly literal?: Literal;
  /** A view that is a cell of a frame plus a distance. */
  readonly place?: Place;
}

/** Where in memory the encoding of a literal is. */
export interface Literal {
  readonly at: number;
  readonly size: number;
}

export interface Place {
  /** Frames outward. */
  readonly hops: number;
  readonly slot: number;
  readonly offset: number;
}

/** A function of the runner's, as a compiled expression. */
export interface ExternalNode {
  readonly is: 'external';
  readonly id: string;
  readonly layout: readonly number[];
  readonly native: Native;
}

/** A function expression. Which function is meant is always known when a program is prepared; it is compiled where it is used. */
export interface FunctionNode {
  readonly is: 'function';
  readonly expr: Extract<bytecode.Expr, { kind: 'function' }>;
}

export type Node = DataNode | FunctionNode | ExternalNode;

/** The frame `hops` frames outward. */
export function outward(frame: Frame, hops: number): Frame {
  let at = frame;
  for (let i = 0; i < hops; i++) at = at[PARENT] as Frame;
  return at;
}

/** A program that no compiler of ours makes (specification 2 §12.2). */
export class BadProgram extends Error {
  constructor(readonly detail: string) {
    super('bad program');
    this.name = 'BadProgram';
  }
}
