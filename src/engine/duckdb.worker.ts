import './own-origin';
import ehWorker from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import ehModule from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?packed';
import { expose } from 'comlink';
import { defaultProfile } from '../routing';
import { DuckEngine } from '../runners/duckdb';
import { SqlRunner } from '../runners/relational';
import { openBrowserDuckDb } from './browser-duckdb';
import { exampleTables } from './example-tables';
import { holdLife } from './life';
import type { Progress } from './messages';
import { loadPackedFile } from './packed-file';
import { RunnerHost } from './runner-host';
import { StoredFiles } from './stored-files';
import { requireWebAssembly } from './webassembly-check';

const loading: { report?: Progress } = {};

const open = async () => {
  await requireWebAssembly();
  const module = await loadPackedFile(ehModule, 'application/wasm', (done, total) => {
    void loading.report?.(done, total);
  });
  const address = URL.createObjectURL(module);
  try {
    const database = await openBrowserDuckDb(address, ehWorker);
    return await DuckEngine.open(database, () => crypto.randomUUID(), new StoredFiles());
  } finally {
    URL.revokeObjectURL(address);
  }
};

const runner = new SqlRunner(defaultProfile('duckdb')!, open, exampleTables);
expose(new RunnerHost(runner, holdLife(), loading));
