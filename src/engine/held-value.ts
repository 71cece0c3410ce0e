import type { Result } from '../base';
import {
  decode,
  encode,
  type Format,
  type FormatError,
  formatOf,
  type Path,
  print,
  printJson,
  type Ty,
  type TyDef,
  typeText,
  type Value,
  ValueView,
} from '../value';
import { arrangedRows } from './arrangement';
import { partsIn } from './byte-parts';
import { cellOf, isOption } from './cell';
import type {
  Arrangement,
  ByteWindow,
  CellView,
  ColumnView,
  PrintedForm,
  Range,
  ValueChild,
  ValueChildren,
  ValuePath,
  ValueView as ValueSummary,
} from './messages';

/** Rows that are read to choose column widths. */
const measuredRows = 40;

/** Digits after the point that numbers are lined up for. */
const mostFraction = 9;

type IsFrame = (path: Path) => boolean;

/** Encoded bytes with their type: what the engine worker keeps of a result, a data set or a peek. */
export class HeldValue {
  private constructor(
    readonly bytes: Uint8Array,
    readonly ty: Ty,
    readonly defs: readonly TyDef[],
    readonly format: Format,
    /** Whether a name of its type is a framed type, which the types themselves do not say. */
    readonly isFrame: IsFrame,
    /** Which rows are shown, in which order; absent: all, as they are. */
    private readonly order?: Uint32Array,
  ) {}

  static of(
    bytes: Uint8Array,
    ty: Ty,
    defs: readonly TyDef[],
    isFrame: IsFrame = () => false,
  ): Result<HeldValue, FormatError> {
    const format = formatOf(ty, defs);
    return format.ok ? { ok: true, value: new HeldValue(bytes, ty, defs, format.value, isFrame) } : format;
  }

  /** Another value of the same type. */
  withBytes(bytes: Uint8Array): HeldValue {
    return new HeldValue(bytes, this.ty, this.defs, this.format, this.isFrame);
  }

  /** The same rows, some of them or in another order (RES-8). */
  arranged(arrangement: Arrangement): HeldValue {
    const { bytes, ty, defs, format } = this;
    if (format.kind !== 'array') return this;
    return new HeldValue(bytes, ty, defs, format, this.isFrame, arrangedRows(this.root, arrangement));
  }

  get root(): ValueView {
    return ValueView.of(this.bytes, this.format);
  }

  /** Rows shown; 1 for a value that is no array. */
  get rows(): number {
    if (this.order !== undefined) return this.order.length;
    return this.format.kind === 'array' ? this.root.length : 1;
  }

  /** Where a shown row is in the value. */
  originalRow(row: number): number {
    return this.order === undefined ? row : this.order[row]!;
  }

  row(row: number): ValueView {
    return this.format.kind === 'array' ? this.root.item(this.originalRow(row)) : this.root;
  }

  cell(row: number, column: number): ValueView {
    const item = this.row(row);
    return item.format.kind === 'tuple' ? item.field(column) : item;
  }

  /** A value whose bytes are the rows that are shown, in their order. */
  inOrder(): HeldValue {
    const { bytes, ty, defs, format, order } = this;
    if (order === undefined || format.kind !== 'array') return this;
    const items: Value[] = [];
    for (let row = 0; row < order.length; row++) {
      const item = this.row(row);
      const value = decode(bytes, item.format, { offset: item.at });
      if (value.ok) items.push(value.value);
    }
    const encoded = encode(items, format);
    return encoded.ok ? new HeldValue(encoded.value, ty, defs, format, this.isFrame) : this;
  }

  /** The part at a path as a value of its own (RES-5). */
  part(path: ValuePath): Result<HeldValue, FormatError> {
    let value = this.root;
    let ty = this.ty;
    for (const step of this.#inValue(path)) {
      value = unwrapped(value);
      const { format } = value;
      if (format.kind === 'array') ty = format.itemTy;
      else if (format.kind === 'tuple') ty = format.fields[step]!.ty;
      else if (format.kind === 'enum') ty = value.variant().variant.ty;
      value = into(value, step);
    }
    if (isOption(value.format) && value.variant().tag === 1) {
      ty = value.variant().variant.ty;
      value = value.payload();
    }
    const decoded = decode(this.bytes, value.format, { offset: value.at });
    if (!decoded.ok) return decoded;
    const bytes = encode(decoded.value, value.format);
    return bytes.ok ? HeldValue.of(bytes.value, ty, this.defs, this.isFrame) : bytes;
  }

  /** A path whose first step is a shown row, as a path in the value. */
  #inValue(path: ValuePath): ValuePath {
    const [first, ...rest] = path;
    if (first === undefined || this.order === undefined) return path;
    return [this.originalRow(first), ...rest];
  }

  /** What the page has to know before it asks for rows. */
  summary(id: number): ValueSummary {
    const { format } = this;
    const rows = format.kind === 'array' ? this.rows : null;
    return {
      id,
      type: typeText(this.ty),
      bytes: this.bytes.length,
      shape: this.#shape(),
      rows,
      columns: this.columns(),
    };
  }

  /** Cells of some rows and columns; rows beyond the end are left out. */
  window(rows: Range, columns: Range): readonly (readonly CellView[])[] {
    const { root, format } = this;
    if (format.kind !== 'array') return [[cellOf(root)]];
    const end = Math.min(rows.start + rows.count, this.rows);
    const out: CellView[][] = [];
    for (let row = rows.start; row < end; row++) {
      const item = root.item(this.originalRow(row));
      if (item.format.kind !== 'tuple') {
        out.push([cellOf(item)]);
        continue;
      }
      const last = Math.min(columns.start + columns.count, item.length);
      const cells: CellView[] = [];
      for (let column = columns.start; column < last; column++) cells.push(cellOf(item.field(column)));
      out.push(cells);
    }
    return out;
  }

  /** Some of the encoded bytes, and every part of the value that lies in them. */
  byteWindow({ start, count }: Range): ByteWindow {
    const end = Math.min(start + count, this.bytes.length);
    return { bytes: this.bytes.slice(start, end), parts: partsIn(this.bytes, this.format, start, end) };
  }

  /** The parts of the value at `path`, in order. */
  children(path: ValuePath, range: Range): ValueChildren {
    let value = this.root;
    for (const step of this.#inValue(path)) value = into(value, step);
    value = unwrapped(value);
    const { format } = value;
    const child = (step: number, label: string, ty: Ty, inner: ValueView): ValueChild => ({
      path: [...path, step],
      label,
      type: typeText(ty),
      cell: cellOf(inner),
    });
    if (format.kind === 'array') {
      const end = Math.min(range.start + range.count, value.length);
      const children: ValueChild[] = [];
      for (let i = range.start; i < end; i++)
        children.push(child(i, String(i), format.itemTy, value.item(i)));
      return { total: value.length, children };
    }
    if (format.kind === 'tuple') {
      const children = format.fields.map((field, i) =>
        child(i, field.name ?? String(i), field.ty, value.field(i)),
      );
      return { total: children.length, children };
    }
    if (format.kind === 'enum') {
      const { variant } = value.variant();
      if (variant.isUnit) return { total: 0, children: [] };
      return { total: 1, children: [child(0, variant.name, variant.ty, value.payload())] };
    }
    return path.length === 0
      ? { total: 1, children: [{ path: [], label: '', type: typeText(this.ty), cell: cellOf(value) }] }
      : { total: 0, children: [] };
  }

  /** The value as Lutra prints it, or as JSON for people or in the shape of SQL (RES-11). */
  print(form: PrintedForm): Result<string, FormatError> {
    const { bytes, format } = this.inOrder();
    if (form === 'lutra') return print(bytes, format);
    return printJson(bytes, format, { indent: 2, shape: form === 'json' ? 'readable' : 'positional' });
  }

  #shape(): ValueSummary['shape'] {
    const { format } = this;
    if (format.kind === 'array') return 'table';
    if (format.kind === 'text') return 'text';
    if (format.kind === 'prim') return 'scalar';
    if (format.kind === 'tuple') return format.fields.length === 0 ? 'unit' : 'tree';
    const { variant } = this.root.variant();
    return variant.isUnit || isOption(format) ? 'scalar' : 'tree';
  }

  /** The columns of a table, with what their width and their alignment need. */
  columns(): readonly ColumnView[] {
    const { format } = this;
    if (format.kind !== 'array') return [];
    const fields =
      format.item.kind === 'tuple'
        ? format.item.fields.map((field, i) => ({
            name: field.name ?? String(i),
            ty: field.ty,
            format: field.format,
          }))
        : [{ name: 'value', ty: format.itemTy, format: format.item }];
    const all = { start: 0, count: fields.length };
    const last = Math.max(measuredRows, this.rows - measuredRows);
    const sample = [
      ...this.window({ start: 0, count: measuredRows }, all),
      ...this.window({ start: last, count: measuredRows }, all),
    ];
    return fields.map((field, i) => {
      const number = isNumber(field.format);
      const fraction = number ? Math.min(mostFraction, fractionOf(sample, i)) : 0;
      return {
        name: field.name,
        type: typeText(field.ty),
        align: number ? 'end' : 'start',
        width: sample.reduce((most, row) => Math.max(most, shownWidth(row[i]?.text ?? '', fraction)), 0),
        fraction,
      };
    });
  }
}

/** The most digits after a point in a column of shown cells. */
function fractionOf(rows: readonly (readonly CellView[])[], column: number): number {
  return rows.reduce((most, row) => {
    const text = row[column]?.text ?? '';
    const point = text.indexOf('.');
    return point < 0 ? most : Math.max(most, text.length - point - 1);
  }, 0);
}

/** Characters of a cell, with the blanks that put its point under those of the others. */
function shownWidth(text: string, fraction: number): number {
  if (fraction === 0) return text.length;
  const point = text.indexOf('.');
  return point < 0 ? text.length + 1 + fraction : Math.max(text.length, point + 1 + fraction);
}

function isNumber(format: Format): boolean {
  if (format.kind === 'enum') return isOption(format) && isNumber(format.variants[1]!.format);
  if (format.kind !== 'prim') return false;
  const { scalar } = format;
  return scalar !== 'Bool' && scalar !== 'Date' && scalar !== 'Time' && scalar !== 'Timestamp';
}

/** A present optional shows what it holds: its steps go into the payload. */
function unwrapped(value: ValueView): ValueView {
  return isOption(value.format) && value.variant().tag === 1 ? unwrapped(value.payload()) : value;
}

function into(outer: ValueView, step: number): ValueView {
  const value = unwrapped(outer);
  if (value.format.kind === 'array') return value.item(step);
  return value.format.kind === 'tuple' ? value.field(step) : value.payload();
}
