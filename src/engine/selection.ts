import { fail, type Result } from '../base';
import {
  arrayTy,
  decode,
  encode,
  printCsv,
  printJson,
  printLiteral,
  printMarkdown,
  printSqlValues,
  type Ty,
  tupleTy,
  type Value,
  type ValueView,
} from '../value';
import { isOption } from './cell';
import { HeldValue } from './held-value';
import type { CopyForm, Selection, SelectionFacts } from './messages';

/** Paths that a copy lists; more cells than that are no path any more. */
const mostPaths = 1000;

/** What can be counted of the chosen cells (RES-9). Sums are exact for whole numbers and decimals. */
export function selectionFacts(held: HeldValue, { rows, columns }: Selection): SelectionFacts {
  let numbers = 0;
  let whole = 0n;
  let hundredths = 0n;
  let floating = 0;
  let floats = false;
  const end = Math.min(rows.start + rows.count, held.rows);
  for (let row = rows.start; row < end; row++) {
    const item = held.row(row);
    for (const column of columns) {
      const cell = numberIn(item.format.kind === 'tuple' ? item.field(column) : item);
      if (cell === undefined) continue;
      numbers++;
      const value = cell.scalar();
      if (cell.format.kind === 'prim' && cell.format.scalar === 'Decimal') hundredths += value as bigint;
      else if (cell.format.kind === 'prim' && /^Float/.test(cell.format.scalar ?? '')) {
        floats = true;
        floating += value as number;
      } else whole += BigInt(value as number | bigint);
    }
  }
  const count = Math.max(0, end - rows.start) * columns.length;
  if (numbers === 0) return { count, sum: null, mean: null };
  const exact = whole * 100n + hundredths;
  const sum = floats ? String(floating + Number(exact) / 100) : centsText(exact);
  const mean = String(((floats ? floating : 0) + Number(exact) / 100) / numbers);
  return { count, sum, mean };
}

/** Hundredths without needless zeros. */
function centsText(hundredths: bigint): string {
  const size = hundredths < 0n ? -hundredths : hundredths;
  const rest = size % 100n;
  const fraction = rest === 0n ? '' : `.${String(rest).padStart(2, '0')}`;
  return `${hundredths < 0n ? '-' : ''}${size / 100n}${fraction}`;
}

function numberIn(cell: ValueView): ValueView | undefined {
  if (isOption(cell.format)) return cell.variant().tag === 0 ? undefined : numberIn(cell.payload());
  if (cell.format.kind !== 'prim') return undefined;
  return /^(?:U?[Ii]nt|Float|Decimal)/.test(cell.format.scalar ?? '') ? cell : undefined;
}

/**
 * The chosen part as a text to paste elsewhere, of a whole value when nothing is chosen (RES-9). The error is a
 * sentence. Every form has the exact values, whatever the display shows.
 */
export function copyText(
  held: HeldValue,
  selection: Selection | null,
  form: CopyForm,
): Result<string, string> {
  if (form === 'path') return { ok: true, value: pathsOf(held, selection) };
  const tabular = form === 'tsv' || form === 'csv' || form === 'markdown' || form === 'sql';
  const part = selection === null ? { ok: true as const, value: held } : partOf(held, selection, tabular);
  if (!part.ok) return part;
  const { bytes, format, ty, isFrame } = part.value.inOrder();
  const single = selection !== null && selection.rows.count === 1 && selection.columns.length === 1;
  const printed =
    form === 'tsv'
      ? printCsv(bytes, format, { ty, separator: '\t', header: false })
      : form === 'csv'
        ? printCsv(bytes, format, { ty })
        : form === 'markdown'
          ? printMarkdown(bytes, format, { ty })
          : form === 'sql'
            ? printSqlValues(bytes, format, { ty })
            : form === 'json'
              ? printJson(bytes, format, { indent: 2 })
              : printLiteral(bytes, format, { ty, isFrame, withType: form === 'typed-literal' });
  if (!printed.ok) return fail(printed.error.message);
  // A spreadsheet takes what is copied without a line's end after the last row; one text is that text.
  if (form !== 'tsv') return printed;
  const cell = single ? held.cell(selection.rows.start, selection.columns[0]!) : undefined;
  if (cell?.format.kind === 'text') return { ok: true, value: cell.text() };
  return { ok: true, value: printed.value.replaceAll('\r\n', '\n').replace(/\n$/, '') };
}

/**
 * The chosen cells as a value of their own: rows with the chosen columns; for forms that are no table a single column
 * is an array of its cells, and a single cell that cell.
 */
function partOf(held: HeldValue, { rows, columns }: Selection, tabular: boolean): Result<HeldValue, string> {
  const { format } = held;
  if (format.kind !== 'array') return { ok: true, value: held };
  const bare = format.item.kind !== 'tuple' || (!tabular && columns.length === 1);
  const fields =
    format.item.kind === 'tuple'
      ? columns.map((column) => (format.item.kind === 'tuple' ? format.item.fields[column]! : undefined!))
      : [];
  const values: Value[] = [];
  const end = Math.min(rows.start + rows.count, held.rows);
  for (let row = rows.start; row < end; row++) {
    const cells: Value[] = [];
    for (const column of columns) {
      const cell = held.cell(row, column);
      const value = decode(held.bytes, cell.format, { offset: cell.at });
      if (!value.ok) return fail(value.error.message);
      cells.push(value.value);
    }
    values.push(bare ? cells[0]! : cells);
  }
  const rowTy: Ty = bare
    ? (fields[0]?.ty ?? format.itemTy)
    : tupleTy(...fields.map((field) => [field.name, field.ty] as const));
  const single = !tabular && bare && values.length === 1;
  const made = HeldValue.of(new Uint8Array(), single ? rowTy : arrayTy(rowTy), held.defs, held.isFrame);
  if (!made.ok) return fail(made.error.message);
  const bytes = encode(single ? values[0]! : values, made.value.format);
  return bytes.ok ? { ok: true, value: made.value.withBytes(bytes.value) } : fail(bytes.error.message);
}

/** Where the chosen cells are in the value, one a line: `[17].title`. */
function pathsOf(held: HeldValue, selection: Selection | null): string {
  if (selection === null || held.format.kind !== 'array') return '';
  const { item } = held.format;
  const paths: string[] = [];
  const { rows, columns } = selection;
  const wholeRows = item.kind === 'tuple' && columns.length === item.fields.length;
  const end = Math.min(rows.start + rows.count, held.rows);
  for (let row = rows.start; row < end && paths.length < mostPaths; row++) {
    const at = `[${held.originalRow(row)}]`;
    if (wholeRows || item.kind !== 'tuple') paths.push(at);
    else for (const column of columns) paths.push(`${at}.${item.fields[column]?.name ?? column}`);
  }
  return paths.join('\n');
}
