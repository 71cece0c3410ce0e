import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { DuckConnection, DuckDatabase } from '../runners/duckdb';

interface BlockingDuckDb {
  instantiate(onProgress: () => void): Promise<unknown>;
  open(config: object): void;
  connect(): DuckConnection;
  reset(): void;
}

interface BlockingBuild {
  createDuckDB(bundles: object, logger: object, runtime: object): Promise<BlockingDuckDb>;
  VoidLogger: new () => object;
  NODE_RUNTIME: object;
}

/**
 * DuckDB for the command line: the same WebAssembly build that the page uses, in its blocking form, so that both
 * see the same SQL (specification 6 §2).
 */
export async function openNodeDuckDb(): Promise<DuckDatabase> {
  const require = createRequire(import.meta.url);
  const entry = require.resolve('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs');
  const build = require(entry) as BlockingBuild;
  const module = { mainModule: join(dirname(entry), 'duckdb-eh.wasm'), mainWorker: '' };
  const database = await build.createDuckDB(
    { mvp: module, eh: module },
    new build.VoidLogger(),
    build.NODE_RUNTIME,
  );
  await database.instantiate(() => undefined);
  database.open({});
  return { connect: async () => blocking(database.connect()), terminate: () => database.reset() };
}

/** The connection without its streaming form, which here would only answer when all is done. */
function blocking(connection: DuckConnection): DuckConnection {
  return {
    query: (sql) => connection.query(sql),
    prepare: (sql) => connection.prepare(sql),
    insertArrowFromIPCStream: (stream, options) => connection.insertArrowFromIPCStream(stream, options),
    close: () => connection.close(),
  };
}
