import { type ProgramRunner, RunnerError } from './program-runner';

/** A runner whose programs are `0x02, factor, addend` and map a byte `x` to `x * factor + addend`. */
export class SampleRunner implements ProgramRunner {
  readonly calls: string[] = [];
  private readonly programs = new Map<number, readonly [number, number]>();
  private next = 0;

  async prepare(program: Uint8Array): Promise<number> {
    if (program[0] !== 2) throw new RunnerError('unsupported program repr', 'PREPARE_ERROR');
    const handle = this.next++;
    this.programs.set(handle, [program[1]!, program[2]!]);
    this.calls.push(`prepare ${handle}`);
    return handle;
  }

  async execute(handle: number, input: Uint8Array): Promise<Uint8Array> {
    const program = this.programs.get(handle);
    if (program === undefined) throw new RunnerError(`Program ${handle} not prepared`, 'PROGRAM_NOT_FOUND');
    const x = input[0]!;
    await Promise.resolve();
    this.calls.push(`execute ${handle}`);
    return Uint8Array.of(x * program[0] + program[1]);
  }

  async release(handle: number): Promise<void> {
    this.programs.delete(handle);
    this.calls.push(`release ${handle}`);
  }

  async pullSchema(): Promise<string> {
    return '';
  }

  async getExternals(): Promise<readonly string[]> {
    return ['repr:bytecode-lt', 'std::fs'];
  }

  async shutdown(): Promise<void> {
    this.calls.push('shutdown');
  }
}
