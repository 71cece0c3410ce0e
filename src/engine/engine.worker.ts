import './own-origin';
import { expose } from 'comlink';
import { defaultProfile } from '../routing';
import { DataStore } from './data-store';
import { EngineService } from './engine-service';
import { holdLife } from './life';
import { StoredFiles } from './stored-files';
import { WorkerRunner } from './worker-runner';

const interpreter = new WorkerRunner(
  defaultProfile('interpreter')!,
  (name) => new Worker(new URL('./interpreter.worker.ts', import.meta.url), { type: 'module', name }),
);
const duckdb = new WorkerRunner(
  defaultProfile('duckdb')!,
  (name) => new Worker(new URL('./duckdb.worker.ts', import.meta.url), { type: 'module', name }),
);
const pglite = new WorkerRunner(
  defaultProfile('pglite')!,
  (name) => new Worker(new URL('./pglite.worker.ts', import.meta.url), { type: 'module', name }),
);

expose(new EngineService([interpreter, duckdb, pglite], new DataStore(), new StoredFiles(), holdLife()));
