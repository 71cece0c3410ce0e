import { expose } from 'comlink';
import { defaultProfile } from '../routing';
import { EngineService } from './engine-service';
import { WorkerRunner } from './worker-runner';

const interpreter = new WorkerRunner(
  defaultProfile('interpreter')!,
  () => new Worker(new URL('./interpreter.worker.ts', import.meta.url), { type: 'module', name: 'holt interpreter' }),
);

expose(new EngineService([interpreter]));
