import { fail, ok, type Result } from '../base';
import {
  type Format,
  loadArrow,
  loadParquet,
  printCsv,
  printJson,
  printJsonLines,
  printLiteral,
  typeText,
  writeTypedData,
} from '../value';
import { isOption } from './cell';
import type { HeldValue } from './held-value';
import type { DownloadFile, DownloadForm } from './messages';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** The whole value as files of a form (RES-10); the binary form has its type beside it. The error is a sentence. */
export async function downloadFiles(
  held: HeldValue,
  form: DownloadForm,
): Promise<Result<readonly DownloadFile[], string>> {
  const { bytes, format, ty, defs, isFrame } = held.inOrder();
  const one = (content: Uint8Array, ending: string, mime = 'application/octet-stream') =>
    ok([{ bytes: content, ending, mime }]);
  switch (form) {
    case 'csv': {
      const text = printCsv(bytes, format, { ty });
      return text.ok ? one(bytesOf(text.value), 'csv', 'text/csv') : fail(text.error.message);
    }
    case 'json': {
      const text = printJson(bytes, format, { indent: 2 });
      return text.ok ? one(bytesOf(`${text.value}\n`), 'json', 'application/json') : fail(text.error.message);
    }
    case 'ndjson': {
      const text = printJsonLines(bytes, format);
      return text.ok ? one(bytesOf(text.value), 'ndjson', 'application/x-ndjson') : fail(text.error.message);
    }
    case 'lt': {
      const text = printLiteral(bytes, format, { ty, isFrame });
      return text.ok ? one(bytesOf(`${text.value}\n`), 'lt', 'text/plain') : fail(text.error.message);
    }
    case 'ld':
      return ok([
        { bytes, ending: 'ld', mime: 'application/octet-stream' },
        { bytes: bytesOf(typeSource(held)), ending: 'type.lt', mime: 'text/plain' },
      ]);
    case 'ltd': {
      const file = writeTypedData({ ty, defs, data: bytes });
      return file.ok ? one(file.value, 'ltd') : fail(file.error.message);
    }
    case 'parquet': {
      const file = (await loadParquet()).writeParquet(bytes, format);
      return file.ok ? one(file.value, 'parquet') : fail(file.error.message);
    }
    case 'arrow': {
      const file = (await loadArrow()).writeArrow(bytes, format);
      return file.ok ? one(file.value, 'arrow') : fail(file.error.message);
    }
  }
}

/** What a form cannot keep of a value, in sentences, before it is written; empty where nothing is lost. */
export function lossesOf(held: HeldValue, form: DownloadForm): readonly string[] {
  const { format } = held;
  const row = format.kind === 'array' ? format.item : format;
  const columns =
    row.kind === 'tuple'
      ? row.fields.map((field, i) => ({ name: field.name ?? String(i), format: field.format }))
      : [{ name: 'value', format: row }];
  if (form === 'csv') {
    const nested = columns.filter((column) => isNested(column.format)).map((column) => column.name);
    const sentences = ['CSV has no types: they are guessed again when the file is opened.'];
    if (nested.length > 0) sentences.unshift(`Nested columns become JSON text: ${nested.join(', ')}.`);
    return nested.length > 0 ? sentences : [];
  }
  if (form === 'json' || form === 'ndjson') {
    const wide = columns.filter((column) => holdsWide(column.format, new Set())).map((column) => column.name);
    return wide.length > 0 ? [`Whole numbers beyond 2^53 are written as text, in: ${wide.join(', ')}.`] : [];
  }
  return [];
}

function isNested(format: Format): boolean {
  if (format.kind === 'enum') {
    if (isOption(format)) return isNested(format.variants[1]!.format);
    return format.variants.some((variant) => !variant.isUnit);
  }
  return format.kind === 'tuple' || format.kind === 'array';
}

function holdsWide(format: Format, around: ReadonlySet<Format>): boolean {
  if (around.has(format)) return false;
  const inside = new Set(around).add(format);
  switch (format.kind) {
    case 'prim':
      return format.scalar === 'Int64' || format.scalar === 'Uint64' || format.scalar === 'Decimal';
    case 'text':
      return false;
    case 'array':
      return holdsWide(format.item, inside);
    case 'tuple':
      return format.fields.some((field) => holdsWide(field.format, inside));
    case 'enum':
      return format.variants.some((variant) => holdsWide(variant.format, inside));
  }
}

/** The type of a value as source: its definitions, then the type itself. */
function typeSource({ ty, defs }: HeldValue): string {
  const own = defs.filter((def) => def.name[0] !== 'std');
  const definitions = own.map((def) => `type ${def.name.at(-1)}: ${typeText(def.ty)}\n`);
  return `${definitions.join('')}type Value: ${typeText(ty)}\n`;
}
