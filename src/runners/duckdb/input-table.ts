import { Bool, Table, tableToIPC, Utf8, type Vector, vectorFromArray } from 'apache-arrow';
import type { Ty, TypeTable, Value } from '../../value';
import { floatOf, integerOf, type Leaf, leavesOf, type Scalar, type Shape, shapeOf } from '../relational';
import { columnType, packedType } from './literal';

/** Arrays longer than this go in as a table instead of a literal (specification 4 §14). */
export const longArray = 1000;

/** An array parameter as a table to insert, and the expression that makes the packed value of it again. */
export interface InputTable {
  /** Arrow IPC stream. */
  readonly stream: Uint8Array;
  readonly expression: string;
}

/**
 * The rows of a long array as Arrow columns under `name`; undefined for items that hold arrays or enums of their
 * own, which go in as a literal.
 */
export function inputTable(name: string, value: Value, ty: Ty, table: TypeTable): InputTable | undefined {
  const { kind } = table.materialiseOrStd(ty);
  if (kind.kind !== 'array') return undefined;
  const shape = shapeOf(kind.item, table);
  const members = flatMembers(shape);
  if (members === undefined || members.length === 0) return undefined;
  const items = value as readonly Value[];
  const leaves = items.map((item) => leavesOf(item, shape));
  const columns: Record<string, Vector> = { index: vectorFromArray(Float64Array.from(items.keys())) };
  members.forEach((scalar, i) => {
    columns[`c${i}`] = columnOf(leaves, i, scalar);
  });
  let next = 0;
  const item = packExpression(shape, () => `c${next++}`);
  const expression = `(SELECT list(${item} ORDER BY index)::${packedType(ty, table)} FROM ${name})`;
  return { stream: tableToIPC(new Table(columns), 'stream'), expression };
}

/** The scalars of a shape made of scalars, options of scalars and tuples; undefined for any other. */
function flatMembers(shape: Shape): Scalar[] | undefined {
  switch (shape.kind) {
    case 'scalar':
      return [shape.scalar];
    case 'option':
      return flatMembers(shape.payload);
    case 'tuple': {
      const members = shape.fields.map((field) => flatMembers(field.shape));
      return members.every((member) => member !== undefined) ? members.flat() : undefined;
    }
    default:
      return undefined;
  }
}

function packExpression(shape: Shape, take: () => string): string {
  switch (shape.kind) {
    case 'scalar':
      return `${take()}::${columnType(shape.scalar)}`;
    case 'option':
      return packExpression(shape.payload, take);
    case 'tuple':
      return shape.fields.length === 0
        ? 'TRUE'
        : `struct_pack(${shape.fields.map((field, i) => `_${i} := ${packExpression(field.shape, take)}`).join(', ')})`;
    default:
      throw new Error('only flat items become a table');
  }
}

function columnOf(rows: readonly (readonly Leaf[])[], position: number, scalar: Scalar): Vector {
  const cells = rows.map((leaves) => {
    const leaf = leaves[position]!;
    return leaf.kind === 'scalar' ? leaf.value : null;
  });
  if (scalar === 'Text') return vectorFromArray(cells as (string | null)[], new Utf8());
  if (scalar === 'Bool')
    return vectorFromArray(
      cells.map((cell) => (cell === null ? null : cell !== 0)),
      new Bool(),
    );
  if (scalar === 'Float32' || scalar === 'Float64') {
    return numberVector(
      cells.map((cell) => (cell === null ? null : floatOf(scalar, cell))),
      Float64Array,
    );
  }
  if (scalar === 64 || scalar === 'Uint64' || scalar === 'Time') {
    return numberVector(
      cells.map((cell) => (cell === null ? null : integerOf(scalar, cell))),
      BigUint64Array,
    );
  }
  return numberVector(
    cells.map((cell) => (cell === null ? null : integerOf(scalar, cell))),
    BigInt64Array,
  );
}

/** A vector straight from a typed array; with missing cells the library builds it cell by cell. */
function numberVector(
  cells: readonly (number | bigint | null)[],
  make: typeof Float64Array | typeof BigUint64Array | typeof BigInt64Array,
): Vector {
  if (cells.some((cell) => cell === null)) return vectorFromArray(cells);
  if (make === Float64Array) return vectorFromArray(Float64Array.from(cells as number[]));
  return vectorFromArray(
    make === BigInt64Array ? BigInt64Array.from(cells as bigint[]) : BigUint64Array.from(cells as bigint[]),
  );
}
