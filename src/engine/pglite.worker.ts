import './own-origin';
import initdbModule from '@electric-sql/pglite/dist/initdb.wasm?packed';
import files from '@electric-sql/pglite/dist/pglite.data?packed';
import pgModule from '@electric-sql/pglite/dist/pglite.wasm?packed';
import { expose } from 'comlink';
import { type BuildContext, defaultProfile } from '../routing';
import { openPgDatabase, openStoredPgEngine, PgEngine } from '../runners/pglite';
import { SqlRunner } from '../runners/relational';
import { exampleTables } from './example-tables';
import { holdLife } from './life';
import type { Progress } from './messages';
import { loadPackedFile } from './packed-file';
import { RunnerHost } from './runner-host';
import { webLocks } from './web-locks';
import { requireWebAssembly } from './webassembly-check';

const loading: { report?: Progress } = {};
const newEpoch = () => crypto.randomUUID();

/** The engine's three files at once; progress is the sum of theirs. */
async function engineFiles() {
  const parts = new Map<string, readonly [number, number]>();
  const load = (address: string, type: string) =>
    loadPackedFile(address, type, (done, total) => {
      parts.set(address, [done, total]);
      const sum = (at: 0 | 1) => [...parts.values()].reduce((all, part) => all + part[at], 0);
      void loading.report?.(sum(0), sum(1));
    });
  const compile = async (address: string) =>
    WebAssembly.compileStreaming(new Response(await load(address, 'application/wasm')));
  const [pgliteWasmModule, initdbWasmModule, fsBundle] = await Promise.all([
    compile(pgModule),
    compile(initdbModule),
    load(files, 'application/octet-stream'),
  ]);
  return { pgliteWasmModule, initdbWasmModule, fsBundle };
}

async function open({ env }: BuildContext): Promise<PgEngine> {
  await requireWebAssembly();
  const [place, locks, parts] = [env.get('pglite.data_dir'), webLocks(), await engineFiles()];
  const database = (where?: string) => openPgDatabase(where, parts);
  if (place === undefined || locks === null) return PgEngine.open(await database(), newEpoch);
  return openStoredPgEngine({ name: 'scratch', place, locks, open: database }, newEpoch);
}

const runner = new SqlRunner(defaultProfile('pglite')!, open, exampleTables);
expose(new RunnerHost(runner, holdLife(), loading));
