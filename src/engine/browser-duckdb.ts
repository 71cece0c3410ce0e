import { AsyncDuckDB, VoidLogger } from '@duckdb/duckdb-wasm';
import type { DuckDatabase } from '../runners/duckdb';

/** A module that the policy of a page blocks never settles (specification 6 §2). In ms. */
const patience = 60_000;

/** DuckDB-WASM, `eh` build only, from our own origin, with the library's own classic worker. */
export async function openBrowserDuckDb(module: string, workerScript: string): Promise<DuckDatabase> {
  const worker = new Worker(new URL(workerScript, self.location.href));
  const database = new AsyncDuckDB(new VoidLogger(), worker);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the engine did not start within a minute')), patience);
  });
  try {
    await Promise.race([database.instantiate(new URL(module, self.location.href).href), late]);
    await Promise.race([database.open({}), late]);
  } catch (problem) {
    worker.terminate();
    throw problem;
  } finally {
    clearTimeout(timer);
  }
  return {
    connect: async () => {
      const connection = await database.connect();
      return {
        query: (sql) => connection.query(sql),
        prepare: (sql) => connection.prepare(sql),
        insertArrowFromIPCStream: (stream, options) => connection.insertArrowFromIPCStream(stream, options),
        close: () => connection.close(),
      };
    },
    terminate: () => worker.terminate(),
  };
}
