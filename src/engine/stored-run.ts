import { execute, MemoryLaunchPort } from '../execute';
import { explain } from '../plan';
import { defaultProfile } from '../routing';
import { createInterpreterSession } from '../runners/interpreter';
import { HeldValue } from './held-value';
import { loadToolchain } from './toolchain';
import { workerClock } from './worker-clock';

/** What a program gave when the product was built, as the page shows it before it runs anything (FST-6). */
export interface StoredRun {
  readonly result: {
    readonly columns: readonly {
      readonly name: string;
      readonly type: string;
      readonly align: 'start' | 'end';
    }[];
    /** The cells as text. */
    readonly rows: readonly (readonly string[])[];
  };
  /** The plan in words, without its first line, whose hashes are those of one version of the compiler. */
  readonly plan: string;
}

/** Compiles a program without inputs and runs it on the interpreter; throws where that fails. */
export async function storedRun(text: string): Promise<StoredRun> {
  const toolchain = await loadToolchain();
  const plan = toolchain.compile([{ path: 'module.lt', text }], {}, defaultProfile('interpreter')!);
  if (!plan.ok) throw new Error(plan.error.map((problem) => problem.message).join('\n'));
  const port = new MemoryLaunchPort();
  const session = createInterpreterSession();
  const outcome = await execute(plan.value, session, new Uint8Array(), port, { clock: workerClock });
  if (outcome.kind !== 'completed') throw new Error(JSON.stringify(outcome));
  const { output, defs } = plan.value.programType;
  const value = HeldValue.of(outcome.output, output, defs);
  if (!value.ok) throw new Error(value.error.message);
  const { columns, rows } = value.value.summary(1);
  const cells = value.value.window({ start: 0, count: rows ?? 0 }, { start: 0, count: columns.length });
  return {
    result: {
      columns: columns.map(({ name, type, align }) => ({ name, type, align })),
      rows: cells.map((row) => row.map((cell) => cell.text)),
    },
    plan: explain(plan.value, 'text').replace(/^.*\n/, ''),
  };
}
