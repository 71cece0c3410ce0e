import ehWorker from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import ehModule from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import { expose } from 'comlink';
import { defaultProfile } from '../routing';
import { DuckEngine } from '../runners/duckdb';
import { SqlRunner } from '../runners/relational';
import { openBrowserDuckDb } from './browser-duckdb';
import { RunnerHost } from './runner-host';

const open = async () =>
  DuckEngine.open(await openBrowserDuckDb(ehModule, ehWorker), () => crypto.randomUUID());

expose(new RunnerHost(new SqlRunner(defaultProfile('duckdb')!, open)));
