import type { FileBytes } from './file-bytes';
import { partBytes } from './file-text';
import type { ReadProgress } from './read-progress';

/** How the bytes of a text file are read (specification 7 DAT-9). */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin1';

/**
 * The encoding of a text file: a byte order mark decides, else it is UTF-8 where every byte of the file fits, and Latin-1
 * where one does not. `undefined` when cancelled.
 */
export async function detectEncoding(
  file: FileBytes,
  progress: ReadProgress = {},
): Promise<TextEncoding | undefined> {
  const marked = markedEncoding(await file.read(0, Math.min(3, file.size)));
  if (marked !== undefined) return marked;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let at = 0; at < file.size; at += partBytes) {
    const end = Math.min(file.size, at + partBytes);
    try {
      decoder.decode(await file.read(at, end), { stream: end < file.size });
    } catch {
      return 'latin1';
    }
    progress.onProgress?.(end, file.size, 0);
    await progress.pause?.();
    if (progress.cancelled?.()) return undefined;
  }
  return 'utf-8';
}

function markedEncoding(bytes: Uint8Array): TextEncoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  return undefined;
}
