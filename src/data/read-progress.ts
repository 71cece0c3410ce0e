/** How a long read tells how far it is, and learns that it should stop (DAT-8). */
export interface ReadProgress {
  /** Called after each part with the bytes and rows read so far. */
  readonly onProgress?: (read: number, total: number, rows: number) => void;
  /** True once the person pressed cancel. */
  readonly cancelled?: () => boolean;
  /** Lets messages in between parts; a worker waits for a turn of its event loop here. */
  readonly pause?: () => Promise<void>;
}
