import type { Result } from '../base';
import {
  type Format,
  type FormatError,
  formatOf,
  print,
  printCsv,
  printJson,
  printLiteral,
  type Ty,
  type TyDef,
  typeText,
  ValueView,
} from '../value';
import { partsIn } from './byte-parts';
import { cellOf, isOption } from './cell';
import type {
  ByteWindow,
  CellView,
  ColumnView,
  Range,
  ValueChild,
  ValueChildren,
  ValuePath,
  ValueView as ValueSummary,
} from './messages';

/** Rows that are read to choose column widths. */
const measuredRows = 40;

/** Encoded bytes with their type: what the engine worker keeps of a result, a data set or a peek. */
export class HeldValue {
  private constructor(
    readonly bytes: Uint8Array,
    readonly ty: Ty,
    readonly defs: readonly TyDef[],
    readonly format: Format,
  ) {}

  static of(bytes: Uint8Array, ty: Ty, defs: readonly TyDef[]): Result<HeldValue, FormatError> {
    const format = formatOf(ty, defs);
    return format.ok ? { ok: true, value: new HeldValue(bytes, ty, defs, format.value) } : format;
  }

  /** Another value of the same type. */
  withBytes(bytes: Uint8Array): HeldValue {
    return new HeldValue(bytes, this.ty, this.defs, this.format);
  }

  get root(): ValueView {
    return ValueView.of(this.bytes, this.format);
  }

  /** What the page has to know before it asks for rows. */
  summary(id: number): ValueSummary {
    const { format } = this;
    const rows = format.kind === 'array' ? this.root.length : null;
    return {
      id,
      type: typeText(this.ty),
      bytes: this.bytes.length,
      shape: this.#shape(),
      rows,
      columns: this.#columns(),
    };
  }

  /** Cells of some rows and columns; rows beyond the end are left out. */
  window(rows: Range, columns: Range): readonly (readonly CellView[])[] {
    const { root, format } = this;
    if (format.kind !== 'array') return [[cellOf(root)]];
    const end = Math.min(rows.start + rows.count, root.length);
    const out: CellView[][] = [];
    for (let row = rows.start; row < end; row++) {
      const item = root.item(row);
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
    for (const step of path) value = into(value, step);
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

  /** The value as Lutra prints it, as source that can be pasted, as JSON that a person can read, or as CSV. */
  print(form: 'lutra' | 'literal' | 'json' | 'csv'): Result<string, FormatError> {
    const { bytes, format, ty } = this;
    switch (form) {
      case 'lutra':
        return print(bytes, format);
      case 'literal':
        return printLiteral(bytes, format, { ty });
      case 'json':
        return printJson(bytes, format, { indent: 2 });
      case 'csv':
        return printCsv(bytes, format, { ty });
    }
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

  #columns(): readonly ColumnView[] {
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
    const sample = this.window({ start: 0, count: measuredRows }, { start: 0, count: fields.length });
    return fields.map((field, i) => ({
      name: field.name,
      type: typeText(field.ty),
      align: isNumber(field.format) ? 'end' : 'start',
      width: sample.reduce((most, row) => Math.max(most, row[i]?.text.length ?? 0), 0),
    }));
  }
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
