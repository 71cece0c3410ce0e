import { openNodeDuckDb } from '../src/cli/duckdb-database';
import { loadToolchain, type Toolchain } from '../src/engine/toolchain';
import { defaultProfile, type RunnerSession } from '../src/routing';
import { type DuckConnection, DuckEngine } from '../src/runners/duckdb';
import { openPgDatabase, type PgDatabase, PgEngine } from '../src/runners/pglite';
import { SqlSession } from '../src/runners/relational';

/*
 * The databases behind a plan: from a plan to the bytes of its result, against SQL of the same meaning written by
 * hand and fetched as the engine's library gives it. The ratio is what the SQL we write and our reading of results
 * cost. Figures are processor time, the best of several runs taken in turns, so that a busy machine does not count.
 */

const rows = 1_000_000;
const runs = 15;

const definitions = `
type Sale: {id: Int64, region: Text, qty: Int32, price: Float64, day: Date, note: Text}
func sales(): [Sale] -> std::sql::from("sales")
`;

interface Task {
  readonly name: string;
  readonly program: string;
  /** What a person would write for it. */
  readonly byHand: string;
}

const tasks: readonly Task[] = [
  {
    name: 'filter and map',
    program:
      'func main() -> sales() | filter(s -> s.price > 500.0 && s.qty < 50) | map(s -> {s.id, total = s.price * to_float64(s.qty), s.day})',
    byHand: `SELECT id, price * qty AS total, day FROM sales WHERE price > 500 AND qty < 50`,
  },
  {
    name: 'filter, all columns',
    program: 'func main() -> sales() | filter(s -> s.qty >= 25)',
    byHand: 'SELECT * FROM sales WHERE qty >= 25',
  },
  {
    name: 'group',
    program:
      'func main() -> sales() | group_map(s -> s.region, func (region, rs) -> {region, revenue = rs | map(s -> s.price) | sum, n = count(rs), qty = rs | map(s -> s.qty) | mean})',
    byHand: 'SELECT region, SUM(price) AS revenue, COUNT(*) AS n, AVG(qty) AS qty FROM sales GROUP BY region',
  },
  {
    name: 'sort',
    program: 'func main() -> sales() | sort(s -> s.price) | map(s -> {s.id, s.price})',
    byHand: 'SELECT id, price FROM sales ORDER BY price',
  },
];

export const columns = `(i * 7 + 10000000000) AS id,
  (CASE (i * 7919) % 12 WHEN 0 THEN 'north' WHEN 1 THEN 'south' WHEN 2 THEN 'east' WHEN 3 THEN 'west'
    WHEN 4 THEN 'north-east' WHEN 5 THEN 'north-west' WHEN 6 THEN 'south-east' WHEN 7 THEN 'south-west'
    WHEN 8 THEN 'centre' WHEN 9 THEN 'islands' WHEN 10 THEN 'São Paulo' ELSE 'overseas-territory' END)::text AS region,
  ((i * 104729) % 100)::int4 AS qty,
  ((i * 7368787) % 1000003) / 1000.003::float8 AS price,
  DATE '2019-04-14' + ((i * 15485863) % 2000)::int4 AS day,
  ('alpha beta ' || (i * 32452843) % 100000 || ' heron') AS note`;

/** The least processor time of several runs, in milliseconds, for each way, the ways taking turns. */
export async function best(ways: readonly (() => Promise<unknown>)[], times: number): Promise<number[]> {
  const least = ways.map(() => Number.POSITIVE_INFINITY);
  for (let run = 0; run < times; run++) {
    for (const [i, way] of ways.entries()) {
      const start = process.cpuUsage();
      await way();
      const { user, system } = process.cpuUsage(start);
      least[i] = Math.min(least[i]!, (user + system) / 1000);
    }
  }
  return least;
}

async function measured(
  toolchain: Toolchain,
  runner: 'duckdb' | 'pglite',
  session: RunnerSession,
  fetch: (sql: string) => Promise<unknown>,
  times: number,
): Promise<void> {
  for (const task of tasks) {
    const plan = toolchain.compile(
      [{ path: 'main.lt', text: definitions + task.program }],
      { materialize: 'output-only' },
      defaultProfile(runner)!,
    );
    if (!plan.ok) throw new Error(plan.error[0]!.message);
    const stage = plan.value.stages[0]!;
    const id = await session.prepare(stage.program!, stage.programType);
    const input = new Uint8Array();
    const [ours, theirs] = await best([() => session.execute(id, input), () => fetch(task.byHand)], times);
    const bytes = (await session.execute(id, input)).length;
    const figures = `${ours!.toFixed(1).padStart(8)} ms ${theirs!.toFixed(1).padStart(8)} ms ${(ours! / theirs!).toFixed(2).padStart(6)}`;
    console.log(`${runner.padEnd(8)}${task.name.padEnd(22)}${figures}   ${(bytes / 1e6).toFixed(1)} MB`);
  }
}

export async function main(): Promise<void> {
  const toolchain = await loadToolchain();
  console.log(`${rows} rows: a plan's bytes, SQL by hand, their ratio (aim on DuckDB 1.15)`);
  const database = await openNodeDuckDb();
  let duck: DuckConnection | undefined;
  const duckEngine = await DuckEngine.open(
    { ...database, connect: async () => (duck = await database.connect()) },
    () => 'bench',
  );
  await duckEngine.exec(`CREATE TABLE sales AS SELECT ${columns} FROM range(${rows}) AS t (i)`);
  await measured(toolchain, 'duckdb', new SqlSession(duckEngine), async (sql) => duck!.query(sql), runs);
  await duckEngine.close();

  const pg: PgDatabase = await openPgDatabase();
  const pgEngine = await PgEngine.open(pg, () => 'bench');
  await pgEngine.exec(
    `CREATE TABLE sales AS SELECT ${columns} FROM generate_series(0::int8, ${rows - 1}) AS t (i)`,
  );
  await measured(toolchain, 'pglite', new SqlSession(pgEngine), (sql) => pg.query(sql, []), 3);
  await pgEngine.close();
}
