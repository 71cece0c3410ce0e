import type { NodeId } from '../../base';

/** How a value came from a source column; the strongest along a path wins (specification 5 §7). */
export type OriginKind = 'identity' | 'transformation' | 'aggregation';
export type InfluenceKind = 'filter' | 'join' | 'groupBy' | 'sort' | 'window' | 'conditional';

/** A column of a source node. */
export interface SourceColumn {
  readonly node: NodeId;
  readonly column: string;
}

export interface Origin extends SourceColumn {
  readonly kind: OriginKind;
}

export interface Influence extends SourceColumn {
  readonly kind: InfluenceKind;
}

/** What is known of a value's columns while the code that makes it is walked. */
export type ColumnValue =
  | Column
  | {
      readonly kind: 'tuple';
      readonly fields: readonly { readonly name?: string; readonly value: ColumnValue }[];
    }
  /** `influences` are those on the relation as a whole. */
  | { readonly kind: 'array'; readonly item: ColumnValue; readonly influences: readonly Influence[] }
  | { readonly kind: 'enum'; readonly tag: Column; readonly variants: ReadonlyMap<string, ColumnValue> }
  | {
      readonly kind: 'function';
      readonly apply: (args: readonly ColumnValue[]) => ColumnValue;
      /** Its body looks at the row of an outer lambda, so that as a condition it makes a join of a filter. */
      readonly comparesRows: boolean;
    };

export interface Column {
  readonly kind: 'column';
  readonly origins: readonly Origin[];
  /** Influences on this column only. */
  readonly influences: readonly Influence[];
  /** The walk could not follow; `origins` then has everything the value may come from (LIN-8). */
  readonly opaque: boolean;
}

export const constantColumn: Column = { kind: 'column', origins: [], influences: [], opaque: false };

export function column(
  origins: readonly Origin[],
  influences: readonly Influence[] = [],
  opaque = false,
): Column {
  return { kind: 'column', origins: mergeOrigins(origins), influences: mergeInfluences(influences), opaque };
}

const strength: readonly OriginKind[] = ['identity', 'transformation', 'aggregation'];

function mergeOrigins(origins: readonly Origin[]): readonly Origin[] {
  const merged = new Map<string, Origin>();
  for (const origin of origins) {
    const key = `${origin.node} ${origin.column}`;
    const known = merged.get(key);
    if (!known || strength.indexOf(origin.kind) > strength.indexOf(known.kind)) merged.set(key, origin);
  }
  return [...merged.values()];
}

export function mergeInfluences(influences: readonly Influence[]): readonly Influence[] {
  const merged = new Map(influences.map((one) => [`${one.node} ${one.column} ${one.kind}`, one]));
  return [...merged.values()];
}

/** Every column inside a value, functions aside. */
export function columnsIn(value: ColumnValue): readonly Column[] {
  switch (value.kind) {
    case 'column':
      return [value];
    case 'tuple':
      return value.fields.flatMap((field) => columnsIn(field.value));
    case 'array':
      return columnsIn(value.item);
    case 'enum':
      return [value.tag, ...[...value.variants.values()].flatMap(columnsIn)];
    case 'function':
      return [];
  }
}

/** All of a value as one column that is at least as far from its sources as `kind`. */
export function asColumn(value: ColumnValue, kind: OriginKind): Column {
  const columns = columnsIn(value);
  return column(
    columns.flatMap((one) => one.origins.map((origin) => atLeast(origin, kind))),
    [...columns.flatMap((one) => one.influences), ...relationInfluences(value)],
    columns.some((one) => one.opaque),
  );
}

/** The influences on the arrays inside a value. */
function relationInfluences(value: ColumnValue): readonly Influence[] {
  switch (value.kind) {
    case 'array':
      return [...value.influences, ...relationInfluences(value.item)];
    case 'tuple':
      return value.fields.flatMap((field) => relationInfluences(field.value));
    case 'enum':
      return [...value.variants.values()].flatMap(relationInfluences);
    default:
      return [];
  }
}

function atLeast(origin: Origin, kind: OriginKind): Origin {
  return strength.indexOf(origin.kind) >= strength.indexOf(kind) ? origin : { ...origin, kind };
}

/** The columns a value is made of, as influences of a kind. */
export function influencesOf(value: ColumnValue, kind: InfluenceKind): readonly Influence[] {
  const columns = columnsIn(value);
  return mergeInfluences([
    ...columns.flatMap((one) => one.origins.map(({ node, column: name }) => ({ node, column: name, kind }))),
    ...columns.flatMap((one) => one.influences),
    ...relationInfluences(value),
  ]);
}

/** The same shape, with every column changed. */
export function mapColumns(value: ColumnValue, change: (column: Column) => Column): ColumnValue {
  switch (value.kind) {
    case 'column':
      return change(value);
    case 'tuple':
      return {
        ...value,
        fields: value.fields.map((field) => ({ ...field, value: mapColumns(field.value, change) })),
      };
    case 'array':
      return { ...value, item: mapColumns(value.item, change) };
    case 'enum':
      return {
        ...value,
        tag: change(value.tag),
        variants: new Map([...value.variants].map(([name, payload]) => [name, mapColumns(payload, change)])),
      };
    case 'function':
      return value;
  }
}

export function strengthened(value: ColumnValue, kind: OriginKind): ColumnValue {
  return mapColumns(value, (one) => ({
    ...one,
    origins: one.origins.map((origin) => atLeast(origin, kind)),
  }));
}

export function influenced(value: ColumnValue, influences: readonly Influence[]): ColumnValue {
  if (influences.length === 0) return value;
  return mapColumns(value, (one) => ({
    ...one,
    influences: mergeInfluences([...one.influences, ...influences]),
  }));
}

/** What a value may be that is the one or the other, column by column (LIN-7). */
export function joined(a: ColumnValue, b: ColumnValue): ColumnValue {
  if (a.kind === 'tuple' && b.kind === 'tuple' && a.fields.length === b.fields.length) {
    const fields = a.fields.map((field, i) => ({ ...field, value: joined(field.value, b.fields[i]!.value) }));
    return { kind: 'tuple', fields };
  }
  if (a.kind === 'array' && b.kind === 'array') {
    return {
      kind: 'array',
      item: joined(a.item, b.item),
      influences: mergeInfluences([...a.influences, ...b.influences]),
    };
  }
  if (a.kind === 'enum' && b.kind === 'enum') {
    const variants = new Map(a.variants);
    for (const [name, payload] of b.variants) {
      const known = variants.get(name);
      variants.set(name, known ? joined(known, payload) : payload);
    }
    return { kind: 'enum', tag: both(a.tag, b.tag), variants };
  }
  if (a.kind === 'function' || isNothing(b)) return a;
  if (b.kind === 'function' || isNothing(a)) return b;
  if (a.kind === 'column' && b.kind === 'column') return both(a, b);
  return both(asColumn(a, 'identity'), asColumn(b, 'identity'));
}

/** The item of an empty array literal: says nothing about columns. */
export const nothing: Column = column([]);

function isNothing(value: ColumnValue): boolean {
  return value === nothing;
}

function both(a: Column, b: Column): Column {
  return column([...a.origins, ...b.origins], [...a.influences, ...b.influences], a.opaque || b.opaque);
}
