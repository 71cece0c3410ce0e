import { type Data, DataType, type RecordBatch } from 'apache-arrow';
import {
  type ArrayFormat,
  type Cells,
  Cells8,
  Cells16,
  Cells32,
  Cells64,
  EnumCells,
  type EnumFormat,
  Float32Cells,
  Float64Cells,
  type Format,
  ListCells,
  standardScalar,
  TextCells,
  TupleCells,
  type TupleFormat,
  type Ty,
  type TypeTable,
  ValueCells,
} from '../../value';
import {
  checkedCells,
  integerCells,
  integerWidth,
  isSigned,
  type ResultBatch,
  type ResultColumn,
  ResultMisfit,
  type Scalar,
} from '../relational';

/** The columns of an Arrow batch; `leaves` is how many of them are wanted. */
export function arrowBatch(batch: RecordBatch, leaves: number, table: TypeTable): ResultBatch {
  const columns = batch.data.children.slice(0, leaves).map((data) => new ArrowColumn(data, table));
  return { count: batch.numRows, columns };
}

/**
 * A column of an Arrow result, read from its buffers (specification 4 §15): the library's `get` would round
 * 64-bit integers and lose tags.
 */
class ArrowColumn implements ResultColumn {
  readonly present: Uint8Array | undefined;

  constructor(
    private readonly data: Data,
    private readonly table: TypeTable,
  ) {
    this.present = presentIn(data);
  }

  misfit(scalar: Scalar): string | undefined {
    const { type } = this.data;
    return fits(type, scalar) ? undefined : String(type);
  }

  scalar(scalar: Scalar): Cells {
    return scalarCells(this.data, scalar, this.present);
  }

  packed(ty: Ty, format: Format): Cells {
    // The library gives a column without rows no children.
    if (this.data.length === 0) return new ValueCells([], format);
    return packedCells(this.data, ty, format, this.table, true);
  }

  tags(): ArrayLike<number> {
    return tagsIn(this.data);
  }
}

/** 1 for each cell that is not NULL; undefined when none is. */
function presentIn(data: Data): Uint8Array | undefined {
  if (data.nullCount === 0) return undefined;
  const { nullBitmap, offset, length } = data;
  const present = new Uint8Array(length);
  for (let cell = 0, bit = offset; cell < length; cell++, bit++) {
    present[cell] = (nullBitmap[bit >> 3]! >> (bit & 7)) & 1;
  }
  return present;
}

function fits(type: DataType, scalar: Scalar): boolean {
  switch (scalar) {
    case 'Text':
      return DataType.isUtf8(type);
    case 'Bool':
      return DataType.isBool(type);
    case 'Float32':
    case 'Float64':
      return DataType.isFloat(type);
    default:
      return DataType.isInt(type);
  }
}

function scalarCells(data: Data, scalar: Scalar, present: Uint8Array | undefined): Cells {
  const { type, length } = data;
  switch (scalar) {
    case 'Text':
      return new TextCells(data.values as Uint8Array, data.valueOffsets, length);
    case 'Bool':
      return new Cells8(booleans(data));
    case 'Float32':
      return new Float32Cells(data.values as ArrayLike<number>);
    case 'Float64':
      return new Float64Cells(data.values as ArrayLike<number>);
    default:
      if (
        DataType.isInt(type) &&
        type.bitWidth === integerWidth(scalar) &&
        type.isSigned === isSigned(scalar)
      )
        return bitsOf(data.values as Int32Array, length);
      return integerCells(scalar, data.values as ArrayLike<number | bigint>, present);
  }
}

function booleans({ values, offset, length }: Data): Uint8Array {
  const bits = values as Uint8Array;
  const found = new Uint8Array(length);
  for (let cell = 0, bit = offset; cell < length; cell++, bit++)
    found[cell] = (bits[bit >> 3]! >> (bit & 7)) & 1;
  return found;
}

/** The bits of integers as they lie, without a copy. */
function bitsOf(
  { buffer, byteOffset, BYTES_PER_ELEMENT: width }: Int32Array<ArrayBufferLike>,
  length: number,
): Cells {
  if (width === 8) return new Cells64(new Uint32Array(buffer, byteOffset, length * 2));
  if (width === 4) return new Cells32(new Uint32Array(buffer, byteOffset, length));
  if (width === 2) return new Cells16(new Uint16Array(buffer, byteOffset, length));
  return new Cells8(new Uint8Array(buffer, byteOffset, length));
}

function tagsIn(data: Data): ArrayLike<number> {
  if (!DataType.isInt(data.type)) throw new ResultMisfit(`a tag is ${data.type}`);
  return data.type.bitWidth === 64
    ? Array.from(data.values as ArrayLike<bigint>, Number)
    : (data.values as ArrayLike<number>);
}

/**
 * Packed values: lists, positional structs, nullable options, structs with a tag (specification 4 §2.4). NULL is
 * refused where a cell is read, except for the payload of an option, which is read only where there is one.
 */
function packedCells(data: Data, ty: Ty, format: Format, table: TypeTable, nullable = false): Cells {
  const present = presentIn(data);
  const cells = nullableCells(data, ty, format, table, present);
  if (nullable || present === undefined || table.isOption(ty)) return cells;
  return checkedCells(cells, (cell) => {
    if (present[cell] === 0) throw new ResultMisfit('unexpected NULL inside a value');
  });
}

function nullableCells(
  data: Data,
  ty: Ty,
  format: Format,
  table: TypeTable,
  present: Uint8Array | undefined,
): Cells {
  const { kind } = table.materialiseOrStd(ty);
  switch (kind.kind) {
    case 'ident':
      return packedScalar(data, standardScalar(kind.path)!, present);
    case 'primitive':
      return packedScalar(data, kind.width, present);
    case 'array': {
      const { item } = format as ArrayFormat;
      if (!DataType.isList(data.type)) throw new ResultMisfit(`${data.type} where an array is wanted`);
      return new ListCells(
        data.valueOffsets,
        packedCells(data.children[0]!, kind.item, item, table),
        item,
        data.length,
      );
    }
    case 'tuple': {
      const tuple = format as TupleFormat;
      const fields = kind.fields.map((field, i) =>
        packedCells(data.children[i]!, field.ty, tuple.fields[i]!.format, table),
      );
      return new TupleCells(fields, tuple);
    }
    case 'enum': {
      const choice = format as EnumFormat;
      const payload = table.optionPayload(ty);
      if (payload === undefined) return packedEnum(data, kind.variants, choice, table);
      const some = packedCells(data, payload, choice.variants[1]!.format, table, true);
      return new EnumCells(present ?? new Uint8Array(data.length).fill(1), [undefined, some], choice);
    }
    case 'function':
      throw new Error('a function cannot be in a result');
  }
}

function packedScalar(data: Data, scalar: Scalar, present: Uint8Array | undefined): Cells {
  if (!fits(data.type, scalar)) throw new ResultMisfit(`${data.type} where ${scalar} is wanted`);
  return scalarCells(data, scalar, present);
}

/** The tag, then the payloads of variants that are no unit. */
function packedEnum(
  data: Data,
  variants: readonly { readonly ty: Ty }[],
  format: EnumFormat,
  table: TypeTable,
): Cells {
  const tags = tagsIn(data.children[0]!);
  let next = 1;
  const payloads = variants.map(({ ty }, i) => {
    if (table.isUnit(ty)) return undefined;
    const payload = packedCells(data.children[next++]!, ty, format.variants[i]!.format, table);
    return format.variants[i]!.isUnit ? undefined : payload;
  });
  return checkedCells(new EnumCells(tags, payloads, format), (cell) => {
    const tag = tags[cell]!;
    if (!(tag >= 0 && tag < variants.length))
      throw new ResultMisfit(`tag ${tag} is not one of ${variants.length} variants`);
  });
}
