import type { SchemaElement, SchemaTree } from 'hyparquet';
import { invalidData } from '../format-error';
import { arrayTy, optionTy, scalarTy, tupleTy } from '../make-ty';
import type { FixedScalarName } from '../scalar';
import type { Ty } from '../ty';
import { nameText } from '../type-text';
import type { TimeStep } from './units';

/** What a column of a Parquet file holds, in our words. */
export type Shape = { readonly optional: boolean } & (
  | { readonly kind: 'scalar'; readonly scalar: ParquetScalar }
  | { readonly kind: 'list'; readonly item: Shape }
  | { readonly kind: 'struct'; readonly fields: readonly (readonly [name: string, shape: Shape])[] }
  | { readonly kind: 'unknown'; readonly feature: string; readonly at: string }
);

export type ParquetScalar =
  | { readonly name: Exclude<FixedScalarName, 'Time' | 'Timestamp' | 'Decimal' | 'Duration'> | 'Text' }
  | { readonly name: 'Time' | 'Timestamp'; readonly step: TimeStep }
  | { readonly name: 'Decimal'; readonly scale: number };

const STEPS = { MILLIS: 'milliseconds', MICROS: 'microseconds', NANOS: 'nanoseconds' } as const;

/** The shape of a column. Lists are recognised by their annotation; a bare repeated field is a list as well. */
export function shapeOf(tree: SchemaTree): Shape {
  const { element } = tree;
  if (element.repetition_type === 'REPEATED') {
    return { kind: 'list', optional: false, item: { ...contentOf(tree), optional: false } };
  }
  return { ...contentOf(tree), optional: element.repetition_type === 'OPTIONAL' };
}

type Content = Shape extends infer S ? (S extends Shape ? Omit<S, 'optional'> : never) : never;

function contentOf(tree: SchemaTree): Shape {
  return { ...content(tree), optional: false } as Shape;
}

function content(tree: SchemaTree): Content {
  const { element, children } = tree;
  if (children.length === 0) {
    const scalar = scalarOf(element);
    if (scalar !== undefined) return { kind: 'scalar', scalar };
    const annotation = element.logical_type?.type ?? element.converted_type;
    const feature =
      annotation === undefined ? (element.type ?? 'empty group') : `${element.type} ${annotation}`;
    return { kind: 'unknown', feature, at: tree.path.join('.') };
  }
  if (element.converted_type === 'LIST' || element.logical_type?.type === 'LIST') {
    const [repeated] = children;
    const item = repeated!.children.length === 1 ? repeated!.children[0]! : undefined;
    return { kind: 'list', item: item === undefined ? contentOf(repeated!) : shapeOf(item) };
  }
  if (element.converted_type === 'MAP' || element.logical_type?.type === 'MAP') {
    return { kind: 'unknown', feature: 'MAP', at: tree.path.join('.') };
  }
  return { kind: 'struct', fields: children.map((child) => [child.element.name, shapeOf(child)] as const) };
}

function scalarOf({
  type,
  converted_type: converted,
  logical_type: logical,
  scale = 0,
}: SchemaElement): ParquetScalar | undefined {
  if (converted === 'DECIMAL' || logical?.type === 'DECIMAL') {
    return { name: 'Decimal', scale: logical?.type === 'DECIMAL' ? logical.scale : scale };
  }
  switch (type) {
    case 'BOOLEAN':
      return { name: 'Bool' };
    case 'FLOAT':
      return { name: 'Float32' };
    case 'DOUBLE':
      return { name: 'Float64' };
    case 'BYTE_ARRAY': {
      const isText =
        ['UTF8', 'JSON', 'ENUM'].includes(converted ?? '') ||
        ['STRING', 'JSON', 'ENUM'].includes(logical?.type ?? '');
      return isText ? { name: 'Text' } : undefined;
    }
    case 'INT32':
    case 'INT64':
      return integerOf(type === 'INT32' ? 32 : 64, converted, logical);
    default:
      return undefined;
  }
}

const CONVERTED: Readonly<Record<string, ParquetScalar>> = {
  INT_8: { name: 'Int8' },
  INT_16: { name: 'Int16' },
  INT_32: { name: 'Int32' },
  INT_64: { name: 'Int64' },
  UINT_8: { name: 'Uint8' },
  UINT_16: { name: 'Uint16' },
  UINT_32: { name: 'Uint32' },
  UINT_64: { name: 'Uint64' },
  DATE: { name: 'Date' },
  TIME_MILLIS: { name: 'Time', step: 'milliseconds' },
  TIME_MICROS: { name: 'Time', step: 'microseconds' },
  TIMESTAMP_MILLIS: { name: 'Timestamp', step: 'milliseconds' },
  TIMESTAMP_MICROS: { name: 'Timestamp', step: 'microseconds' },
};

function integerOf(
  width: 32 | 64,
  converted: SchemaElement['converted_type'],
  logical: SchemaElement['logical_type'],
): ParquetScalar {
  if (logical?.type === 'INTEGER') {
    return { name: `${logical.isSigned ? 'Int' : 'Uint'}${logical.bitWidth}` as 'Int8' };
  }
  if (logical?.type === 'DATE') return { name: 'Date' };
  if (logical?.type === 'TIME') return { name: 'Time', step: STEPS[logical.unit] };
  if (logical?.type === 'TIMESTAMP') return { name: 'Timestamp', step: STEPS[logical.unit] };
  return (converted === undefined ? undefined : CONVERTED[converted]) ?? { name: `Int${width}` };
}

/** The Lutra type of a shape. `holdsNull` says whether an optional part needs to be one (specification 3 M4). */
export function shapeTy(shape: Shape, holdsNull: (shape: Shape) => boolean): Ty {
  const ty = (): Ty => {
    switch (shape.kind) {
      case 'scalar':
        return scalarTy(shape.scalar.name);
      case 'list':
        return arrayTy(shapeTy(shape.item, holdsNull));
      case 'struct':
        return tupleTy(...shape.fields.map(([name, field]) => [name, shapeTy(field, holdsNull)] as const));
      case 'unknown':
        throw notImplemented(shape);
    }
  };
  return shape.optional && holdsNull(shape) ? optionTy(ty()) : ty();
}

/** The type as source, with options written out as the specification has them. */
export function shapeText(shape: Shape, holdsNull: (shape: Shape) => boolean): string {
  const text = (): string => {
    switch (shape.kind) {
      case 'scalar':
        return shape.scalar.name;
      case 'list':
        return `[${shapeText(shape.item, holdsNull)}]`;
      case 'struct':
        return `{${shape.fields.map(([name, field]) => `${nameText(name)}: ${shapeText(field, holdsNull)}`).join(', ')}}`;
      case 'unknown':
        throw notImplemented(shape);
    }
  };
  return shape.optional && holdsNull(shape) ? `enum {none, some: ${text()}}` : text();
}

export function notImplemented(shape: Extract<Shape, { kind: 'unknown' }>) {
  return invalidData(`not implemented: ${shape.feature} at ${shape.at}`);
}
