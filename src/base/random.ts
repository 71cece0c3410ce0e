/** Randomness as a port (MOD-4), so that tests can seed it. */
export interface Random {
  /** Uniform in 0 ≤ x < 1. */
  next(): number;
  /** `count` uniform bytes, a fresh array. */
  bytes(count: number): Uint8Array;
}
