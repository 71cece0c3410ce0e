/** A value that the engine worker holds; the page only ever sees windows of it (RES-4). */
export type ValueId = number;

export interface ValueView {
  readonly id: ValueId;
  readonly type: string;
  readonly bytes: number;
  /** Which view fits first (RES-1). */
  readonly shape: 'table' | 'scalar' | 'text' | 'tree' | 'unit';
  /** Of an array; null for any other value. */
  readonly rows: number | null;
  readonly columns: readonly ColumnView[];
}

export interface ColumnView {
  readonly name: string;
  readonly type: string;
  readonly align: 'start' | 'end';
  /** Longest cell of some rows, in characters. */
  readonly width: number;
  /** Digits after the point that numbers are lined up for (RES-7). */
  readonly fraction: number;
}

/** A test on one column; `text` is what the person wrote: a value of the column's type, or a part of its text. */
export interface ColumnFilter {
  readonly column: number;
  readonly test: 'contains' | 'is' | 'not' | 'above' | 'below' | 'none' | 'some';
  readonly text: string;
}

/** What was done to the rows of a view; the value stays as it is (RES-8). The first key sorts first. */
export interface Arrangement {
  readonly sort: readonly { readonly column: number; readonly descending: boolean }[];
  readonly filters: readonly ColumnFilter[];
}

/** Chosen cells of a table: a run of shown rows, and columns by position in the value (RES-9). */
export interface Selection {
  readonly rows: Range;
  readonly columns: readonly number[];
}

export interface SelectionFacts {
  readonly count: number;
  /** Of the numbers among them; null where there are none. */
  readonly sum: string | null;
  readonly mean: string | null;
}

export type CopyForm = 'tsv' | 'csv' | 'markdown' | 'json' | 'literal' | 'typed-literal' | 'sql' | 'path';

export type PrintedForm = 'lutra' | 'json' | 'positional';

export type DownloadForm = 'csv' | 'json' | 'ndjson' | 'parquet' | 'arrow' | 'ld' | 'ltd' | 'lt';

export interface DownloadFile {
  readonly bytes: Uint8Array;
  readonly ending: string;
  readonly mime: string;
}

/** What one column of a table holds (DAT-12). */
export interface ColumnProfile {
  readonly name: string;
  readonly type: string;
  readonly missing: number;
  readonly distinct: number;
  /** False where there are more different values than were counted. */
  readonly distinctComplete: boolean;
  readonly least: string | null;
  readonly greatest: string | null;
  /** Counts from the least to the greatest number, in bars of equal width. */
  readonly histogram: readonly number[] | null;
  /** The most frequent values, where there are few. */
  readonly top: readonly { readonly text: string; readonly count: number }[];
}

export type CellKind = 'number' | 'text' | 'bool' | 'time' | 'none' | 'variant' | 'array' | 'tuple' | 'empty';

export interface CellView {
  readonly kind: CellKind;
  readonly text: string;
  /** Position of the variant, for its mark (RES-6). */
  readonly variant?: number;
  /** Whether it can be opened: it has children (RES-5). */
  readonly opens?: boolean;
}

export interface Range {
  readonly start: number;
  readonly count: number;
}

/** Steps from the root: item of an array, field of a tuple, or 0 for the payload of a variant. */
export type ValuePath = readonly number[];

export interface ValueChild {
  readonly path: ValuePath;
  readonly label: string;
  readonly type: string;
  readonly cell: CellView;
}

export interface ValueChildren {
  readonly total: number;
  readonly children: readonly ValueChild[];
}

/** Bytes of a value with the parts they belong to (HEX-1, HEX-2). */
export interface ByteWindow {
  readonly bytes: Uint8Array;
  readonly parts: readonly BytePartView[];
}

export interface BytePartView {
  readonly start: number;
  readonly end: number;
  readonly role: string;
  /** `[2].title`; empty for the whole value. */
  readonly path: string;
  readonly type: string;
  /** What the part says, as text: the scalar, the variant, the count, the text. */
  readonly says: string;
  /** Of a pointer: where it leads. */
  readonly target?: number;
}
