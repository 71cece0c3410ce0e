/** A file whose bytes are read where they are wanted, so that it never stands in memory as a whole (DAT-8). */
export interface FileBytes {
  readonly size: number;
  /** The bytes from `start` to `end` (excluded), both inside the file. */
  read(start: number, end: number): Promise<Uint8Array>;
}

/** Bytes that are in memory already. */
export function bytesInMemory(bytes: Uint8Array): FileBytes {
  return { size: bytes.length, read: async (start, end) => bytes.subarray(start, end) };
}
