import type { RecordBatch, Table } from 'apache-arrow';
import { EngineRejection } from '../relational';

/** What Holt uses of a DuckDB-WASM connection; the blocking build answers at once, the browser's by promises. */
export interface DuckConnection {
  query(sql: string): Table | Promise<Table>;
  prepare(sql: string): DuckStatement | Promise<DuckStatement>;
  /** The IPC form: a table object of another copy of the Arrow library would not be recognised. */
  insertArrowFromIPCStream(
    stream: Uint8Array,
    options: { readonly name: string; readonly create: boolean },
  ): unknown;
  /** The cancellable form; the blocking build has none that another call could interrupt. */
  send?(sql: string): Promise<AsyncIterable<RecordBatch>>;
  cancelSent?(): Promise<boolean>;
  close(): unknown;
}

export interface DuckStatement {
  query(...parameters: unknown[]): Table | Promise<Table>;
  close(): unknown;
}

/** A DuckDB with nothing in it, and how it ends. Where the engine comes from is the composition's matter. */
export interface DuckDatabase {
  connect(): Promise<DuckConnection>;
  /** Ends the engine at once, whatever it is doing. */
  terminate(): void;
}

/** Runs a call of the library and turns its exception into a value that keeps the engine's words. */
export async function guarded<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (problem) {
    const message = problem instanceof Error ? problem.message : String(problem);
    throw new EngineRejection({ message, dead: isTrap(problem, message) });
  }
}

/** After a trap of the WebAssembly machine, or an error the engine itself calls fatal, nothing it says can be trusted. */
function isTrap(problem: unknown, message: string): boolean {
  if (problem instanceof WebAssembly.RuntimeError || problem instanceof RangeError) return true;
  return /^FATAL Error|^INTERNAL Error|database has been invalidated|memory access out of bounds|table index is out of bounds|function signature mismatch|null function|unreachable|Maximum call stack|Aborted\(/.test(
    message,
  );
}
