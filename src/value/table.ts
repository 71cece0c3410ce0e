import type { Result } from '../base';
import { floatText } from './float-text';
import { type EnumFormat, type Format, type PrimFormat, someVariant } from './format';
import { catchFormat, type FormatError } from './format-error';
import { Reader } from './reader';
import { nameOfType, rowsOf } from './rows';
import { integerText, primText } from './scalar-text';
import type { Ty } from './ty';

export interface TableOptions {
  /** The declared type of the value, which names the column of a scalar. */
  readonly ty?: Ty;
  /** Rows shown; all if absent. */
  readonly maxRows?: number;
}

/** Rows that decide how wide a column is. */
const SAMPLE = 100;
/** Characters of a cell; longer ones end in an ellipsis. */
const WIDEST_CELL = 20;
/** Lines of a cell that holds an array. */
const MOST_LINES = 3;

/** A value as a text table (specification 2 §13.5). All lines are as wide as the table. */
export function printTable(
  bytes: Uint8Array,
  format: Format,
  options: TableOptions = {},
): Result<string, FormatError> {
  return catchFormat(() => new Table(new Reader(bytes), format, options).text());
}

/** A heading: a tuple's covers those of its fields, any other is a column. */
interface Heading {
  readonly name: string | undefined;
  readonly parts: readonly Heading[];
  readonly leaf: Leaf | undefined;
}

interface Leaf {
  readonly format: Format;
  readonly offset: number;
  readonly type: string;
  readonly right: boolean;
  width: number;
}

class Table {
  private readonly leaves: Leaf[] = [];
  private readonly root: Heading;
  private readonly row: Format;
  private readonly first: number;
  private readonly shown: number;
  /** Width of the row numbers, if there are any. */
  private readonly index: number | undefined;

  constructor(
    private readonly reader: Reader,
    format: Format,
    options: TableOptions,
  ) {
    const rows = rowsOf(reader, format, options.ty);
    this.row = rows.row;
    this.first = rows.first;
    this.shown = Math.min(rows.count, options.maxRows ?? rows.count);
    this.index = rows.isArray ? String(Math.max(this.shown - 1, 0)).length : undefined;
    this.root = this.heading(undefined, rows.row, rows.ty, 0);
    for (let index = 0; index < Math.min(this.shown, SAMPLE); index++) {
      for (const leaf of this.leaves) {
        for (const line of this.cell(leaf, index)) leaf.width = Math.max(leaf.width, lengthOf(line));
      }
    }
    this.widen(this.root);
  }

  text(): string {
    const depth = depthOf(this.root);
    const lines: string[] = [];
    for (let level = 0; level < depth; level++) lines.push(this.line('', this.names(this.root, level)));
    lines.push(
      this.line(
        '',
        this.leaves.map((leaf) => pad(leaf.type, leaf.width, leaf.right)),
      ),
    );
    lines.push('─'.repeat(lengthOf(lines[0]!)));
    for (let index = 0; index < this.shown; index++) lines.push(...this.rowLines(index));
    return lines.join('\n');
  }

  private heading(name: string | undefined, format: Format, ty: Ty | undefined, offset: number): Heading {
    if (format.kind === 'tuple') {
      const parts = format.fields.map((field, index) =>
        this.heading(field.name ?? String(index), field.format, field.ty, offset + field.offset),
      );
      return { name, parts, leaf: undefined };
    }
    const type = typeName(format, ty);
    const width = Math.max(lengthOf(type), name === undefined ? 0 : lengthOf(name));
    const leaf: Leaf = { format, offset, type, right: alignsRight(format), width };
    this.leaves.push(leaf);
    return { name, parts: [], leaf };
  }

  /** Makes the last column of a group wide enough for the group's name. */
  private widen(heading: Heading): void {
    for (const part of heading.parts) this.widen(part);
    const last = leavesOf(heading).at(-1);
    if (heading.name === undefined || last === undefined) return;
    last.width += Math.max(0, lengthOf(heading.name) - widthOf(heading));
  }

  /** The names that stand on one of the name lines, each as wide as what it covers. */
  private names(heading: Heading, level: number): readonly string[] {
    if (level === 0) {
      return heading.parts
        .filter((part) => leavesOf(part).length > 0)
        .map((part) => {
          const name = part.name ?? '';
          return part.leaf === undefined
            ? centre(name, widthOf(part))
            : pad(name, part.leaf.width, part.leaf.right);
        });
    }
    return heading.parts.flatMap((part) =>
      part.leaf === undefined ? this.names(part, level - 1) : [' '.repeat(part.leaf.width)],
    );
  }

  private rowLines(index: number): readonly string[] {
    const cells = this.leaves.map((leaf) => this.cell(leaf, index));
    const height = Math.max(1, ...cells.map((cell) => cell.length));
    return Array.from({ length: height }, (_, line) =>
      this.line(
        line === 0 ? String(index) : '',
        cells.map((cell, column) => {
          const leaf = this.leaves[column]!;
          return pad(cell[line] ?? '', leaf.width, leaf.right);
        }),
      ),
    );
  }

  private line(index: string, cells: readonly string[]): string {
    return (this.index === undefined ? cells : [index.padStart(this.index), ...cells]).join(' ');
  }

  private cell(leaf: Leaf, index: number): readonly string[] {
    const at = this.first + index * this.row.head + leaf.offset;
    const { format } = leaf;
    if (format.kind !== 'array' || !isFlat(format.item)) return [cut(cellText(this.reader, format, at))];
    const count = this.reader.count(at);
    const first = this.reader.items(format, at);
    const whole = count <= MOST_LINES ? count : MOST_LINES - 1;
    const lines = Array.from({ length: whole }, (_, item) =>
      cut(cellText(this.reader, format.item, first + item * format.item.head)),
    );
    return whole < count ? [...lines, `… ${count - whole} more`] : lines;
  }
}

function leavesOf(heading: Heading): readonly Leaf[] {
  return heading.leaf === undefined ? heading.parts.flatMap(leavesOf) : [heading.leaf];
}

function widthOf(heading: Heading): number {
  const leaves = leavesOf(heading);
  return leaves.reduce((sum, leaf) => sum + leaf.width, leaves.length - 1);
}

function depthOf({ parts, leaf }: Heading): number {
  if (leaf !== undefined || parts.length === 0) return 0;
  return 1 + Math.max(...parts.map(depthOf));
}

/** Whether a value takes one line of one cell. */
function isFlat(format: Format): boolean {
  return format.kind !== 'tuple' && format.kind !== 'array';
}

function alignsRight(format: Format): boolean {
  const some = someVariant(format);
  if (some !== undefined) return some.format.kind === 'prim' && alignsRight(some.format);
  if (format.kind !== 'prim') return false;
  switch (format.scalar) {
    case 'Bool':
    case 'Date':
    case 'Time':
    case 'Duration':
    case 'Timestamp':
      return false;
    default:
      return true;
  }
}

function typeName(format: Format, ty: Ty | undefined): string {
  const name = nameOfType(format, ty);
  if (name !== undefined) return name;
  switch (format.kind) {
    case 'prim':
      return `Prim${format.head * 8}`;
    case 'text':
      return 'Text';
    case 'tuple':
      return '{…}';
    case 'array':
      return isFlat(format.item) ? `[${typeName(format.item, format.itemTy)}]` : '[…]';
    case 'enum': {
      const some = someVariant(format);
      if (some !== undefined) return `${typeName(some.format, some.ty)}?`;
      const names = format.variants.map((variant) => variant.name);
      return `enum{${names.length > 3 ? `${names.slice(0, 2).join(',')},…` : names.join(',')}}`;
    }
  }
}

function cellText(reader: Reader, format: Format, at: number, depth = 0): string {
  switch (format.kind) {
    case 'prim':
      return primCell(reader, format, at);
    case 'text':
      // A line break would tear the table apart.
      return reader.text(at).replace(/\r\n|[\r\n]/g, '↵');
    case 'tuple':
      return '{…}';
    case 'array':
      return '[…]';
    case 'enum':
      return enumCell(reader, format, at, depth);
  }
}

function enumCell(reader: Reader, format: EnumFormat, at: number, depth: number): string {
  // No more than this fits a cell, and a recursive value may be deep.
  if (depth > WIDEST_CELL) return '…';
  const tag = reader.tag(format, at);
  const variant = format.variants[tag]!;
  const payload = () => cellText(reader, variant.format, reader.payload(format, tag, at), depth + 1);
  if (someVariant(format) !== undefined) return variant.isUnit ? '' : payload();
  if (variant.isUnit) return variant.name;
  return isFlat(variant.format) ? `${variant.name}(${payload()})` : `${variant.name}(…)`;
}

function primCell(reader: Reader, format: PrimFormat, at: number): string {
  switch (format.scalar) {
    case 'Float32':
      return floatCell(reader.view.getFloat32(at, true), 32);
    case 'Float64':
      return floatCell(reader.view.getFloat64(at, true), 64);
    case 'Time':
    case 'Duration':
      return `@${primText(reader, format, at)}`;
    case 'Timestamp': {
      const text = primText(reader, format, at);
      return text === integerText(reader, format, at) ? text : text.replace('T', ' ');
    }
    default:
      return primText(reader, format, at);
  }
}

function floatCell(value: number, width: 32 | 64): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Inf' : '-Inf';
  const text = floatText(value, width);
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? `${text}.0` : text;
}

function cut(text: string): string {
  const characters = [...text];
  return characters.length <= WIDEST_CELL ? text : `${characters.slice(0, WIDEST_CELL - 1).join('')}…`;
}

function pad(text: string, width: number, right: boolean): string {
  const blanks = ' '.repeat(Math.max(0, width - lengthOf(text)));
  return right ? blanks + text : text + blanks;
}

function centre(text: string, width: number): string {
  const free = Math.max(0, width - lengthOf(text));
  const before = Math.floor(free / 2);
  return ' '.repeat(before) + text + ' '.repeat(free - before);
}

/** Characters as they are counted in columns: scalar values. */
function lengthOf(text: string): number {
  return [...text].length;
}
