import { expose } from 'comlink';
import { defaultProfile } from '../routing';
import { DataStore } from './data-store';
import { EngineService } from './engine-service';
import { WorkerRunner } from './worker-runner';

const interpreter = new WorkerRunner(
  defaultProfile('interpreter')!,
  () =>
    new Worker(new URL('./interpreter.worker.ts', import.meta.url), {
      type: 'module',
      name: 'holt interpreter',
    }),
);
const duckdb = new WorkerRunner(
  defaultProfile('duckdb')!,
  () => new Worker(new URL('./duckdb.worker.ts', import.meta.url), { type: 'module', name: 'holt duckdb' }),
);
const pglite = new WorkerRunner(
  defaultProfile('pglite')!,
  () => new Worker(new URL('./pglite.worker.ts', import.meta.url), { type: 'module', name: 'holt pglite' }),
);

expose(new EngineService([interpreter, duckdb, pglite], new DataStore()));
