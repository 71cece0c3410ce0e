import { randomUUID } from 'node:crypto';
import { type AppError, type Diagnostic, fail, ok, type Result, type Span } from '../base';
import { loadToolchain, type Toolchain } from '../engine/toolchain';
import { execute, MemoryLaunchPort } from '../execute';
import {
  type CheckedProject,
  checkEntry,
  checkProject,
  type Entry,
  printType,
  type SourceFile,
} from '../language';
import type { CompileDeps, CompiledPlan } from '../plan';
import {
  compileToIr,
  containedProgram,
  permittedExternals,
  printBytecode,
  printIr,
  toBytecode,
} from '../program';
import { defaultProfile, defaultRunners, endedEngine, RunnerRouter, type RunnerSession } from '../routing';
import { DuckEngine } from '../runners/duckdb';
import type { FileStore } from '../runners/files';
import { createInterpreterRunner } from '../runners/interpreter';
import { openPgDatabase, PgEngine } from '../runners/pglite';
import { SqlRunner } from '../runners/relational';
import type { ProgramType } from '../value';
import { openNodeDuckDb } from './duckdb-database';
import { clock } from './node-clock';

/** A program that could not be run: diagnostics of its text, or an error of what came after. */
export type Failure =
  | { readonly kind: 'diagnostics'; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'error'; readonly error: AppError };

/** What a program is made of. */
export interface ProgramText {
  readonly sources: readonly SourceFile[];
  /** The program expression; `main` by default. */
  readonly entry?: string;
}

export interface RunOptions {
  /** Chosen by the router when absent. */
  readonly runner?: string;
  /** Encoded input; none for programs without parameters. */
  readonly input?: Uint8Array;
  /** SQL text run first on the emptied database. */
  readonly setup?: string;
  /** Leaves the database as the run before left it. */
  readonly keepData?: boolean;
  readonly allowWrites?: boolean;
}

export interface RunResult {
  readonly output: Uint8Array;
  readonly type: ProgramType;
  /** The output type as the language prints it. */
  readonly typeText: string;
  readonly runner: string;
}

export interface ProgramViews {
  readonly ir: string;
  readonly bytecode: string;
  readonly bytes: Uint8Array;
}

export interface CheckedProgram {
  readonly project: CheckedProject;
  readonly entry: Entry;
}

/** Compiler and runners of one process. Databases start when first used and are emptied between programs. */
export class Workbench {
  readonly toolchain: Toolchain;
  readonly #router = new RunnerRouter();
  readonly #databases: Databases;

  private constructor(toolchain: Toolchain, files: FileStore | undefined) {
    this.toolchain = toolchain;
    this.#databases = openDatabases(files);
    const { duckdb, pglite } = this.#databases;
    const interpreter = createInterpreterRunner(files === undefined ? {} : { files });
    const runners = { interpreter, duckdb, pglite };
    for (const { profile, labels } of defaultRunners) {
      this.#router.register(runners[profile.name as keyof typeof runners], labels);
    }
  }

  /** `files` is what `std::fs` reads and writes; without it there are no files. */
  static async open(files?: FileStore, choices?: Pick<CompileDeps, 'sqlOptions'>): Promise<Workbench> {
    return new Workbench(await loadToolchain(choices), files);
  }

  /** The checked entry of a program. */
  check(program: ProgramText): Result<CheckedProgram, Failure> {
    const { project, diagnostics } = checkProject(program.sources, { std: this.toolchain.deps.std });
    if (!project) return fail({ kind: 'diagnostics', diagnostics });
    const checked = checkEntry(project, program.entry ?? 'main', '');
    if (!checked.entry) return fail({ kind: 'diagnostics', diagnostics: checked.diagnostics });
    return ok({ project, entry: checked.entry });
  }

  /** The plan for a runner, or for the one the router picks. */
  compile(
    program: ProgramText,
    options: Pick<RunOptions, 'runner' | 'allowWrites'> = {},
  ): Result<CompiledPlan, Failure> {
    const config = {
      entry: program.entry ?? 'main',
      allowWrites: options.allowWrites ?? true,
    };
    const picked = this.#pick(program, config, options.runner);
    if (!picked.ok) return picked;
    const profile = defaultProfile(picked.value);
    if (!profile) return fail({ kind: 'error', error: unknownRunner(picked.value) });
    const plan = this.toolchain.compile(program.sources, config, profile);
    return plan.ok ? plan : fail({ kind: 'diagnostics', diagnostics: plan.error });
  }

  /** What a program is compiled to, for people: the inlined IR, the interpreter's program and its bytes. */
  views(program: ProgramText): Result<ProgramViews, Failure> {
    const checked = this.check(program);
    if (!checked.ok) return checked;
    const { project, entry } = checked.value;
    const compiled = compileToIr(project, entry, permittedExternals('bytecode-lt', ['std::fs']));
    if (!compiled.ok) return fail({ kind: 'diagnostics', diagnostics: compiled.error });
    const bytecode = toBytecode(compiled.value.program).program;
    return ok({
      ir: printIr(compiled.value.program),
      bytecode: printBytecode(bytecode),
      bytes: containedProgram.encode({ kind: 'bytecode_lt', value: bytecode }),
    });
  }

  /** The SQL of a program for a database runner; several stages one after another. */
  sql(program: ProgramText, runner: string): Result<string, Failure> {
    const plan = this.compile(program, { runner });
    if (!plan.ok) return plan;
    const texts = plan.value
      .view()
      .stages.flatMap((stage) => (stage.annotation.sql === undefined ? [] : [stage.annotation.sql]));
    return ok(texts.join(';\n\n'));
  }

  async run(program: ProgramText, options: RunOptions = {}): Promise<Result<RunResult, Failure>> {
    const compiled = this.compile(program, options);
    if (!compiled.ok) return compiled;
    const first = await this.#launch(compiled.value, options);
    // An engine seldom ends for no fault of the program's; a new one may well answer.
    const ended = !first.ok && first.error.kind === 'error' && endedEngine(first.error.error);
    return ended ? this.#launch(compiled.value, options) : first;
  }

  async #launch(plan: CompiledPlan, options: RunOptions): Promise<Result<RunResult, Failure>> {
    const runner = plan.target.name;
    const database = databaseNamed(this.#databases, runner);
    if (database) {
      if (options.keepData !== true) await database.reset();
      if (options.setup !== undefined) {
        const prepared = await database.exec(options.setup);
        if (!prepared.ok) return fail({ kind: 'error', error: prepared.error });
      }
    }
    const built = await this.#router.build(spec(), runner);
    if (!built.ok) return fail({ kind: 'error', error: built.error });
    const output = await runPlan(plan, built.value, options.input ?? new Uint8Array());
    return output.ok
      ? ok({ output: output.value, type: plan.programType, typeText: plan.view().programType.output, runner })
      : output;
  }

  /**
   * The bytes of a Lutra literal as the input of a program: it is checked against the input's type and worked out by
   * the interpreter.
   */
  async input(program: ProgramText, literal: string): Promise<Result<Uint8Array, Failure>> {
    const checked = this.check(program);
    if (!checked.ok) return checked;
    const entry = `(${literal}\n): ${printType(checked.value.entry.input)}`;
    const value = await this.run({ sources: program.sources, entry }, { runner: 'interpreter' });
    if (value.ok) return ok(value.value.output);
    if (value.error.kind === 'error') return value;
    // The person wrote no parenthesis: places count from the literal's own start.
    const diagnostics = value.error.diagnostics.map((found) => ({
      ...found,
      span: movedBack(found.span, 1),
    }));
    return fail({ kind: 'diagnostics', diagnostics });
  }

  /** The tables of a database as Lutra source. */
  async schema(runner: string, setup: string): Promise<Result<string, Failure>> {
    const database = databaseNamed(this.#databases, runner);
    if (!database) return fail({ kind: 'error', error: unknownRunner(runner) });
    const prepared = await database.exec(setup);
    if (!prepared.ok) return fail({ kind: 'error', error: prepared.error });
    const built = await database.build();
    if (!built.ok) return fail({ kind: 'error', error: built.error });
    const text = await built.value.pullSchema();
    await built.value.shutdown();
    return ok(text);
  }

  /** Ends the databases, so that the process can end. */
  async close(): Promise<void> {
    for (const database of Object.values(this.#databases)) await database.close();
  }

  #pick(program: ProgramText, config: object, runner: string | undefined): Result<string, Failure> {
    if (runner !== undefined) return ok(runner);
    const requirements = this.toolchain.analyse(program.sources, config);
    if (!requirements.ok) return fail({ kind: 'diagnostics', diagnostics: requirements.error });
    const picked = this.#router.pick({ slot: 'editor', timeoutMs: 0, requirements: requirements.value });
    return picked.ok ? ok(picked.value.entry.runner.name) : fail({ kind: 'error', error: picked.error });
  }
}

export type Databases = Readonly<Record<'duckdb' | 'pglite', SqlRunner>>;

/** The databases of a process; each starts when it is used first. */
export function openDatabases(files?: FileStore): Databases {
  const newEpoch = () => randomUUID();
  return {
    duckdb: new SqlRunner(defaultProfile('duckdb')!, async () =>
      DuckEngine.open(await openNodeDuckDb(), newEpoch, files),
    ),
    pglite: new SqlRunner(defaultProfile('pglite')!, async () =>
      PgEngine.open(await openPgDatabase(), newEpoch),
    ),
  };
}

/** Undefined for a runner that is no database. */
export function databaseNamed(databases: Databases, name: string): SqlRunner | undefined {
  return Object.hasOwn(databases, name) ? databases[name as keyof Databases] : undefined;
}

function spec() {
  return {
    slot: 'editor',
    timeoutMs: 0,
    requirements: {
      representations: ['bytecode-lt', 'sql-duckdb', 'sql-pg'] as const,
      externals: [],
      effect: 'pure' as const,
    },
  };
}

async function runPlan(
  plan: CompiledPlan,
  session: RunnerSession,
  input: Uint8Array,
): Promise<Result<Uint8Array, Failure>> {
  try {
    const outcome = await execute(plan, session, input, new MemoryLaunchPort(), { clock });
    if (outcome.kind === 'completed') return ok(outcome.output);
    if (outcome.kind === 'failed') return fail({ kind: 'error', error: outcome.error });
    return fail({
      kind: 'error',
      error: { kind: 'session', code: 'INTERRUPTED', message: `the run ended as ${outcome.kind}` },
    });
  } finally {
    await session.shutdown();
  }
}

function movedBack(span: Span, by: number): Span {
  return { ...span, start: Math.max(0, span.start - by), end: Math.max(0, span.end - by) };
}

function unknownRunner(name: string): AppError {
  const known = defaultRunners.map((runner) => runner.profile.name).join(', ');
  return {
    kind: 'routing',
    code: 'NO_RUNNER',
    message: `there is no runner ${name}`,
    hint: `The runners are ${known}.`,
  };
}
