import type { Result } from '../../base';
import { type CellBatch, encodeCell, encodeCells } from '../cells/cells';
import { TupleCells } from '../cells/tuple';
import { ValueCells } from '../cells/values';
import type { Format, TupleFormat } from '../format';
import { type FormatError, invalidData, invalidType } from '../format-error';
import type { Value } from '../value';

/** A column of a table, ready to become a field of rows. */
export interface SourceColumn {
  /** The cells as values of `format`; fails where the column's type or a null does not fit. */
  cells(format: Format): ArrayLike<Value>;
}

export interface SourceBatch {
  readonly columns: readonly SourceColumn[];
  readonly count: number;
}

/**
 * A value from a table, columns by position (specification 3 M1): a row for each item of an array, exactly one row
 * for anything else, nothing at all for unit. Throws a `FormatFailure` where the table does not fit.
 */
export function valueFromBatches(
  batches: readonly SourceBatch[],
  format: Format,
): Result<Uint8Array, FormatError> {
  if (format.kind === 'tuple' && format.head === 0) return { ok: true, value: new Uint8Array(0) };
  const count = batches.reduce((sum, batch) => sum + batch.count, 0);
  const filled = batches.filter((batch) => batch.count > 0);
  if (format.kind === 'array') {
    return encodeCells(
      filled.map((batch) => rowsOf(batch, format.item)),
      format.item,
    );
  }
  if (count !== 1) throw invalidData(`expected single row, got ${count}`);
  return encodeCell(rowsOf(filled[0]!, format).cells, format);
}

function rowsOf({ columns, count }: SourceBatch, row: Format): CellBatch {
  const parts = row.kind === 'tuple' ? row.fields.map((field) => field.format) : [row];
  if (columns.length !== parts.length)
    throw invalidData(`expected ${parts.length} columns, got ${columns.length}`);
  const cells = parts.map((format, index) => new ValueCells(columns[index]!.cells(format), format));
  return { count, cells: row.kind === 'tuple' ? new TupleCells(cells, row) : cells[0]! };
}

/** The payload of an option of a scalar or array, which a nullable column holds (specification 3 M1). */
export function nullablePayload(format: Format): Format | undefined {
  if (format.kind !== 'enum' || format.variants.length !== 2 || !format.variants[0]!.isUnit) return undefined;
  const { format: payload } = format.variants[1]!;
  return payload.kind === 'prim' || payload.kind === 'text' || payload.kind === 'array' ? payload : undefined;
}

/** Levels of a format that its short name shows. */
const SHOWN_LEVELS = 4;

/** A short name of a format for messages. */
export function describe(format: Format, level = 0): string {
  if (level > SHOWN_LEVELS) return '…';
  switch (format.kind) {
    case 'prim':
      return format.scalar ?? `Prim${format.head * 8}`;
    case 'text':
      return 'Text';
    case 'array':
      return `[${describe(format.item, level + 1)}]`;
    case 'tuple':
      return `{${format.fields.map((field) => describe(field.format, level + 1)).join(', ')}}`;
    case 'enum': {
      const payload = nullablePayload(format);
      return payload === undefined
        ? `enum {${format.variants.map((variant) => variant.name).join(', ')}}`
        : `${describe(payload, level + 1)}?`;
    }
  }
}

export function unexpectedNull() {
  return invalidData('unexpected null value for non-option type');
}

export const NONE: Value = { tag: 0, payload: [] };

export function some(payload: Value): Value {
  return { tag: 1, payload };
}

/** The only value of a format whose head is 0 bytes. */
export function unitValue(format: Format): Value {
  if (format.kind === 'tuple') return format.fields.map((field) => unitValue(field.format));
  return { tag: 0, payload: [] };
}

/** The name of the column of a field: its own, or `field<i>` (specification 3 M2). */
export function columnName({ fields }: TupleFormat, index: number): string {
  return fields[index]!.name ?? `field${index}`;
}

/** Fails for a format that holds itself: no table has such a column. */
function refuseRecursive(format: Format, around: ReadonlySet<Format> = new Set()): void {
  if (around.has(format)) throw invalidType('a recursive type has no column type');
  const inside = new Set(around).add(format);
  if (format.kind === 'array') refuseRecursive(format.item, inside);
  if (format.kind === 'tuple') for (const field of format.fields) refuseRecursive(field.format, inside);
  if (format.kind === 'enum') {
    const payload = nullablePayload(format);
    if (payload !== undefined) refuseRecursive(payload, inside);
  }
}

/** The top-level columns of a value written as a table (specification 3 M2). */
export function topColumns(
  row: Format,
): readonly { readonly name: string; readonly format: Format; readonly offset: number }[] {
  refuseRecursive(row);
  if (row.kind !== 'tuple') return [{ name: 'value', format: row, offset: 0 }];
  return row.fields.map(({ format, offset }, index) => ({ name: columnName(row, index), format, offset }));
}
