import type { FStringPiece, Literal } from '../syntax';
import { escapeText, sourceName, writeText } from '../syntax';

const maxMicros = 2n ** 63n;

/** A literal as the formatter writes it (specification 1 §12.3); `source` is how it stands in the text. */
export function literalText(literal: Literal, source: string): string {
  switch (literal.kind) {
    case 'number':
      return literal.text;
    case 'boolean':
      return String(literal.value);
    case 'text':
      return writeText(literal.value);
    case 'date':
      return Number.isSafeInteger(literal.year) ? `@${dateText(literal)}` : source;
    case 'duration':
      return fits(literal.micros) ? `@${clockText(literal)}` : source;
    case 'timestamp':
      return Number.isSafeInteger(literal.year) && fits(literal.micros)
        ? `@${dateText(literal)}T${clockText(literal)}`
        : source;
  }
}

/** A clock beyond 64 bits is no value at all; it stays as it is written, and so does a year beyond all numbers. */
function fits(micros: bigint): boolean {
  return micros < maxMicros && micros >= -maxMicros;
}

function dateText({ year, month, day }: { year: number; month: number; day: number }): string {
  const years = Math.abs(year).toString().padStart(4, '0');
  return `${year < 0 ? '-' : ''}${years}-${two(month)}-${two(day)}`;
}

function clockText({ micros, fraction }: { micros: bigint; fraction: boolean }): string {
  const size = micros < 0n ? -micros : micros;
  const seconds = size / 1_000_000n;
  const clock = `${two(seconds / 3600n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}`;
  const micro = fraction ? `.${(size % 1_000_000n).toString().padStart(6, '0')}` : '';
  return `${micros < 0n ? '-' : ''}${clock}${micro}`;
}

function two(value: number | bigint): string {
  return value.toString().padStart(2, '0');
}

/** An interpolated text: one pair of quotes, braces doubled and quotes escaped again. */
export function interpolatedText(pieces: readonly FStringPiece[]): string {
  return `f"${pieces.map(pieceText).join('')}"`;
}

function pieceText(piece: FStringPiece): string {
  if (piece.kind === 'text') return escapeText(piece.value, true).replace(/[{}]/g, '$&$&');
  const names = [piece.head, ...piece.fields.map((field) => field.name)].map((name) =>
    escapeText(sourceName(name.name), true),
  );
  const format = piece.format === undefined ? '' : `:${escapeText(piece.format, true)}`;
  return `{${names.join('.')}${format}}`;
}
