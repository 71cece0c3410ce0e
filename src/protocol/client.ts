import type { Failure, RequestKind, ResponseKind } from './messages';
import type { ClientPipe } from './pipe';
import { disconnected, type ProgramRunner, RunnerError } from './program-runner';

type Answer<K extends ResponseKind['kind']> = Extract<ResponseKind, { kind: K }>['value'];
type Ok<K extends ResponseKind['kind']> = Extract<Answer<K>, { kind: 'ok' }>;

interface Pending {
  readonly kind: ResponseKind['kind'];
  settle(answer: Answer<ResponseKind['kind']>): void;
  fail(error: RunnerError): void;
}

const WRAP = 2 ** 32;

/**
 * A runner at the other end of a connection. Calls may overlap; each gets its own answer (specification 3 K4). When
 * the connection ends, every open call rejects with `runner disconnected`, and so does every later one.
 */
export class RunnerClient implements ProgramRunner {
  private readonly pending = new Map<number, Pending>();
  private nextRequest = 0;
  private nextProgram = 0;
  private ended = false;

  constructor(private readonly pipe: ClientPipe) {
    void this.read();
  }

  async prepare(program: Uint8Array): Promise<number> {
    const programId = this.nextProgram;
    this.nextProgram = (programId + 1) % WRAP;
    await this.call({ kind: 'prepare', value: { programId, program } }, 'prepare');
    return programId;
  }

  async execute(programId: number, input: Uint8Array): Promise<Uint8Array> {
    const { value } = await this.call({ kind: 'execute', value: { programId, input } }, 'execute');
    return value;
  }

  async release(programId: number): Promise<void> {
    await this.call({ kind: 'release', value: { programId } }, 'release');
  }

  async pullSchema(): Promise<string> {
    const { value } = await this.call({ kind: 'pull_schema' }, 'schema');
    return value;
  }

  async getExternals(): Promise<readonly string[]> {
    const { value } = await this.call({ kind: 'get_externals' }, 'externals');
    return value;
  }

  /** Ends the connection: there is no message for it, the end itself is the signal (specification 3 K1). */
  async shutdown(): Promise<void> {
    this.end();
  }

  private call<K extends ResponseKind['kind']>(request: RequestKind, kind: K): Promise<Ok<K>> {
    return new Promise<Ok<K>>((resolve, reject) => {
      if (this.ended) {
        reject(disconnected());
        return;
      }
      const id = this.nextRequest;
      this.nextRequest = (id + 1) % WRAP;
      this.pending.set(id, {
        kind,
        settle(answer) {
          if (answer.kind === 'err') reject(failureError(answer.value));
          else resolve(answer as Ok<K>);
        },
        fail: reject,
      });
      this.pipe.send({ id, kind: request }).catch(() => this.end());
    });
  }

  private async read(): Promise<void> {
    try {
      for (
        let message = await this.pipe.receive();
        message !== undefined;
        message = await this.pipe.receive()
      ) {
        const pending = this.pending.get(message.requestId);
        // An answer nobody waits for is not ours to judge (specification 3 K3).
        if (pending === undefined) continue;
        this.pending.delete(message.requestId);
        if (message.kind.kind === pending.kind) pending.settle(message.kind.value);
        else pending.fail(new RunnerError('unexpected response kind'));
      }
    } catch {
      // The transport failed: the same as its end.
    }
    this.end();
  }

  private end(): void {
    if (this.ended) return;
    this.ended = true;
    this.pipe.close();
    for (const pending of this.pending.values()) pending.fail(disconnected());
    this.pending.clear();
  }
}

function failureError({ display, code }: Failure): RunnerError {
  return new RunnerError(display, code);
}
