import { expose } from 'comlink';
import { defaultProfile } from '../routing';
import { openPgDatabase, PgEngine } from '../runners/pglite';
import { SqlRunner } from '../runners/relational';
import { RunnerHost } from './runner-host';

const open = async () => PgEngine.open(await openPgDatabase(), () => crypto.randomUUID());

expose(new RunnerHost(new SqlRunner(defaultProfile('pglite')!, open)));
