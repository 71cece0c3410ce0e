import {
  duckdbTypes,
  type EnumValue,
  standardScalar,
  type Ty,
  type TypeTable,
  type Value,
} from '../../value';
import { floatOf, integerOf, type Scalar } from '../relational';

/** The DuckDB type of a scalar while computing (specification 4 §2.3). */
export function columnType(scalar: Scalar): string {
  return typeof scalar === 'number' ? duckdbTypes[`Prim${scalar}`] : duckdbTypes[scalar];
}

/** The DuckDB type of a packed value (specification 4 §2.4). */
export function packedType(ty: Ty, table: TypeTable): string {
  const { kind } = table.materialiseOrStd(ty);
  switch (kind.kind) {
    case 'ident':
      return columnType(standardScalar(kind.path)!);
    case 'primitive':
      return columnType(kind.width);
    case 'array':
      return `${packedType(kind.item, table)}[]`;
    case 'tuple':
      return struct(kind.fields.map((field, i) => `_${i} ${packedType(field.ty, table)}`));
    case 'enum': {
      const payload = table.optionPayload(ty);
      if (payload !== undefined) return packedType(payload, table);
      const parts = kind.variants.flatMap((variant, i) =>
        table.isUnit(variant.ty) ? [] : [`_${i} ${packedType(variant.ty, table)}`],
      );
      return struct(['_t INT2', ...parts]);
    }
    case 'function':
      throw new Error('a function has no column type');
  }
}

function struct(members: readonly string[]): string {
  return members.length === 0 ? 'BOOL' : `STRUCT(${members.join(', ')})`;
}

/** A packed value as a DuckDB literal of its type; the only place that writes input into SQL text (specification 4 §14). */
export function packedLiteral(value: Value, ty: Ty, table: TypeTable): string {
  return `${bare(value, ty, table)}::${packedType(ty, table)}`;
}

function bare(value: Value, ty: Ty, table: TypeTable): string {
  const { kind } = table.materialiseOrStd(ty);
  switch (kind.kind) {
    case 'ident':
      return scalarLiteral(value, standardScalar(kind.path)!);
    case 'primitive':
      return scalarLiteral(value, kind.width);
    case 'array':
      return `[${(value as readonly Value[]).map((item) => bare(item, kind.item, table)).join(', ')}]`;
    case 'tuple':
      if (kind.fields.length === 0) return 'TRUE';
      return `{${kind.fields.map((field, i) => `'_${i}': ${packedLiteral((value as readonly Value[])[i]!, field.ty, table)}`).join(', ')}}`;
    case 'enum': {
      const { tag, payload } = value as EnumValue;
      const inner = table.optionPayload(ty);
      if (inner !== undefined) return tag === 0 ? 'NULL' : bare(payload, inner, table);
      const parts = kind.variants.flatMap((variant, i) => {
        if (table.isUnit(variant.ty)) return [];
        return [
          `'_${i}': ${i === tag ? bare(payload, variant.ty, table) : 'NULL'}::${packedType(variant.ty, table)}`,
        ];
      });
      return `{${[`'_t': ${tag}::INT2`, ...parts].join(', ')}}`;
    }
    case 'function':
      throw new Error('a function has no literal');
  }
}

function scalarLiteral(value: Value, scalar: Scalar): string {
  if (scalar === 'Text') return textLiteral(value as string);
  if (scalar === 'Bool') return value === 0 ? 'FALSE' : 'TRUE';
  if (scalar === 'Float32' || scalar === 'Float64')
    return `'${floatWord(floatOf(scalar, value))}'::${columnType(scalar)}`;
  return `'${integerOf(scalar, value)}'::${columnType(scalar)}`;
}

function textLiteral(text: string): string {
  const quoted = text.split('\u0000').map((part) => `'${part.replaceAll("'", "''")}'`);
  return quoted.length === 1 ? quoted[0]! : `(${quoted.join(' || chr(0) || ')})`;
}

/** How DuckDB reads this float from a text. */
export function floatWord(number: number): string {
  if (Number.isNaN(number)) return 'nan';
  if (!Number.isFinite(number)) return number > 0 ? 'inf' : '-inf';
  return Object.is(number, -0) ? '-0.0' : String(number);
}
