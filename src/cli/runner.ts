import { parseArgs } from 'node:util';
import {
  type ByteStream,
  type ProgramRunner,
  serve,
  serverPipe,
  sessionRunner,
  streamPipe,
} from '../protocol';
import { createBareInterpreter } from '../runners/interpreter';
import { type Command, CommandError, UsageError } from './command';
import { folderFiles } from './folder-files';
import { readText } from './source-tree';
import { databaseNamed, openDatabases } from './workbench';

/** `holt runner --runner R`: a runner for the process at the other end of the standard streams (specification 3 K2). */
export const runner: Command = {
  name: 'runner',
  summary: 'Serve a runner over standard input and output',
  usage: `Usage: holt runner --runner interpreter|duckdb|pglite [options]

Answers the messages of the runner protocol that come on standard input, each with its length before it, until the
input ends. Nothing but answers is written to standard output.
  --runner NAME    interpreter (bytecode), duckdb or pglite (SQL)
  --files DIR      the folder that std::fs reads and writes; without it there are no files
  --setup FILE     SQL that fills the database first`,
  async run(args, io) {
    const { values } = parseArgs({
      args: [...args],
      options: { runner: { type: 'string' }, files: { type: 'string' }, setup: { type: 'string' } },
    });
    // Engines may print; their words must not get between the messages.
    console.log = (...words: unknown[]) => io.err(`${words.join(' ')}\n`);
    const served = await open(values.runner, values.files, values.setup);
    await serve(serverPipe(streamPipe(standardStreams())), served, { shutDownAtEnd: true });
    return 0;
  },
};

async function open(name = '', folder?: string, setup?: string): Promise<ProgramRunner> {
  const files = folder === undefined ? undefined : folderFiles(folder);
  if (name === 'interpreter' && setup !== undefined) throw new UsageError('the interpreter has no database');
  if (name === 'interpreter') return createBareInterpreter(files === undefined ? {} : { files });
  const database = databaseNamed(openDatabases(files), name);
  if (database === undefined) throw new UsageError('--runner is interpreter, duckdb or pglite');
  if (setup !== undefined) {
    const prepared = await database.exec(await readText(setup));
    if (!prepared.ok) throw CommandError.from(prepared.error);
  }
  const session = await database.build();
  if (!session.ok) throw CommandError.from(session.error);
  // A SQL program carries its types with it.
  const served = sessionRunner(session.value, () => new Uint8Array());
  return {
    ...served,
    async shutdown() {
      await served.shutdown();
      await database.close();
    },
  };
}

function standardStreams(): ByteStream {
  return {
    input: process.stdin,
    write: (bytes) =>
      new Promise((resolve, reject) => {
        process.stdout.write(bytes, (problem) => (problem ? reject(problem) : resolve()));
      }),
    close: () => process.stdin.destroy(),
  };
}
