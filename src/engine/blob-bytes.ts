import type { FileBytes } from '../data';

/** The bytes of a file of the browser: it stays where it is, and what is asked for is read. */
export function bytesOfBlob(blob: Blob): FileBytes {
  return {
    size: blob.size,
    read: async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
  };
}

/** All bytes of a file of the browser. */
export async function allBytes(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}
