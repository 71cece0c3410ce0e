import type { Format } from './format';
import type { Reader } from './reader';
import type { Ty } from './ty';

/** A value seen as rows: an array has one for each item, anything else is one row. */
export interface Rows {
  readonly row: Format;
  /** The declared type of a row, where it is known. */
  readonly ty: Ty | undefined;
  readonly isArray: boolean;
  /** The position of the first row's head; the others follow, `row.head` apart. */
  readonly first: number;
  readonly count: number;
}

export function rowsOf(reader: Reader, format: Format, ty?: Ty): Rows {
  const at = reader.root(format);
  if (format.kind !== 'array') return { row: format, ty, isArray: false, first: at, count: 1 };
  return {
    row: format.item,
    ty: format.itemTy,
    isArray: true,
    first: reader.items(format, at),
    count: reader.count(at),
  };
}

/** A column of rows whose tuples are not flattened: the name shown for a field or for a whole row. */
export interface Column {
  readonly name: string;
  readonly format: Format;
  /** Within the row's head. */
  readonly offset: number;
}

/**
 * The columns of a row (specification 3 N): the fields of a tuple, named or numbered; otherwise one, named after its
 * type, or `value` where that has no name.
 */
export function columnsOf(row: Format, ty: Ty | undefined): readonly Column[] {
  if (row.kind === 'tuple') {
    return row.fields.map((field, index) => ({
      name: field.name ?? String(index),
      format: field.format,
      offset: field.offset,
    }));
  }
  return [{ name: nameOfType(row, ty) ?? 'value', format: row, offset: 0 }];
}

/** The last segment of a type's name; a format alone still knows which standard scalar it is. */
export function nameOfType(format: Format, ty: Ty | undefined): string | undefined {
  if (ty?.kind.kind === 'ident') return ty.kind.path.at(-1);
  if (format.kind === 'text') return 'Text';
  return format.kind === 'prim' ? format.scalar : undefined;
}
