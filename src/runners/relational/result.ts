import {
  type Cells,
  EnumCells,
  type EnumFormat,
  encode,
  encodeCell,
  encodeCells,
  type Format,
  TupleCells,
  type TupleFormat,
  type Ty,
  type Value,
} from '../../value';
import { checkedCells } from './checked-cells';
import { IntegerOverflow } from './scalar-value';
import type { RowShape, Scalar, Shape } from './shape';

/** What a database gave: rows of columns, perhaps in several pieces, but at least one, so that the columns are known. */
export interface SqlResult {
  readonly batches: readonly ResultBatch[];
}

export interface ResultBatch {
  readonly count: number;
  /** One a leaf of the output; a dummy column of a unit result may stand for none. */
  readonly columns: readonly ResultColumn[];
}

/** One column of a piece of a result. Engines differ in this alone (specification 4 §15). */
export interface ResultColumn {
  /** What the engine calls the column's type, when it is none that a scalar can be read from. */
  misfit(scalar: Scalar): string | undefined;
  /** 1 for each cell that is there and 0 for NULL; undefined when all are there. */
  readonly present: ArrayLike<number> | undefined;
  /** The cells as values of a scalar; what they are where NULL stands does not matter. */
  scalar(scalar: Scalar, format: Format): Cells;
  /** The cells, each a packed value. */
  packed(ty: Ty, format: Format): Cells;
  /** The cells as tags of an enum of a few variants. */
  tags(): ArrayLike<number>;
}

/** A result that does not have the form the program promised: NULL in a value, a tag or number out of range. */
export class ResultMisfit extends Error {}

/**
 * The canonical bytes of a result, straight from its columns. A single value wants exactly one row. Throws
 * {@link ResultMisfit} with a text for people.
 */
export function encodeResult({ batches }: SqlResult, shape: RowShape, format: Format): Uint8Array {
  if (shape.leaves === 0 && shape.top === 'single') return encoded(encode(unitValue(shape.shape), format));
  const row = format.kind === 'array' && shape.top === 'array' ? format.item : format;
  try {
    let before = 0;
    const filled = batches.map(({ count, columns }) => {
      const cells = cellsOf(shape, columns, count, row, before);
      before += count;
      return { count, cells };
    });
    if (shape.top === 'array') return encoded(encodeCells(filled, row));
    const rows = filled.reduce((sum, { count }) => sum + count, 0);
    if (rows !== 1) throw new ResultMisfit(`expected 1 row, got ${rows}`);
    return encoded(encodeCell(filled.find(({ count }) => count === 1)!.cells, row));
  } catch (problem) {
    if (problem instanceof IntegerOverflow) throw new ResultMisfit('integer overflow');
    throw problem;
  }
}

function encoded(bytes: ReturnType<typeof encode>): Uint8Array {
  if (!bytes.ok) throw new ResultMisfit(bytes.error.message);
  return bytes.value;
}

/** A value with nothing in it: rows of an effect, or the dummy column, say nothing. */
function unitValue(shape: Shape): Value {
  return shape.kind === 'tuple' ? shape.fields.map((field) => unitValue(field.shape)) : [];
}

function cellsOf(
  shape: RowShape,
  columns: readonly ResultColumn[],
  count: number,
  row: Format,
  before: number,
): Cells {
  if (shape.leaves > 0 && columns.length < shape.leaves) {
    throw new ResultMisfit(`expected ${shape.leaves} columns, got ${columns.length}`);
  }
  let next = 0;
  return cells(shape.shape, row, {
    take: () => columns[next++]!,
    count,
    field: 'value',
    before: shape.top === 'array' ? before : undefined,
  });
}

interface Place {
  /** The next column. */
  take(): ResultColumn;
  readonly count: number;
  /** What a person calls the value that is read. */
  readonly field: string;
  /** Rows in the batches before; undefined for a single value. */
  readonly before: number | undefined;
}

/** A shape and a format of one type have the same structure. */
function cells(shape: Shape, format: Format, place: Place): Cells {
  switch (shape.kind) {
    case 'scalar': {
      const column = place.take();
      return wholly(column, scalarCells(column, shape.scalar, format, place), place);
    }
    case 'packed': {
      const column = place.take();
      return wholly(column, packedCells(column, shape.ty, format, place), place);
    }
    case 'option': {
      const column = place.take();
      const option = format as EnumFormat;
      const { payload } = shape;
      const some = option.variants[1]!.format;
      const values =
        payload.kind === 'scalar'
          ? scalarCells(column, payload.scalar, some, place)
          : packedCells(column, payload.ty, some, place);
      return new EnumCells(
        column.present ?? new Uint8Array(place.count).fill(1),
        [undefined, values],
        option,
      );
    }
    case 'tuple': {
      const tuple = format as TupleFormat;
      const fields = shape.fields.map((field, i) =>
        cells(field.shape, tuple.fields[i]!.format, { ...place, field: field.name }),
      );
      return new TupleCells(fields, tuple);
    }
    case 'enum':
      return enumCells(shape, format as EnumFormat, place);
  }
}

function scalarCells(column: ResultColumn, scalar: Scalar, format: Format, { field }: Place): Cells {
  const type = column.misfit(scalar);
  if (type !== undefined) {
    const wanted = typeof scalar === 'number' ? `Prim${scalar}` : scalar;
    throw new ResultMisfit(`column "${field}" is ${type}, the program wants ${wanted}`);
  }
  return column.scalar(scalar, format);
}

/** What is wrong inside a packed value is said with the column it is in. */
function packedCells(column: ResultColumn, ty: Ty, format: Format, { field }: Place): Cells {
  const named = <T>(work: () => T): T => {
    try {
      return work();
    } catch (problem) {
      if (problem instanceof ResultMisfit) throw new ResultMisfit(`${problem.message} in column "${field}"`);
      throw problem;
    }
  };
  const cells = named(() => column.packed(ty, format));
  return {
    bodyBytes: cells.bodyBytes,
    heads: (...range) => named(() => cells.heads(...range)),
    bodies: (...range) => named(() => cells.bodies(...range)),
  };
}

function enumCells(shape: Extract<Shape, { kind: 'enum' }>, format: EnumFormat, place: Place): Cells {
  const { field } = place;
  const column = place.take();
  const tags = column.tags();
  const variants = shape.variants.map((variant, i) => {
    const payload = cells(variant.shape, format.variants[i]!.format, {
      ...place,
      field: `${field}.${variant.name}`,
    });
    return format.variants[i]!.isUnit ? undefined : payload;
  });
  const most = shape.variants.length;
  return checkedCells(new EnumCells(tags, variants, format), (cell) => {
    if (column.present?.[cell] === 0) throw unexpectedNull(place, cell);
    const tag = tags[cell]!;
    if (!(tag >= 0 && tag < most))
      throw new ResultMisfit(`tag ${tag} in field "${field}" is not one of ${most} variants`);
  });
}

/** Cells that must be there where they are read; those of a variant not taken are not. */
function wholly({ present }: ResultColumn, values: Cells, place: Place): Cells {
  if (present === undefined) return values;
  return checkedCells(values, (cell) => {
    if (present[cell] === 0) throw unexpectedNull(place, cell);
  });
}

function unexpectedNull({ field, before }: Place, cell: number): ResultMisfit {
  if (before === undefined) return new ResultMisfit(`unexpected NULL in field "${field}"`);
  return new ResultMisfit(`unexpected NULL in column "${field}" (row ${before + cell + 1})`);
}
