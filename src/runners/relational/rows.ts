import type { EnumValue, Value } from '../../value';
import { IntegerOverflow } from './scalar-value';
import type { RowShape, Scalar, Shape } from './shape';

/**
 * One column of a result, read row by row. `scalar` and `packed` are called only where `isNull` is false.
 * Engines differ in this alone (specification 4 §15).
 */
export interface Column {
  /** What the engine calls the column's type, when it is none that a scalar can be read from. */
  misfit(scalar: Scalar): string | undefined;
  isNull(row: number): boolean;
  scalar(row: number, scalar: Scalar): Value;
  /** A packed value of the type that the column was made for. */
  packed(row: number): Value;
}

/** A result that does not have the form the program promised: NULL in a value, a tag or number out of range. */
export class ResultMisfit extends Error {}

type Reader = (row: number) => Value;

/**
 * Makes values of the rows of a result. `columns` holds one column a leaf, in order. A single value wants exactly
 * one row. Throws {@link ResultMisfit} with a text for people.
 */
export function readRows(shape: RowShape, columns: readonly Column[], rows: number): Value {
  if (shape.leaves > 0 && columns.length !== shape.leaves) {
    throw new ResultMisfit(`expected ${shape.leaves} columns, got ${columns.length}`);
  }
  const read = rowReader(shape, columns);
  if (shape.top === 'array') return Array.from({ length: rows }, (_, row) => read(row));
  if (rows !== 1) throw new ResultMisfit(`expected 1 row, got ${rows}`);
  return read(0);
}

function rowReader(shape: RowShape, columns: readonly Column[]): Reader {
  let next = 0;
  const take = () => columns[next++]!;
  return reader(shape.shape, take, 'value');
}

function reader(shape: Shape, take: () => Column, field: string): Reader {
  switch (shape.kind) {
    case 'scalar': {
      const column = take();
      const { scalar } = shape;
      const type = column.misfit(scalar);
      if (type !== undefined) {
        const wanted = typeof scalar === 'number' ? `Prim${scalar}` : scalar;
        throw new ResultMisfit(`column "${field}" is ${type}, the program wants ${wanted}`);
      }
      return (row) => {
        refuseNull(column, row, field);
        return inRange(() => column.scalar(row, scalar));
      };
    }
    case 'packed': {
      const column = take();
      return (row) => {
        refuseNull(column, row, field);
        return inRange(() => column.packed(row));
      };
    }
    case 'option': {
      const column = take();
      const payload = reader(shape.payload, () => column, field);
      return (row) => (column.isNull(row) ? none : { tag: 1, payload: payload(row) });
    }
    case 'tuple': {
      const fields = shape.fields.map((member) => reader(member.shape, take, member.name));
      return (row) => fields.map((read) => read(row));
    }
    case 'enum': {
      const tags = take();
      const variants = shape.variants.map((variant) =>
        reader(variant.shape, take, `${field}.${variant.name}`),
      );
      return (row): EnumValue => {
        refuseNull(tags, row, field);
        const tag = tags.scalar(row, 32) as number;
        const variant = variants[tag];
        if (!variant)
          throw new ResultMisfit(`tag ${tag} in field "${field}" is not one of ${variants.length} variants`);
        return { tag, payload: variant(row) };
      };
    }
  }
}

const none: EnumValue = { tag: 0, payload: [] };

function refuseNull(column: Column, row: number, field: string): void {
  if (column.isNull(row)) throw new ResultMisfit(`unexpected NULL in field "${field}"`);
}

function inRange(read: () => Value): Value {
  try {
    return read();
  } catch (problem) {
    if (problem instanceof IntegerOverflow) throw new ResultMisfit('integer overflow');
    throw problem;
  }
}
