import type { FileBytes } from './file-bytes';
import type { TextEncoding } from './text-encoding';

/** Bytes that are read at once. */
export const partBytes = 1 << 20;

/** A piece of a text, and how many bytes of the file were read up to its end. */
export interface TextPart {
  readonly text: string;
  readonly read: number;
}

/** The text of a file, read part by part. */
export interface FileText {
  /** Bytes of the file. */
  readonly size: number;
  /** The text from the beginning, about 1 MB at a time. */
  parts(): AsyncIterable<TextPart>;
  /** The whole lines between two bytes of the file: a line that is cut there is left out. */
  lines(start: number, end: number): Promise<string>;
}

const labels: Readonly<Record<TextEncoding, string>> = {
  'utf-8': 'utf-8',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  latin1: 'windows-1252',
};

/** Decodes a file as it is read. A byte order mark is left out. */
export function fileText(file: FileBytes, encoding: TextEncoding): FileText {
  return {
    size: file.size,
    async *parts() {
      const decoder = new TextDecoder(labels[encoding]);
      for (let at = 0; at < file.size; at += partBytes) {
        const read = Math.min(file.size, at + partBytes);
        yield { text: decoder.decode(await file.read(at, read), { stream: read < file.size }), read };
      }
    },
    async lines(start, end) {
      // UTF-16 is cut between its units of two bytes.
      const from = start - (start % 2);
      const to = Math.min(file.size, end + (end % 2));
      const text = new TextDecoder(labels[encoding]).decode(await file.read(from, to));
      return wholeLines(text, from === 0, to === file.size);
    },
  };
}

/** A text that is in memory already; its size is counted in UTF-16 units. */
export function plainText(text: string): FileText {
  return {
    size: text.length,
    async *parts() {
      for (let at = 0; at < text.length; at += partBytes) {
        const read = Math.min(text.length, at + partBytes);
        yield { text: text.slice(at, read), read };
      }
    },
    lines: async (start, end) => wholeLines(text.slice(start, end), start === 0, end >= text.length),
  };
}

function wholeLines(text: string, fromStart: boolean, toEnd: boolean): string {
  const first = fromStart ? 0 : text.search(/[\n\r]/) + 1;
  const last = toEnd ? text.length : Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1;
  return text.slice(first, last === 0 ? text.length : last);
}
