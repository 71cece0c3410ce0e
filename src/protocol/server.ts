import type { Failure, Request, RequestKind, Response, ResponseKind } from './messages';
import type { ServerPipe } from './pipe';
import { type ProgramRunner, RunnerError } from './program-runner';

export interface ServeOptions {
  /** Whether the runner lives only for this connection and is shut down when it ends (specification 3 L1). */
  readonly shutDownAtEnd?: boolean;
}

/**
 * Answers the requests of one connection with a runner, one at a time and in order (specification 3 K2, K3). Returns
 * when the connection ends, for whatever reason, after releasing the programs it prepared. Never rejects.
 */
export async function serve(
  pipe: ServerPipe,
  runner: ProgramRunner,
  options: ServeOptions = {},
): Promise<void> {
  const connection = new Connection(runner);
  try {
    for (let request = await pipe.receive(); request !== undefined; request = await pipe.receive()) {
      await pipe.send(await connection.answer(request));
    }
  } catch {
    // The client is gone: there is nobody to tell.
  }
  pipe.close();
  await connection.releaseAll();
  if (options.shutDownAtEnd) await runner.shutdown().catch(() => undefined);
}

class Connection {
  /** The client's program id to the runner's handle. */
  private readonly handles = new Map<number, number>();

  constructor(private readonly runner: ProgramRunner) {}

  async answer({ id, kind }: Request): Promise<Response> {
    return { requestId: id, kind: await this.result(kind) };
  }

  async releaseAll(): Promise<void> {
    for (const handle of this.handles.values()) await this.runner.release(handle).catch(() => undefined);
    this.handles.clear();
  }

  private async result(kind: RequestKind): Promise<ResponseKind> {
    switch (kind.kind) {
      case 'prepare': {
        const { programId, program } = kind.value;
        const result = await attempt(() => this.prepare(programId, program), 'PREPARE_ERROR');
        return { kind: 'prepare', value: 'ok' in result ? { kind: 'ok' } : result.err };
      }
      case 'execute': {
        const { programId, input } = kind.value;
        const result = await attempt(() => this.execute(programId, input), 'EXECUTION_ERROR');
        return { kind: 'execute', value: 'ok' in result ? { kind: 'ok', value: result.ok } : result.err };
      }
      case 'release': {
        const { programId } = kind.value;
        const result = await attempt(() => this.release(programId));
        return { kind: 'release', value: 'ok' in result ? { kind: 'ok' } : result.err };
      }
      case 'pull_schema': {
        const result = await attempt(() => this.runner.pullSchema());
        return { kind: 'schema', value: 'ok' in result ? { kind: 'ok', value: result.ok } : result.err };
      }
      case 'get_externals': {
        const result = await attempt(() => this.runner.getExternals());
        return { kind: 'externals', value: 'ok' in result ? { kind: 'ok', value: result.ok } : result.err };
      }
    }
  }

  private async prepare(programId: number, program: Uint8Array): Promise<void> {
    const handle = await this.runner.prepare(program);
    const replaced = this.handles.get(programId);
    this.handles.set(programId, handle);
    if (replaced !== undefined) await this.runner.release(replaced);
  }

  private async execute(programId: number, input: Uint8Array): Promise<Uint8Array> {
    const handle = this.handles.get(programId);
    if (handle === undefined) throw new RunnerError(`Program ${programId} not prepared`, 'PROGRAM_NOT_FOUND');
    return this.runner.execute(handle, input);
  }

  private async release(programId: number): Promise<void> {
    const handle = this.handles.get(programId);
    if (handle === undefined) return;
    this.handles.delete(programId);
    await this.runner.release(handle);
  }
}

type Attempt<T> = { readonly ok: T } | { readonly err: { readonly kind: 'err'; readonly value: Failure } };

async function attempt<T>(work: () => Promise<T>, fallbackCode?: string): Promise<Attempt<T>> {
  try {
    return { ok: await work() };
  } catch (thrown) {
    const display = thrown instanceof Error ? thrown.message : String(thrown);
    const code = (thrown instanceof RunnerError ? thrown.code : undefined) ?? fallbackCode;
    return { err: { kind: 'err', value: { display, code } } };
  }
}
