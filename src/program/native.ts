import type { Memory } from './native-memory';

/**
 * What the standard library fills in for the interpreter (specification 3 G5): one {@link Native} a specialised
 * external id. A program is compiled once; every call site asks its native for a function of its own, so that all
 * that is known before the run (layouts, kinds of cells) is settled by then.
 */

/** A scalar by how its bits read. `bool` is a boolean, 64-bit integers are {@link WideInteger}s, all others numbers. */
export type Scalar =
  | 'bool'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'uint64'
  | 'float32'
  | 'float64';

/** How a value travels between compiled nodes: a scalar as itself, everything else as the address of its head. */
export type CellKind = Scalar | 'view';

/** A value under way; its {@link CellKind} is always known beforehand. */
export type Cell = number | bigint | boolean;

/** A function argument. Its parameters are addresses; what it gives back is settled per call site. */
export type Callback = (first: number, second: number) => Cell;

/** What a native takes in one place: a cell of one kind, or a function giving one (`any`: its own). */
export type NativeParam = CellKind | { readonly callback: CellKind | 'any' };

/** The compiled form of a native at one call site. Takes the arguments as `params` says. */
export type NativeCode = (a: never, b: never, c: never, d: never, e: never) => Cell;

export interface Native {
  readonly params: readonly NativeParam[];
  /** Called once a call site, when the program is prepared. */
  build(site: NativeSite): { readonly result: CellKind; readonly code: NativeCode };
}

/** By specialised id, for example `std::ops::add_int32`. */
export type Natives = ReadonlyMap<string, Native>;

/** A call site: what a native knows before the run, and what it may ask of its host during it. */
export interface NativeSite {
  readonly memory: Memory;
  /** The layout arguments of specification 3 G4. */
  readonly layout: readonly number[];
  /** For each argument that is a function: what it gives, and its id when it is an external itself. */
  readonly callbacks: readonly (CallbackShape | undefined)[];
  readonly host: NativeHost;
  /**
   * Whether pointer lists tell of every pointer (they miss those of specification 3 B1's defect). If so, a head
   * without pointers is the whole value, and what was allocated to make it can be freed once it is copied.
   */
  readonly exactPointers: boolean;
  /** Stops the program with `error: TEXT` (specification 2 §12.2), raised here. */
  fail(text: string): never;
  /** Passes an error on, noting that it arose while a callback of this site worked on that row. */
  failInRow(thrown: unknown, index: number, address: number): never;
}

export interface CallbackShape {
  readonly result: CellKind;
  /** The head of its results, where that can be told beforehand. */
  readonly head?: HeadLayout;
  readonly external?: string;
}

/** Size of a head in bytes and the offsets of its pointers. */
export interface HeadLayout {
  readonly size: number;
  readonly pointers: readonly number[];
}

/** What the interpreter's surroundings offer to natives. */
export interface NativeHost {
  /** Called with the number of items worked on since the last call, at least once every 1024 items (SES-6). */
  tick(items: number): void;
  /** Absent when the runner was given no files. */
  readonly files?: RowFiles;
}

/**
 * Files of rows as a program sees them. `type` is the encoded `ir::Ty` of the rows' array, `rows` and the result
 * of `read` encoded values of it. Paths are below the root, free of `.` and `..`.
 */
export interface RowFiles {
  /** Fails with the text after `read_parquet(PATH): `. */
  read(
    path: string,
    type: Uint8Array,
  ): { readonly ok: true; readonly rows: Uint8Array } | { readonly ok: false; readonly cause: string };
  /** Remembers a file that is written when the program has succeeded. */
  write(path: string, type: Uint8Array, address: number): void;
}

/** An error raised by a running program. The message is the text of specification 2 §12.2 without `error: `. */
export class NativeFailure extends Error {
  /** Position of the bytecode expression that raised it, counted in preorder, callees before arguments. */
  expression: number | undefined;
  /** The rows that callbacks were working on, innermost first. */
  readonly rows: FailedRow[] = [];
  /** The memory at that time, if it is small and there are rows to look up in it. */
  memory: Uint8Array | undefined;

  constructor(message: string, expression?: number) {
    super(message);
    this.name = 'NativeFailure';
    this.expression = expression;
  }
}

export interface FailedRow {
  /** The call whose callback failed. */
  readonly expression: number;
  /** Position of the item. */
  readonly index: number;
  /** Where the item lies in memory. */
  readonly address: number;
}
