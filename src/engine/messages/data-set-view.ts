import type { AppError } from '../../base';
import type { BadRecord, ColumnPlan, CsvPreview, FileFormat, TextEncoding } from '../../data';
import type { ValueView } from './value-view';

export interface DataSetView {
  readonly name: string;
  readonly typeName: string;
  /** Lutra source of one row's type. */
  readonly rowType: string;
  readonly rows: number;
  readonly bytes: number;
  readonly origin: string;
  /** Whether it is small enough to travel in a link (SHR-5). */
  readonly linkable: boolean;
  /** Its rows, for peeking. */
  readonly value: ValueView;
}

export interface FilePreview {
  readonly id: number;
  readonly fileName: string;
  readonly bytes: number;
  /** Proposed name of the data set and of its row type. */
  readonly name: string;
  readonly typeName: string;
  readonly format: FileFormat;
  /** Null where the file is no text. */
  readonly encoding: TextEncoding | null;
  readonly table: CsvPreview;
  /** Sentences about what reading changed, such as an encoding that was guessed. */
  readonly notes: readonly string[];
}

/** How an open file is to be read where the first look was wrong (DAT-2, DAT-9). */
export interface FileReading {
  readonly encoding?: TextEncoding;
  readonly delimiter?: string;
  readonly header?: boolean;
}

export interface AcceptRequest {
  readonly preview: number;
  readonly name: string;
  readonly typeName: string;
  readonly plans: readonly ColumnPlan[];
  /** Whether rows that do not fit are left out; otherwise they stop the load (DAT-7). */
  readonly skipBad: boolean;
}

export type AcceptOutcome =
  | {
      readonly ok: true;
      readonly set: DataSetView;
      readonly typeSource: string;
      readonly skipped: number;
      readonly kept: boolean;
    }
  | { readonly ok: false; readonly bad: readonly BadRecord[]; readonly badCount: number }
  | { readonly ok: false; readonly error: AppError };

export type Progress = (done: number, total: number, rows?: number) => void;

/** A file that `std::fs` sees. */
export interface StoredFileView {
  readonly name: string;
  readonly bytes: number;
}

/** A file of bytes without their type, and the Lutra text of the type: the last that it defines. */
export interface BareData {
  readonly name: string;
  readonly data: Blob;
  readonly typeName: string;
  readonly type: string;
}
