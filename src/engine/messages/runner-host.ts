import type { Result } from '../../base';
import type { Env } from '../../routing';
import type { Progress } from './data-set-view';

/** A runner in its own worker, as the engine worker sees it. */
export interface RunnerHostFacade {
  /**
   * Loads the engine and opens a session with these settings (CTX-2); the answer is the name of this life of it
   * (SES-4). `progress` hears how much of the engine has come.
   */
  start(env: Env['entries'], progress: Progress): Promise<Result<string>>;
  prepare(program: Uint8Array, outputType: Uint8Array, counted?: readonly number[]): Promise<Result<number>>;
  execute(id: number, input: Uint8Array): Promise<Result<Uint8Array>>;
  /** Rows of counted expressions in the last execution (NODE-13); null where they are not known. */
  counts(id: number): Promise<Result<readonly (number | null)[]>>;
  release(id: number): Promise<void>;
  pullSchema(): Promise<Result<string>>;
  /** Runs SQL text that is no program, such as a table's definition; databases only. */
  exec(sql: string): Promise<Result<void>>;
  /** Asks what runs to stop; false where that is not possible. */
  interrupt(): Promise<boolean>;
  /** Empties the database; the next `start` seeds it again. Databases only. */
  reset(): Promise<Result<void>>;
  /** Answers when the worker's life can be watched (SES-3). */
  ping(): Promise<true>;
}
