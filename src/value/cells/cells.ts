import type { Result } from '../../base';
import { ByteWriter } from '../byte-writer';
import type { Format } from '../format';
import { catchFormat, type FormatError } from '../format-error';

/**
 * A column of values of one format that can write itself in binary form, with no object for a single value: what
 * engines give as columns goes into rows of bytes. Made by the functions of this folder, from the leaves up.
 */
export interface Cells {
  /** Bytes of all bodies, as near as is known without looking: the room to set aside for them. */
  readonly bodyBytes: number;
  /** Writes the heads of the cells `from` to `to` (excluded) into zero bytes: the first at `at`, the others `stride` apart. */
  heads(out: ByteWriter, from: number, to: number, at: number, stride: number): void;
  /** Appends what those heads own, cell by cell, and makes them point there (specification 3 A5). */
  bodies(out: ByteWriter, from: number, to: number, at: number, stride: number): void;
}

export interface CellBatch {
  readonly cells: Cells;
  readonly count: number;
}

/** The canonical bytes of an array of `row`, its items those of all batches in order. */
export function encodeCells(batches: readonly CellBatch[], row: Format): Result<Uint8Array, FormatError> {
  return catchFormat(() => {
    const count = batches.reduce((sum, batch) => sum + batch.count, 0);
    const bodyBytes = batches.reduce((sum, { cells }) => sum + cells.bodyBytes, 0);
    const out = new ByteWriter(8 + count * row.head + bodyBytes);
    out.reserve(8);
    out.pointToEnd(0);
    out.view.setUint32(4, count, true);
    const first = out.reserve(count * row.head);
    let at = first;
    for (const batch of batches) {
      batch.cells.heads(out, 0, batch.count, at, row.head);
      at += batch.count * row.head;
    }
    if (row.slots.length === 0) return out.finish();
    at = first;
    for (const batch of batches) {
      batch.cells.bodies(out, 0, batch.count, at, row.head);
      at += batch.count * row.head;
    }
    return out.finish();
  });
}

/** The canonical bytes of the first cell. */
export function encodeCell(cells: Cells, format: Format): Result<Uint8Array, FormatError> {
  return catchFormat(() => {
    const out = new ByteWriter(format.head);
    const at = out.reserve(format.head);
    cells.heads(out, 0, 1, at, 0);
    cells.bodies(out, 0, 1, at, 0);
    return out.finish();
  });
}
