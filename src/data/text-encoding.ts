/** How the bytes of a text file are read (specification 7 DAT-9). */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin1';

export interface DecodedText {
  readonly text: string;
  readonly encoding: TextEncoding;
  /** Said to the person when the encoding was not certain. */
  readonly note?: string;
}

/**
 * Decodes a text file: a byte order mark decides, else UTF-8. Bytes that are not UTF-8 are read as Latin-1,
 * with a note. `encoding` overrides the guess.
 */
export function decodeText(bytes: Uint8Array, encoding?: TextEncoding): DecodedText {
  const chosen = encoding ?? markedEncoding(bytes);
  if (chosen === 'latin1') return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'latin1' };
  if (chosen) return { text: new TextDecoder(chosen).decode(bytes), encoding: chosen };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return {
      text: new TextDecoder('windows-1252').decode(bytes),
      encoding: 'latin1',
      note: 'The file is not valid UTF-8; it was read as Latin-1.',
    };
  }
}

function markedEncoding(bytes: Uint8Array): TextEncoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  return undefined;
}
