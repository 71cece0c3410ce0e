/**
 * Where a program failed, in the terms of the runner that ran it: `data` of its errors. Whoever compiled the program
 * turns it into a place in the text and values (EDT-26).
 */
export interface FailurePlace {
  /** Position of the expression, counted as the compiler's source map counts. */
  readonly expression?: number;
  /** The items that were being worked on, innermost first. */
  readonly rows: readonly FailureRow[];
  /** What the addresses of rows lead into; absent when it was too large to keep. */
  readonly memory?: Uint8Array;
}

export interface FailureRow {
  /** The call that works item by item. */
  readonly expression: number;
  /** Position of the item. */
  readonly index: number;
  readonly address: number;
  /** Where the item starts in the input's bytes, if it is a part of the input. */
  readonly inputOffset?: number;
}
