import { type AppError, ok, type Result } from '../base';
import { type ColumnPlan, type ColumnScalar, rowTypeSource } from '../data';
import { type CompileDeps, compile } from '../plan';
import type { RunnerSession } from '../routing';
import type { DataSet, DataSets } from './data-sets';
import type { ProjectText } from './messages';
import type { RunnerHandle } from './worker-runner';

/** Table types of the columns that files have (specification 4 §2.3). */
const columnTypes: Record<'sql-duckdb' | 'sql-pg', Record<ColumnScalar, string>> = {
  'sql-duckdb': {
    Bool: 'BOOL',
    Int8: 'INT1',
    Int16: 'INT2',
    Int32: 'INT4',
    Int64: 'INT8',
    Uint8: 'UINT8',
    Uint16: 'UINT16',
    Uint32: 'UINT32',
    Uint64: 'UINT64',
    Float32: 'FLOAT4',
    Float64: 'FLOAT8',
    Decimal: 'DECIMAL(18,2)',
    Date: 'DATE',
    Time: 'TIME',
    Timestamp: 'TIMESTAMP',
    Text: 'TEXT',
  },
  'sql-pg': {
    Bool: 'BOOLEAN',
    Int8: 'SMALLINT',
    Int16: 'SMALLINT',
    Int32: 'INTEGER',
    Int64: 'BIGINT',
    Uint8: 'SMALLINT',
    Uint16: 'INTEGER',
    Uint32: 'BIGINT',
    Uint64: 'NUMERIC(20)',
    Float32: 'REAL',
    Float64: 'FLOAT',
    Decimal: 'DECIMAL',
    Date: 'DATE',
    Time: 'TIME',
    Timestamp: 'TIMESTAMP',
    Text: 'TEXT',
  },
};

/** Puts the page's data sets into databases, as tables of their names (DAT-4), once in each life of a database. */
export class TableSeeds {
  readonly #done = new Map<string, Map<string, DataSet>>();

  constructor(
    private readonly deps: CompileDeps,
    private readonly sets: DataSets,
  ) {}

  /** Seeds the sets that the program names in a text; without a program all of them. */
  async seed(
    project: ProjectText | null,
    runner: RunnerHandle,
    session: RunnerSession,
  ): Promise<Result<void>> {
    const { repr } = runner.profile;
    if (repr === 'bytecode-lt') return ok(undefined);
    const done = this.#done.get(session.environmentEpoch) ?? new Map<string, DataSet>();
    this.#done.set(session.environmentEpoch, done);
    for (const set of this.sets.all()) {
      const named = project?.files.some((file) => file.text.includes(JSON.stringify(set.name))) ?? true;
      if (!named || done.get(set.name) === set) continue;
      const seeded = await this.#table(set, repr, runner, session);
      if (!seeded.ok) return seeded;
      done.set(set.name, set);
    }
    return ok(undefined);
  }

  /** Rows go in by a program of our own, so that every value takes the same exact way as any other. */
  async #table(
    set: DataSet,
    repr: 'sql-duckdb' | 'sql-pg',
    runner: RunnerHandle,
    session: RunnerSession,
  ): Promise<Result<void>> {
    const nested = set.plans.find((plan) => plan.type.scalar === null);
    if (nested !== undefined) {
      return {
        ok: false,
        error: seedError(
          set.name,
          `its column ${nested.name} is nested; bind the set to a parameter instead`,
        ),
      };
    }
    const created = await runner.exec(createTable(set.name, set.plans, repr));
    if (!created.ok) return created;
    if (set.rows === 0) return ok(undefined);
    const text = `${rowTypeSource('Row', set.plans)}func main(rows: [Row]) -> sql::insert(rows, ${JSON.stringify(set.name)})\n`;
    const config = { materialize: 'output-only', allowWrites: true };
    const plan = compile([{ path: 'main.lt', text }], config, runner.profile, this.deps);
    if (!plan.ok) return { ok: false, error: seedError(set.name, plan.error[0]?.message ?? '') };
    const stage = plan.value.stages.find((one) => one.program !== null)!;
    const id = await session.prepare(stage.program!, stage.programType);
    await session.execute(id, set.value.bytes);
    await session.release(id);
    return ok(undefined);
  }
}

function createTable(name: string, plans: readonly ColumnPlan[], repr: 'sql-duckdb' | 'sql-pg'): string {
  const columns = plans.map(
    ({ name: column, type }) =>
      `${quoted(column)} ${columnTypes[repr][type.scalar ?? 'Text']}${type.optional ? '' : ' NOT NULL'}`,
  );
  return `DROP TABLE IF EXISTS ${quoted(name)};\nCREATE TABLE ${quoted(name)} (${columns.join(', ')})`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function seedError(name: string, reason: string): AppError {
  return {
    kind: 'data',
    code: 'SEED_FAILED',
    message: `the data set ${name} could not be made a table: ${reason}`,
  };
}
