import { channel } from './channel';
import { RunnerClient } from './client';
import { type BytePipe, clientPipe, Inbox, serverPipe } from './pipe';
import { portPipe } from './port';
import { type ProgramRunner, RunnerError } from './program-runner';
import { serve } from './server';
import { type ByteStream, streamPipe } from './stream';

/** What the suite needs of a runner under test. Every case opens a new one. */
export interface ConformanceSubject {
  readonly runner: ProgramRunner;
  /** An encoded `rr::Program` the runner accepts. */
  readonly program: Uint8Array;
  /** At least two different inputs of it with their outputs, byte for byte. */
  readonly runs: readonly { readonly input: Uint8Array; readonly output: Uint8Array }[];
}

/** A check of specification 3 J and K for one transport. `run` rejects with what is wrong. */
export interface ConformanceCase {
  readonly name: string;
  run(): Promise<void>;
}

/**
 * One suite for every runner through every transport: directly, over queues, over a message port and over a byte
 * stream. `open` makes a new runner each time.
 */
export function conformanceCases(open: () => Promise<ConformanceSubject>): readonly ConformanceCase[] {
  return Object.entries(TRANSPORTS).flatMap(([transport, connect]) =>
    remoteConformanceCases(transport, async () => {
      const { runner, program, runs } = await open();
      const { client, end } = connect(runner);
      return {
        client,
        program,
        runs,
        async close() {
          await client.shutdown();
          await end;
        },
      };
    }),
  );
}

/** A runner that is reached already, by whatever way: one in another process, say. */
export interface ConformanceConnection extends Omit<ConformanceSubject, 'runner'> {
  readonly client: ProgramRunner;
  close(): Promise<void>;
}

/** The same checks through a connection of one's own; every case opens one and closes it. */
export function remoteConformanceCases(
  transport: string,
  open: () => Promise<ConformanceConnection>,
): readonly ConformanceCase[] {
  return Object.entries(CHECKS).map(([check, run]) => ({
    name: `${transport}: ${check}`,
    run: async () => {
      const connection = await open();
      try {
        await run(connection);
      } finally {
        await connection.close();
      }
    },
  }));
}

interface Connected {
  readonly client: ProgramRunner;
  /** Settles when the server's side is done. */
  readonly end: Promise<void>;
}

const TRANSPORTS: Readonly<Record<string, (runner: ProgramRunner) => Connected>> = {
  direct: (runner) => ({ client: runner, end: Promise.resolve() }),
  channel(runner) {
    const { client, server } = channel();
    return { client: new RunnerClient(client), end: serve(server, runner, { shutDownAtEnd: true }) };
  },
  port(runner) {
    const { port1, port2 } = new MessageChannel();
    return overBytes(runner, portPipe(port1), portPipe(port2), () => port1.close());
  },
  stream(runner) {
    const [left, right] = streamPair();
    return overBytes(runner, streamPipe(left), streamPipe(right));
  },
};

function overBytes(runner: ProgramRunner, near: BytePipe, far: BytePipe, close = () => {}): Connected {
  const end = serve(serverPipe(far), runner, { shutDownAtEnd: true }).then(close);
  return { client: new RunnerClient(clientPipe(near)), end };
}

/** Two ends of a byte stream that cuts what is written into small chunks. */
function streamPair(): [ByteStream, ByteStream] {
  const there = new Inbox<Uint8Array>();
  const back = new Inbox<Uint8Array>();
  return [streamEnd(back, there), streamEnd(there, back)];
}

function streamEnd(from: Inbox<Uint8Array>, to: Inbox<Uint8Array>): ByteStream {
  return {
    input: (async function* () {
      for (let chunk = await from.take(); chunk !== undefined; chunk = await from.take()) yield chunk;
    })(),
    async write(bytes) {
      for (let at = 0; at < bytes.length; at += 7) to.put(bytes.slice(at, at + 7));
    },
    close() {
      from.end();
      to.end();
    },
  };
}

type Check = (subject: Omit<ConformanceConnection, 'close'>) => Promise<void>;

const CHECKS: Readonly<Record<string, Check>> = {
  async 'a prepared program runs again and again, with inputs in any order'({ client, program, runs }) {
    const handle = await client.prepare(program);
    for (const { input, output } of [...runs, ...[...runs].reverse()]) {
      expectBytes(await client.execute(handle, input), output);
    }
  },
  async 'handles are never used again'({ client, program }) {
    const first = await client.prepare(program);
    await client.release(first);
    const second = await client.prepare(program);
    if (second === first) throw new Error(`handle ${first} was given out twice`);
  },
  async 'an unknown handle cannot run'({ client, program, runs }) {
    const handle = await client.prepare(program);
    await client.release(handle);
    await expectFailure('PROGRAM_NOT_FOUND', () => client.execute(handle, runs[0]!.input));
  },
  async 'releasing an unknown handle does nothing'({ client, program, runs }) {
    await client.release(4242);
    const handle = await client.prepare(program);
    await client.release(handle + 1);
    expectBytes(await client.execute(handle, runs[0]!.input), runs[0]!.output);
  },
  async 'a broken program is refused'({ client, runs }) {
    await expectFailure(undefined, async () => {
      await client.execute(await client.prepare(Uint8Array.of(0xff, 1, 2)), runs[0]!.input);
    });
  },
  async 'there is one representation among the externals'({ client }) {
    const tags = (await client.getExternals()).filter((name) => name.startsWith('repr:'));
    if (tags.length !== 1) throw new Error(`expected one repr: tag, found ${tags.length}`);
  },
  async 'the schema is text'({ client }) {
    if (typeof (await client.pullSchema()) !== 'string') throw new Error('the schema is not text');
  },
  async 'overlapping calls each get their own answer'({ client, program, runs }) {
    const handle = await client.prepare(program);
    const calls = Array.from({ length: 20 }, (_, index) => runs[index % runs.length]!);
    const outputs = await Promise.all(calls.map(({ input }) => client.execute(handle, input)));
    for (const [index, output] of outputs.entries()) expectBytes(output, calls[index]!.output);
  },
  async 'a release does not overtake the execute before it'({ client, program, runs }) {
    const handle = await client.prepare(program);
    const [output] = await Promise.all([client.execute(handle, runs[0]!.input), client.release(handle)]);
    expectBytes(output, runs[0]!.output);
  },
  async 'inputs are left alone and outputs belong to the caller'({ client, program, runs }) {
    const handle = await client.prepare(program);
    const { input, output } = runs[0]!;
    const given = input.slice();
    const first = await client.execute(handle, given);
    expectBytes(given, input);
    first.fill(0xff);
    given.fill(0xff);
    expectBytes(await client.execute(handle, input), output);
  },
};

function expectBytes(found: Uint8Array, expected: Uint8Array): void {
  const same = found.length === expected.length && found.every((byte, index) => byte === expected[index]);
  if (!same) throw new Error(`expected bytes ${hex(expected)}, found ${hex(found)}`);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, 64), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

async function expectFailure(code: string | undefined, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    if (!(thrown instanceof RunnerError)) throw thrown;
    if (code !== undefined && thrown.code !== code) throw new Error(`expected ${code}, found ${thrown.code}`);
    return;
  }
  throw new Error('expected a failure');
}
