import type { NodeId } from '../../base';
import type { CheckedProject, Type } from '../../language';
import { type Column, type ColumnValue, column, constantColumn } from './column-value';

/** The value of a type whose columns are made by `leaf` from their paths (`address.city`, `lines[].qty`). */
export function shapeOf(
  project: CheckedProject,
  type: Type,
  leaf: (path: string, recursive: boolean) => Column,
): ColumnValue {
  const go = (t: Type, path: string, open: readonly string[]): ColumnValue => {
    switch (t.kind) {
      case 'named': {
        if (isScalar(t.path)) return leaf(path, false);
        if (open.includes(t.path)) return leaf(path, true);
        const definition = project.types.get(t.path);
        return definition ? go(definition.type, path, [...open, t.path]) : leaf(path, true);
      }
      case 'tuple':
        return {
          kind: 'tuple',
          fields: t.fields.map((field, i) => ({
            ...(field.name === undefined ? {} : { name: field.name }),
            value: go(field.type, joinPath(path, field.name ?? String(i)), open),
          })),
        };
      case 'array':
        return { kind: 'array', item: go(t.item, `${path}[]`, open), influences: [] };
      case 'enum':
        return {
          kind: 'enum',
          tag: leaf(path, false),
          variants: new Map(
            t.variants
              .filter((variant) => !isUnit(variant.type))
              .map((variant) => [variant.name, go(variant.type, joinPath(path, variant.name), open)]),
          ),
        };
      default:
        return leaf(path, t.kind !== 'primitive');
    }
  };
  return go(type, '', []);
}

/** The columns of a source node: each comes from itself. Columns of an array are those of its items. */
export function sourceShape(project: CheckedProject, node: NodeId, type: Type): ColumnValue {
  return shapeOf(project, type, (path, recursive) => {
    return column([{ node, column: itemPath(path), kind: 'identity' }], [], recursive);
  });
}

/** A value of a type of which nothing is known but what it may come from. */
export function opaqueShape(project: CheckedProject, type: Type, from: Column): ColumnValue {
  return shapeOf(project, type, () => ({ ...from, opaque: true }));
}

export function constantShape(project: CheckedProject, type: Type): ColumnValue {
  return shapeOf(project, type, () => constantColumn);
}

/** Paths within the item; `value` for an item, or a whole value, that is one column. */
export function itemPath(path: string): string {
  const inside = path.replace(/^\[\]\.?/, '');
  return inside === '' ? 'value' : inside;
}

export function joinPath(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function isUnit(type: Type): boolean {
  return type.kind === 'tuple' && type.fields.length === 0;
}

const scalars = new Set(
  'Bool Int8 Int16 Int32 Int64 Uint8 Uint16 Uint32 Uint64 Float32 Float64 Text Date Time Duration Timestamp Decimal'
    .split(' ')
    .map((name) => `std::${name}`),
);

function isScalar(path: string): boolean {
  return scalars.has(path);
}
