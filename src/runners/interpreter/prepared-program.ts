import {
  addressPointers,
  bytecode,
  hidesPointers,
  Memory,
  NativeFailure,
  type NativeHost,
  type Natives,
  type RowFiles,
} from '../../program';
import { canonicalFromMemory, type Format, formatOf, type ProgramType, validate } from '../../value';
import { Compiler, type RowCount } from './compile';
import type { ExecutionFiles } from './files';
import { BadProgram } from './node';

/** Items between two questions whether to go on (SES-6). */
const BATCH = 1024;

/** Bytes of memory that are kept for looking at the rows that a program failed in. */
const LARGEST_SNAPSHOT = 2 ** 20;

/** Walks over values do not use the stack, so their depth has no limit of its own. */
const NO_DEPTH_LIMIT = { depth: Number.POSITIVE_INFINITY, nodes: 2 ** 31, emptyItems: 2 ** 32 };

/** The program uses an external that the runner does not have. */
export class MissingImplementation extends Error {
  constructor(id: string) {
    super(`missing function implementation: ${id}`);
    this.name = 'MissingImplementation';
  }
}

/** The program was asked to stop. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted');
    this.name = 'Interrupted';
  }
}

export interface InterpreterLimits {
  /** Bytes of memory a program may use at once; at most 2^31 - 1. */
  readonly memoryBytes: number;
}

export const DEFAULT_INTERPRETER_LIMITS: InterpreterLimits = { memoryBytes: 2 ** 30 };

class Host implements NativeHost {
  private left = BATCH;
  probe: (() => boolean) | undefined;
  files?: RowFiles;

  tick(items: number): void {
    this.left -= items;
    if (this.left > 0) return;
    this.left = BATCH;
    if (this.probe?.() === true) throw new Interrupted();
  }
}

/**
 * A program ready to run any number of times: closures, and a memory with its constants. Throws
 * {@link BadProgram} or {@link MissingImplementation} when it is made.
 */
export class PreparedProgram {
  private readonly memory: Memory;
  private readonly host = new Host();
  private readonly main: (input: number) => number;
  private readonly input: Format;
  private readonly output: Format;
  private readonly exactPointers: boolean;
  private readonly counters: ReadonlyMap<number, RowCount>;
  /** End of the constants. */
  private readonly start: number;

  /** `counted` are positions of expressions that give arrays. */
  constructor(
    program: bytecode.Program,
    type: ProgramType,
    natives: Natives,
    limits: InterpreterLimits,
    private readonly counted: readonly number[] = [],
  ) {
    for (const { id } of program.externals) if (!natives.has(id)) throw new MissingImplementation(id);
    this.input = formatFor(type, 'input');
    this.output = formatFor(type, 'output');
    this.exactPointers =
      !hidesPointers(this.input) && !hidesPointers(this.output) && !makesBarePointers(program);
    this.memory = new Memory(Math.min(limits.memoryBytes, 2 ** 31 - 1));
    this.counters = new Map(counted.map((position) => [position, { evaluations: 0, items: 0 }]));
    const { memory, host, exactPointers, counters } = this;
    this.main = new Compiler(program, { memory, host, natives, exactPointers, counters }).main();
    this.start = memory.top;
  }

  /**
   * Applies the program to an encoded input and gives the canonical output. Throws {@link NativeFailure} when the
   * program fails and {@link Interrupted} when `probe` says stop; `BadInput` is told apart by its class.
   */
  run(input: Uint8Array, probe?: () => boolean, files?: ExecutionFiles): Uint8Array {
    const valid = validate(input, this.input, NO_DEPTH_LIMIT);
    if (!valid.ok) throw new BadInput(valid.error.message);
    const { memory, host } = this;
    for (const count of this.counters.values()) count.evaluations = 0;
    host.probe = probe;
    host.files = files;
    if (files !== undefined) files.encoded = (at, format) => this.encoded(at, format);
    try {
      const at = memory.alloc(input.length);
      memory.bytes.set(input, at);
      if (!this.exactPointers) addressPointers(memory, this.input, at);
      const result = this.main(at);
      return this.encoded(result, this.output);
    } catch (thrown) {
      // The stack or an allocation gave out: the program asked for too much.
      if (thrown instanceof RangeError) throw new NativeFailure('resource limit');
      if (thrown instanceof NativeFailure && thrown.rows.length > 0 && memory.top <= LARGEST_SNAPSHOT)
        thrown.memory = memory.bytes.slice(0, memory.top);
      throw thrown;
    } finally {
      host.probe = undefined;
      host.files = undefined;
      memory.reset(this.start);
    }
  }

  /** Items of each counted expression in the last run; null for one that was not evaluated exactly once. */
  counts(): readonly (number | null)[] {
    return this.counted.map((position) => {
      const { evaluations, items } = this.counters.get(position)!;
      return evaluations === 1 ? items : null;
    });
  }

  /** Where an address of the last run lies in its input, if it does. */
  inputOffset(address: number, inputLength: number): number | undefined {
    const offset = address - this.start;
    return offset >= 0 && offset < inputLength ? offset : undefined;
  }

  /** A value in memory in its canonical form. */
  private encoded(at: number, format: Format): Uint8Array {
    const { memory } = this;
    const bytes = canonicalFromMemory(memory.bytes.subarray(0, memory.top), at, format, NO_DEPTH_LIMIT);
    if (bytes.ok) return bytes.value;
    throw new BadOutput(bytes.error.message);
  }
}

/** The input bytes are no value of the input type. */
export class BadInput extends Error {}

/** What the program made is no value of the output type. */
export class BadOutput extends Error {}

function formatFor(type: ProgramType, which: 'input' | 'output'): Format {
  const format = formatOf(type[which], type.defs);
  if (!format.ok) throw new BadProgram(`the ${which} type has no binary form: ${format.error.message}`);
  return format.value;
}

/** Whether the program makes values whose head is nothing but a pointer (specification 3 B1). */
function makesBarePointers(program: bytecode.Program): boolean {
  const stack: bytecode.Expr[] = [program.main];
  for (let expr = stack.pop(); expr !== undefined; expr = stack.pop()) {
    if (expr.kind === 'enum_variant' && expr.hasPtr && expr.tag.length === 0) return true;
    for (const child of bytecode.bytecodeChildren(expr)) stack.push(child);
  }
  return false;
}
