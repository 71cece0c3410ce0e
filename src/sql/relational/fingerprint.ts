import type { Shape } from '../shape';
import type { Column } from './column';
import type { Rel } from './rel';
import type { Scalar } from './scalar';

/**
 * The structure of a relation or scalar as text, with columns numbered as they appear. Two with equal texts
 * compute the same, their columns matching by position.
 */
export interface Fingerprint {
  readonly text: string;
  readonly columns: readonly Column[];
}

export function fingerprint(of: Rel | readonly Scalar[]): Fingerprint {
  const numbers = new Map<number, number>();
  const columns: Column[] = [];
  const number = (column: Column) => {
    const known = numbers.get(column.id) ?? columns.length;
    if (known === columns.length) columns.push(column);
    numbers.set(column.id, known);
    return known;
  };
  const text = JSON.stringify(of, (key, value: unknown) => {
    if (key === 'shape') return shapeText(value as Shape, 8);
    if (key === 'row' || key === 'steps') return undefined;
    if (typeof value === 'bigint') return `${value}n`;
    return isColumn(value) ? [number(value), shapeText(value.shape, 8)] : value;
  });
  return { text, columns };
}

/** The same for scalars that read exactly the same columns. */
export function identity(of: readonly Scalar[]): string {
  const { text, columns } = fingerprint(of);
  return JSON.stringify([text, columns.map(({ id }) => id)]);
}

/** Types that look alike that deep have the same SQL, except for recursive ones. */
function shapeText(shape: Shape, depth: number): string {
  if (depth === 0) return '…';
  switch (shape.kind) {
    case 'leaf':
      return shape.name;
    case 'option':
      return `${shapeText(shape.payload, depth - 1)}?`;
    case 'array':
      return `[${shapeText(shape.item, depth - 1)}]`;
    case 'tuple':
      return `{${shape.fields.map((field) => shapeText(field.shape, depth - 1)).join()}}`;
    case 'enum':
      return `<${shape.variants.map((variant) => shapeText(variant.shape, depth - 1)).join()}>`;
  }
}

function isColumn(value: unknown): value is Column {
  return typeof value === 'object' && value !== null && 'hint' in value;
}
