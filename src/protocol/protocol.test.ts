import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channel } from './channel';
import { RunnerClient } from './client';
import { FrameReader, frame } from './framing';
import { type Request, type Response, request, response } from './messages';
import { type BytePipe, clientPipe, Inbox, serverPipe } from './pipe';
import { type Port, portPipe } from './port';
import { SampleRunner } from './sample-runner.test-data';
import { serve } from './server';
import { type ByteStream, streamPipe } from './stream';

function fromHex(hex: string): Uint8Array {
  const digits = hex.replace(/[^0-9a-f]/g, '');
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) =>
    Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16),
  );
}

const textHex = (text: string) =>
  Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16)).join('');

/** The smallest useful program (specification 3 G7). */
const program = fromHex(`02 04 00 00 00 | 15 00 00 00 01 00 00 00 | 00 1d 00 00 00 | 1d 00 00 00 00 00 00 00 |
  10 00 00 00 01 00 00 00 | 09 00 00 00 00 00 00 00 | 78 | 00 00 00 00`);
const programHex = Array.from(program, (byte) => byte.toString(16).padStart(2, '0')).join('');

describe('vectors of specification 3 K5', () => {
  const requests: [string, Request, string][] = [
    [
      'prepare',
      { id: 7, kind: { kind: 'prepare', value: { programId: 0, program } } },
      `44 00 00 00 | 07 00 00 00 | 00 04 00 00 00 | 00 00 00 00 | 08 00 00 00 2f 00 00 00 | ${programHex}`,
    ],
    [
      'execute',
      { id: 8, kind: { kind: 'execute', value: { programId: 0, input: Uint8Array.of(5, 0, 0, 0) } } },
      '19 00 00 00 | 08 00 00 00 | 01 04 00 00 00 | 00 00 00 00 | 08 00 00 00 04 00 00 00 | 05 00 00 00',
    ],
    [
      'release',
      { id: 9, kind: { kind: 'release', value: { programId: 0 } } },
      '0d 00 00 00 | 09 00 00 00 | 02 04 00 00 00 | 00 00 00 00',
    ],
    ['pull_schema', { id: 10, kind: { kind: 'pull_schema' } }, '09 00 00 00 | 0a 00 00 00 | 03 00 00 00 00'],
    [
      'get_externals',
      { id: 11, kind: { kind: 'get_externals' } },
      '09 00 00 00 | 0b 00 00 00 | 04 00 00 00 00',
    ],
  ];
  it.each(requests)('%s', (_name, message, hex) => {
    expect(frame(request.encode(message))).toEqual(fromHex(hex));
    expect(request.decode(fromHex(hex).subarray(4))).toEqual({ ok: true, value: message });
  });

  const responses: [string, Response, string][] = [
    [
      'prepare ok',
      { requestId: 7, kind: { kind: 'prepare', value: { kind: 'ok' } } },
      '0e 00 00 00 | 07 00 00 00 | 00 04 00 00 00 | 00 00 00 00 00',
    ],
    [
      'execute ok',
      { requestId: 8, kind: { kind: 'execute', value: { kind: 'ok', value: Uint8Array.of(0x26, 0, 0, 0) } } },
      '1a 00 00 00 | 08 00 00 00 | 01 04 00 00 00 | 00 04 00 00 00 | 08 00 00 00 04 00 00 00 | 26 00 00 00',
    ],
    [
      'execute err',
      {
        requestId: 8,
        kind: {
          kind: 'execute',
          value: { kind: 'err', value: { display: 'Program 3 not prepared', code: 'PROGRAM_NOT_FOUND' } },
        },
      },
      `4a 00 00 00 | 08 00 00 00 | 01 04 00 00 00 | 01 04 00 00 00 | 0d 00 00 00 16 00 00 00 | 01 1a 00 00 00 |
       ${textHex('Program 3 not prepared')} | 08 00 00 00 11 00 00 00 | ${textHex('PROGRAM_NOT_FOUND')}`,
    ],
    [
      'release err',
      {
        requestId: 9,
        kind: { kind: 'release', value: { kind: 'err', value: { display: 'x', code: undefined } } },
      },
      `1c 00 00 00 | 09 00 00 00 | 02 04 00 00 00 | 01 04 00 00 00 | 0d 00 00 00 01 00 00 00 | 00 00 00 00 00 | 78`,
    ],
    [
      'schema ok',
      { requestId: 10, kind: { kind: 'schema', value: { kind: 'ok', value: '' } } },
      '16 00 00 00 | 0a 00 00 00 | 03 04 00 00 00 | 00 04 00 00 00 | 08 00 00 00 00 00 00 00',
    ],
    [
      'externals ok',
      {
        requestId: 11,
        kind: { kind: 'externals', value: { kind: 'ok', value: ['repr:bytecode-lt', 'std::fs'] } },
      },
      `3d 00 00 00 | 0b 00 00 00 | 04 04 00 00 00 | 00 04 00 00 00 | 08 00 00 00 02 00 00 00 |
       10 00 00 00 10 00 00 00 | 18 00 00 00 07 00 00 00 | ${textHex('repr:bytecode-lt')} | ${textHex('std::fs')}`,
    ],
  ];
  it.each(responses)('%s', (_name, message, hex) => {
    expect(frame(response.encode(message))).toEqual(fromHex(hex));
    expect(response.decode(fromHex(hex).subarray(4))).toEqual({ ok: true, value: message });
  });
});

it('any bytes are a message or an error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      for (const decoded of [request.decode(bytes), response.decode(bytes)]) {
        if (!decoded.ok) expect(decoded.error.kind).toBe('InvalidData');
      }
    }),
    { numRuns: 2000 },
  );
});

describe('framing (specification 3 K2)', () => {
  it('finds the messages however the chunks fall', () => {
    const messages = fc.array(fc.uint8Array({ minLength: 1, maxLength: 20 }), { maxLength: 6 });
    fc.assert(
      fc.property(messages, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (sent, sizes) => {
        const reader = new FrameReader();
        const stream = sent.flatMap((message) => [...frame(message)]);
        const found: Uint8Array[] = [];
        for (let at = 0, step = 0; at < stream.length; step++) {
          const size = sizes[step % sizes.length]!;
          found.push(...reader.push(Uint8Array.from(stream.slice(at, at + size)))!);
          at += size;
        }
        expect(found).toEqual(sent);
        expect(reader.atBoundary).toBe(true);
      }),
    );
  });

  it('refuses empty and oversized frames', () => {
    expect(new FrameReader().push(new Uint8Array(4))).toBeUndefined();
    expect(new FrameReader(100).push(Uint8Array.of(101, 0, 0, 0))).toBeUndefined();
    expect(new FrameReader().push(Uint8Array.of(255, 255, 255, 255))).toBeUndefined();
  });
});

/** Two ends of a connection in memory; `cutAfter` bytes from the far end break it. */
function bytePair(cutAfter = Number.POSITIVE_INFINITY): [BytePipe, BytePipe] {
  const there = new Inbox<Uint8Array>();
  const back = new Inbox<Uint8Array>();
  let left = cutAfter;
  const near: ByteStream = {
    input: chunks(back),
    write: async (bytes) => there.put(bytes),
    close: () => {
      there.end();
      back.end();
    },
  };
  const far: ByteStream = {
    input: chunks(there),
    async write(bytes) {
      back.put(bytes.slice(0, left));
      left -= bytes.length;
      if (left <= 0) back.end();
    },
    close: () => back.end(),
  };
  return [streamPipe(near), streamPipe(far)];
}

async function* chunks(from: Inbox<Uint8Array>): AsyncIterable<Uint8Array> {
  for (let chunk = await from.take(); chunk !== undefined; chunk = await from.take()) yield chunk;
}

const addOne = Uint8Array.of(2, 1, 1);

describe('server and client (specification 3 K3, K4)', () => {
  it('answers any interleaving in order and to the right call', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('execute', 'schema', 'externals', 'release', 'unknown'), { maxLength: 12 }),
        async (steps) => {
          const [near, far] = bytePair();
          const end = serve(serverPipe(far), new SampleRunner());
          const client = new RunnerClient(clientPipe(near));
          const handle = await client.prepare(addOne);
          const settled: number[] = [];
          const calls = steps.map(async (step, index) => {
            if (step === 'execute')
              expect(await client.execute(handle, Uint8Array.of(index))).toEqual(Uint8Array.of(index + 1));
            else if (step === 'schema') expect(await client.pullSchema()).toBe('');
            else if (step === 'externals')
              expect(await client.getExternals()).toEqual(['repr:bytecode-lt', 'std::fs']);
            else if (step === 'release') await client.release(999);
            else
              await expect(client.execute(77, Uint8Array.of(0))).rejects.toMatchObject({
                message: 'Program 77 not prepared',
                code: 'PROGRAM_NOT_FOUND',
              });
            settled.push(index);
          });
          await Promise.all(calls);
          expect(settled).toHaveLength(steps.length);
          await client.shutdown();
          await end;
        },
      ),
      { numRuns: 50 },
    );
  });

  it('rejects every open call when the stream is cut at any byte', async () => {
    const whole = 14 + 4 + 2 * (4 + 23);
    for (let cut = 0; cut < whole; cut++) {
      const [near, far] = bytePair(cut);
      const end = serve(serverPipe(far), new SampleRunner());
      const client = new RunnerClient(clientPipe(near));
      const calls = await Promise.allSettled([
        client.prepare(addOne),
        client.execute(0, Uint8Array.of(1)),
        client.execute(0, Uint8Array.of(2)),
      ]);
      const last = calls.at(-1);
      expect(last).toMatchObject({ status: 'rejected', reason: { message: 'runner disconnected' } });
      await expect(client.pullSchema()).rejects.toThrow('runner disconnected');
      await client.shutdown();
      await end;
    }
  });

  it('releases what a connection prepared, and what a second prepare replaces', async () => {
    const runner = new SampleRunner();
    const { client, server } = channel();
    const end = serve(server, runner, { shutDownAtEnd: true });
    const prepare = (id: number): Request => ({
      id,
      kind: { kind: 'prepare', value: { programId: 5, program: addOne } },
    });
    await client.send(prepare(0));
    await client.receive();
    await client.send(prepare(1));
    await client.receive();
    client.close();
    await end;
    expect(runner.calls).toEqual(['prepare 0', 'prepare 1', 'release 0', 'release 1', 'shutdown']);
  });

  it('a failed prepare leaves the earlier program in place', async () => {
    const { client, server } = channel();
    void serve(server, new SampleRunner());
    const send = async (message: Request) => {
      await client.send(message);
      return (await client.receive())?.kind.value;
    };
    await send({ id: 0, kind: { kind: 'prepare', value: { programId: 5, program: addOne } } });
    const failed = await send({
      id: 1,
      kind: { kind: 'prepare', value: { programId: 5, program: Uint8Array.of(0) } },
    });
    expect(failed).toEqual({
      kind: 'err',
      value: { display: 'unsupported program repr', code: 'PREPARE_ERROR' },
    });
    const run = await send({
      id: 2,
      kind: { kind: 'execute', value: { programId: 5, input: Uint8Array.of(1) } },
    });
    expect(run).toEqual({ kind: 'ok', value: Uint8Array.of(2) });
    client.close();
  });

  it('ignores answers nobody asked for and refuses answers of the wrong kind', async () => {
    const { client, server } = channel();
    const runner = new RunnerClient(client);
    const call = runner.pullSchema();
    const asked = await server.receive();
    await server.send({ requestId: 4711, kind: { kind: 'schema', value: { kind: 'ok', value: 'stray' } } });
    await server.send({ requestId: asked!.id, kind: { kind: 'release', value: { kind: 'ok' } } });
    await expect(call).rejects.toThrow('unexpected response kind');
    await runner.shutdown();
  });

  it('an undecodable message ends the connection', async () => {
    const [near, far] = bytePair();
    const end = serve(serverPipe(far), new SampleRunner());
    await near.send(Uint8Array.of(1, 2, 3));
    await end;
    expect(await near.receive()).toBeUndefined();
  });
});

describe('message port (specification 3 L2)', () => {
  it('leaves plain objects on the port alone', async () => {
    const { port1, port2 } = new MessageChannel();
    const [near, far] = [portPipe(port1), portPipe(port2)];
    port1.postMessage({ ping: true });
    await near.send(Uint8Array.of(1));
    expect(await far.receive()).toEqual(Uint8Array.of(1));
    near.close();
    expect(await far.receive()).toBeUndefined();
    port1.close();
  });

  it('does not take away the buffer a message is part of', async () => {
    const { port1, port2 } = new MessageChannel();
    const far = portPipe(port2);
    const whole = Uint8Array.of(1, 2, 3, 4);
    await portPipe(port1).send(whole.subarray(1, 3));
    expect(await far.receive()).toEqual(Uint8Array.of(2, 3));
    expect(whole.length).toBe(4);
    port1.close();
  });

  it('a failing worker rejects what is open', async () => {
    const worker = new EventTarget();
    const pipe = portPipe(Object.assign(worker, { postMessage: () => {} }) as unknown as Port);
    const client = new RunnerClient(clientPipe(pipe));
    const call = client.pullSchema();
    worker.dispatchEvent(new Event('error'));
    await expect(call).rejects.toThrow('runner disconnected');
  });
});
