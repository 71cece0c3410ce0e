import { type Data, DataType, type Table } from 'apache-arrow';
import { standardScalar, type Ty, type TypeTable, type Value } from '../../value';
import { type Column, floatValue, integerValue, ResultMisfit, type Scalar } from '../relational';

/**
 * A column of an Arrow result, read from its buffers (specification 4 §15): the library's `get` would round
 * 64-bit integers and lose tags.
 */
export class ArrowColumn implements Column {
  readonly #chunks: readonly Data<DataType>[];
  readonly #ty: Ty | undefined;
  readonly #table: TypeTable;
  readonly #type: DataType | undefined;
  #chunk: Data<DataType> | undefined;
  #start = 0;
  #next = 0;

  /** `ty` is the packed type, for a column that holds one. */
  constructor(result: Table, position: number, ty: Ty | undefined, table: TypeTable) {
    const column = result.getChildAt(position);
    this.#chunks = (column?.data ?? []) as readonly Data<DataType>[];
    this.#type = column?.type as DataType | undefined;
    this.#ty = ty;
    this.#table = table;
  }

  misfit(scalar: Scalar): string | undefined {
    const type = this.#type;
    if (type === undefined || fits(type, scalar)) return undefined;
    return String(type);
  }

  isNull(row: number): boolean {
    const chunk = this.#locate(row);
    return !chunk.getValid(row - this.#start);
  }

  scalar(row: number, scalar: Scalar): Value {
    return readScalar(this.#locate(row), row - this.#start, scalar);
  }

  packed(row: number): Value {
    return readPacked(this.#locate(row), row - this.#start, this.#ty!, this.#table);
  }

  /** Rows are read in order, so the chunk of the last one is nearly always the right one. */
  #locate(row: number): Data<DataType> {
    while (this.#chunk === undefined || row < this.#start || row >= this.#start + this.#chunk.length) {
      if (this.#chunk !== undefined && row >= this.#start) this.#start += this.#chunk.length;
      else {
        this.#start = 0;
        this.#next = 0;
      }
      this.#chunk = this.#chunks[this.#next++];
      if (this.#chunk === undefined) throw new ResultMisfit('the result has fewer rows than it says');
    }
    return this.#chunk;
  }
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

function readScalar(data: Data<DataType>, index: number, scalar: Scalar): Value {
  if (scalar === 'Text') {
    const { valueOffsets, values } = data as unknown as { valueOffsets: Int32Array; values: Uint8Array };
    // The bytes are UTF-8 already, which is what the encoder writes.
    return values.subarray(valueOffsets[index], valueOffsets[index + 1]) as unknown as Value;
  }
  if (scalar === 'Bool') {
    const bit = data.offset + index;
    return ((data.values as Uint8Array)[bit >> 3]! >> (bit & 7)) & 1;
  }
  const found = (data.values as ArrayLike<number | bigint>)[index]!;
  if (scalar === 'Float32' || scalar === 'Float64') return floatValue(scalar, Number(found));
  return integerValue(scalar, found);
}

/** A packed value: lists, positional structs, nullable options, structs with a tag (specification 4 §2.4). */
function readPacked(data: Data<DataType>, index: number, ty: Ty, table: TypeTable): Value {
  const { kind } = table.materialiseOrStd(ty);
  switch (kind.kind) {
    case 'ident':
      refuseNull(data, index);
      return readScalar(data, index, standardScalar(kind.path)!);
    case 'primitive':
      refuseNull(data, index);
      return readScalar(data, index, kind.width);
    case 'array': {
      refuseNull(data, index);
      const { valueOffsets } = data as unknown as { valueOffsets: Int32Array };
      const items = data.children[0] as Data<DataType>;
      const values: Value[] = [];
      for (let i = valueOffsets[index]!; i < valueOffsets[index + 1]!; i++)
        values.push(readPacked(items, i, kind.item, table));
      return values;
    }
    case 'tuple':
      return kind.fields.map((field, i) =>
        readPacked(data.children[i] as Data<DataType>, index, field.ty, table),
      );
    case 'enum': {
      const payload = table.optionPayload(ty);
      if (payload !== undefined) {
        return data.getValid(index)
          ? { tag: 1, payload: readPacked(data, index, payload, table) }
          : { tag: 0, payload: [] };
      }
      refuseNull(data, index);
      const tag = Number(((data.children[0] as Data<DataType>).values as ArrayLike<number>)[index]);
      const variant = kind.variants[tag];
      if (variant === undefined)
        throw new ResultMisfit(`tag ${tag} is not one of ${kind.variants.length} variants`);
      if (table.isUnit(variant.ty)) return { tag, payload: unitValue(variant.ty, table) };
      const before = kind.variants.slice(0, tag).filter((other) => !table.isUnit(other.ty)).length;
      return {
        tag,
        payload: readPacked(data.children[1 + before] as Data<DataType>, index, variant.ty, table),
      };
    }
    case 'function':
      throw new Error('a function cannot be in a result');
  }
}

function unitValue(ty: Ty, table: TypeTable): Value {
  const { kind } = table.materialiseOrStd(ty);
  return kind.kind === 'tuple' ? kind.fields.map((field) => unitValue(field.ty, table)) : [];
}

function refuseNull(data: Data<DataType>, index: number): void {
  if (!data.getValid(index)) throw new ResultMisfit('unexpected NULL inside a packed value');
}
