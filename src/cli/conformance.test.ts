import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ByteStream,
  type ConformanceConnection,
  clientPipe,
  conformanceCases,
  FrameReader,
  type ProgramRunner,
  RunnerClient,
  remoteConformanceCases,
  sessionRunner,
  streamPipe,
} from '../protocol';
import { createBareInterpreter } from '../runners/interpreter';
import { databaseNamed, openDatabases, Workbench } from './workbench';

/** Every runner through every way to it (specification 3 J, K, L): in this process, and in one of its own. */
const runners = ['interpreter', 'duckdb', 'pglite'];
const databases = openDatabases();
const programs = new Map<string, Uint8Array>();
const runs = [
  { input: Uint8Array.of(1, 0, 0, 0), output: Uint8Array.of(5, 0, 0, 0) },
  { input: Uint8Array.of(5, 0, 0, 0), output: Uint8Array.of(17, 0, 0, 0) },
];

beforeAll(async () => {
  const workbench = await Workbench.open();
  for (const runner of runners) {
    const sources = [{ path: '', text: 'func main(x: Int32) -> 3 * x + 2' }];
    const plan = workbench.compile({ sources }, { runner });
    if (!plan.ok) throw new Error('the sample program does not compile');
    programs.set(runner, plan.value.stages[0]!.program!);
  }
});

afterAll(async () => {
  for (const database of Object.values(databases)) await database.close();
});

async function opened(name: string): Promise<ProgramRunner> {
  const database = databaseNamed(databases, name);
  if (database === undefined) return createBareInterpreter();
  const session = await database.build();
  if (!session.ok) throw new Error(session.error.message);
  return sessionRunner(session.value, () => new Uint8Array());
}

describe.each(runners)('%s', (name) => {
  const open = async () => ({ runner: await opened(name), program: programs.get(name)!, runs });
  it.each(conformanceCases(open))('$name', ({ run }) => run(), 60_000);
});

/** `holt runner` as a child process. */
function started(name: string): { readonly stream: ByteStream; readonly ended: Promise<number | null> } {
  const command = join(import.meta.dirname, '../../scripts/holt.mjs');
  const child = spawn(process.execPath, [command, 'runner', '--runner', name], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const stream: ByteStream = {
    input: child.stdout,
    write: (bytes) =>
      new Promise((resolve, reject) => {
        child.stdin.write(bytes, (problem) => (problem ? reject(problem) : resolve()));
      }),
    close: () => child.stdin.end(),
  };
  return { stream, ended };
}

describe.each(runners)('%s in a process of its own', (name) => {
  let process: ReturnType<typeof started>;
  let client: RunnerClient;
  beforeAll(() => {
    process = started(name);
    client = new RunnerClient(clientPipe(streamPipe(process.stream)));
  });
  afterAll(async () => {
    await client.shutdown();
    expect(await process.ended).toBe(0);
  }, 60_000);

  const open = async (): Promise<ConformanceConnection> => ({
    client,
    program: programs.get(name)!,
    runs,
    close: async () => undefined,
  });
  it.each(remoteConformanceCases('child process', open))('$name', ({ run }) => run(), 120_000);
});

it('the vectors of specification 3 G7 and K5, byte for byte', async () => {
  const hex = (text: string) =>
    Uint8Array.from(text.replace(/[^0-9a-f]/g, '').match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  const ascii = (text: string) => Buffer.from(text).toString('hex');
  const smallest = `02 04 00 00 00 15 00 00 00 01 00 00 00 00 1d 00 00 00 1d 00 00 00 00 00 00 00
    10 00 00 00 01 00 00 00 09 00 00 00 00 00 00 00 78 00 00 00 00`;
  const worked = `02 04 00 00 00 15 00 00 00 02 00 00 00 03 52 00 00 00 a9 00 00 00 00 00 00 00
    20 00 00 00 13 00 00 00 2b 00 00 00 00 00 00 00 23 00 00 00 13 00 00 00 2e 00 00 00 00 00 00 00
    ${ascii('std::ops::add_int32')} ${ascii('std::ops::mul_int32')}
    00 00 00 80 02 04 00 00 00 00 0c 00 00 00 0c 00 00 00 02 00 00 00 00 00 00 00
    02 09 00 00 00 01 2f 00 00 00 00 0c 00 00 00 0c 00 00 00 02 00 00 00 01 00 00 00 00 09 00 00 00
    01 08 00 00 00 00 00 00 80 08 00 00 00 04 00 00 00 07 00 00 00 08 00 00 00 04 00 00 00 03 00 00 00`;
  const dialogue: readonly (readonly [request: string, response: string])[] = [
    [
      `44 00 00 00 07 00 00 00 00 04 00 00 00 00 00 00 00 08 00 00 00 2f 00 00 00 ${smallest}`,
      '0e 00 00 00 07 00 00 00 00 04 00 00 00 00 00 00 00 00',
    ],
    [
      `d0 00 00 00 07 00 00 00 00 04 00 00 00 00 00 00 00 08 00 00 00 bb 00 00 00 ${worked}`,
      '0e 00 00 00 07 00 00 00 00 04 00 00 00 00 00 00 00 00',
    ],
    [
      '19 00 00 00 08 00 00 00 01 04 00 00 00 00 00 00 00 08 00 00 00 04 00 00 00 05 00 00 00',
      '1a 00 00 00 08 00 00 00 01 04 00 00 00 00 04 00 00 00 08 00 00 00 04 00 00 00 26 00 00 00',
    ],
    [
      '0d 00 00 00 09 00 00 00 02 04 00 00 00 00 00 00 00',
      '0e 00 00 00 09 00 00 00 02 04 00 00 00 00 00 00 00 00',
    ],
    [
      '19 00 00 00 08 00 00 00 01 04 00 00 00 03 00 00 00 08 00 00 00 04 00 00 00 05 00 00 00',
      `4a 00 00 00 08 00 00 00 01 04 00 00 00 01 04 00 00 00 0d 00 00 00 16 00 00 00 01 1a 00 00 00
       ${ascii('Program 3 not prepared')} 08 00 00 00 11 00 00 00 ${ascii('PROGRAM_NOT_FOUND')}`,
    ],
    [
      '09 00 00 00 0a 00 00 00 03 00 00 00 00',
      '16 00 00 00 0a 00 00 00 03 04 00 00 00 00 04 00 00 00 08 00 00 00 00 00 00 00',
    ],
    [
      '09 00 00 00 0b 00 00 00 04 00 00 00 00',
      `3d 00 00 00 0b 00 00 00 04 04 00 00 00 00 04 00 00 00 08 00 00 00 02 00 00 00
       10 00 00 00 10 00 00 00 18 00 00 00 07 00 00 00 ${ascii('repr:bytecode-lt')} ${ascii('std::fs')}`,
    ],
  ];
  const { stream, ended } = started('interpreter');
  await stream.write(Uint8Array.from(dialogue.flatMap(([request]) => [...hex(request)])));
  stream.close();
  const reader = new FrameReader();
  const answers: Uint8Array[] = [];
  for await (const chunk of stream.input) answers.push(...(reader.push(chunk) ?? []));
  expect(answers.map((answer) => Buffer.from(answer).toString('hex'))).toEqual(
    dialogue.map(([, response]) => Buffer.from(hex(response).subarray(4)).toString('hex')),
  );
  expect(await ended).toBe(0);
}, 120_000);
