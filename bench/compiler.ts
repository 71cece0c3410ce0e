import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type ts from 'typescript-5';
import type { RunnerProfile } from '../src/base';
import { LanguageService } from '../src/engine/language-service';
import { standardLibrary } from '../src/engine/standard-library';
import { loadToolchain } from '../src/engine/toolchain';
import { checkEntry, checkProject, ProjectChecker, type SourceFile } from '../src/language';
import { compileToIr, containedProgram, permittedExternals, toBytecode } from '../src/program';
import { defaultProfile, defaultRunners } from '../src/routing';

/*
 * The compiler against others of its kind (specification 8 §8.6): the same shape of program, about 200 lines, for
 * Lutra, PRQL and TypeScript, measured in one process one after another.
 */

const require = createRequire(import.meta.url);
const runs = 31;

/** Median of milliseconds of each, after warming up. They take turns, so that a busy machine is busy for all of them. */
function medians(...works: ((run: number) => void)[]): number[] {
  for (let i = 0; i < 10; i++) for (const work of works) work(i);
  const times = works.map((): number[] => []);
  for (let i = 0; i < runs; i++) {
    works.forEach((work, position) => {
      const start = performance.now();
      work(10 + i);
      times[position]!.push(performance.now() - start);
    });
  }
  return times.map((all) => all.sort((a, b) => a - b)[Math.floor(runs / 2)]!);
}

/** One report of ten lines: a filter, a projection, a grouping, a sort. */
function lutraReport(n: number): string {
  return `func report_${n}(rows: [Sale]) -> (
  rows
  | filter(r -> r.price > ${n}.5 && r.quantity < ${n + 50})
  | map(r -> {r.region, r.day, total = r.price * to_float64(r.quantity), r.quantity})
  | group_map(r -> r.region, func (region, rs) -> {
    region, orders = count(rs), total = rs | map(r -> r.total) | sum, most = rs | map(r -> r.quantity) | max,
  })
  | sort(r -> -r.total)
  | slice(0, ${n + 1})
)`;
}

function lutraProgram(reports: number): string {
  const head =
    'type Sale: {\n  id: Int64,\n  region: Text,\n  quantity: Int32,\n  price: Float64,\n  day: Date,\n}\n';
  const bodies = Array.from({ length: reports }, (_, n) => lutraReport(n));
  const main = `func main(rows: [Sale]) -> {\n${Array.from({ length: reports }, (_, n) => `  r${n} = report_${n}(rows),`).join('\n')}\n}`;
  return [head, ...bodies, main].join('\n');
}

/** A chain of so many steps: its plan has two nodes more. */
function lutraChain(steps: number): string {
  const lines = Array.from({ length: steps }, (_, i) =>
    i % 2 === 0
      ? `  | filter(r -> r.price > ${i}.5)`
      : `  | map(r -> {r.region, r.day, price = r.price * ${i}.5})`,
  );
  return `func main(rows: [{region: Text, day: Date, price: Float64}]) -> (\n  rows\n${lines.join('\n')}\n)`;
}

function prqlProgram(reports: number): string {
  const bodies = Array.from(
    { length: reports },
    (_, n) => `let report_${n} = (
  from sales
  filter price > ${n}.5 && quantity < ${n + 50}
  derive total = price * quantity
  group region (
    aggregate { orders = count this, total = sum total, most = max quantity }
  )
  sort {-total}
  take ${n + 1}
)`,
  );
  const main = `from report_0\n${Array.from({ length: reports - 1 }, (_, n) => `append report_${n + 1}`).join('\n')}`;
  return [...bodies, main].join('\n');
}

function typeScriptProgram(reports: number): string {
  const head = 'type Sale = { id: bigint; region: string; quantity: number; price: number; day: Date };\n';
  const bodies = Array.from(
    { length: reports },
    (_, n) => `export function report${n}(rows: readonly Sale[]) {
  const groups = new Map<string, { region: string; total: number; quantity: number }[]>();
  const picked = rows
    .filter((r) => r.price > ${n}.5 && r.quantity < ${n + 50})
    .map((r) => ({ region: r.region, day: r.day, total: r.price * r.quantity, quantity: r.quantity }));
  for (const r of picked) groups.set(r.region, [...(groups.get(r.region) ?? []), r]);
  return [...groups].map(([region, rs]) => ({ region, orders: rs.length, total: rs.reduce((s, r) => s + r.total, 0) }))
    .sort((a, b) => b.total - a.total)
    .slice(0, ${n + 1});
}`,
  );
  return [head, ...bodies].join('\n');
}

/** Checks a changed file with the libraries and the rest of the program kept, as an editor does. */
function typeScriptChecker(): (text: string) => void {
  const typescript = require('typescript-5') as typeof ts;
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    target: typescript.ScriptTarget.ES2022,
    types: [],
  };
  const host = typescript.createCompilerHost(options);
  const libraries = new Map<string, ts.SourceFile | undefined>();
  let text = '';
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, target) => {
    if (name === 'main.ts') return typescript.createSourceFile(name, text, target, true);
    if (!libraries.has(name)) libraries.set(name, read(name, target));
    return libraries.get(name);
  };
  let previous: ts.Program | undefined;
  return (next) => {
    text = next;
    previous = typescript.createProgram(['main.ts'], options, host, previous);
    const main = previous.getSourceFile('main.ts');
    const faults = [...previous.getSyntacticDiagnostics(main), ...previous.getSemanticDiagnostics(main)];
    if (faults.length > 0) throw new Error(String(faults[0]!.messageText));
  };
}

/** 3,000 lines in 20 files; what differs by `seed` keeps every cache out. */
function manyFiles(seed: number): { path: string; text: string }[] {
  return Array.from({ length: 20 }, (_, f) => ({
    path: f === 0 ? 'module.lt' : `part${f}.lt`,
    text: `${f === 0 ? '' : 'submodule\n'}${lutraProgram(13)}\n# ${seed}`,
  }));
}

/** The median of milliseconds from a key in the last file to problems and plan, as the editor's worker is asked. */
async function keyToPlan(files: readonly SourceFile[]): Promise<number> {
  const service = new LanguageService();
  const times: number[] = [];
  for (let key = 0; key < runs; key++) {
    const edited = files.map((file, i) =>
      i < files.length - 1
        ? file
        : { ...file, text: file.text.replace('r.price > 9.5', `r.price > ${key}.25`) },
    );
    const start = performance.now();
    const { problems } = await service.check({ files: edited }, key);
    times.push(performance.now() - start);
    if (problems.length > 0) throw new Error(problems[0]!.message);
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)]!;
}

/** Milliseconds of things that nothing has warmed up. */
export interface FirstTimes {
  readonly library: number;
  readonly compile: number;
  readonly manyFiles: number;
}

/** What a fresh worker takes: to read the library, to get ready and compile, to check many files. */
export async function firstTimes(): Promise<FirstTimes> {
  const start = performance.now();
  const std = standardLibrary();
  const read = performance.now();
  const toolchain = await loadToolchain();
  const text =
    'func main() -> [1, 2, 3]: [Int32] | filter(x -> x > 1) | map(x -> {x, twice = x * 2}) | sort(r -> -r.x)';
  const plan = toolchain.compile([{ path: 'main.lt', text }], { materialize: 'output-only' }, interpreter());
  if (!plan.ok) throw new Error(plan.error[0]!.message);
  const compiled = performance.now();
  checkProject(manyFiles(0), { std });
  return { library: read - start, compile: compiled - start, manyFiles: performance.now() - compiled };
}

/** The best of several fresh workers: they share the machine with whatever else runs. */
async function bestFirstTimes(): Promise<FirstTimes> {
  const code = `import(${JSON.stringify(import.meta.url)}).then((bench) => bench.firstTimes())
    .then((times) => require('node:worker_threads').parentPort.postMessage(times));`;
  const all: FirstTimes[] = [];
  for (let i = 0; i < 5; i++) {
    all.push(
      await new Promise<FirstTimes>((resolve, reject) => {
        const worker = new Worker(code, { eval: true });
        worker.once('message', resolve);
        worker.once('error', reject);
      }),
    );
  }
  const best = (of: (times: FirstTimes) => number) => Math.min(...all.map(of));
  return {
    library: best((times) => times.library),
    compile: best((times) => times.compile),
    manyFiles: best((times) => times.manyFiles),
  };
}

function interpreter() {
  return defaultProfile('interpreter')!;
}

export async function main(): Promise<void> {
  const toolchain = await loadToolchain();
  const { std } = toolchain.deps;
  const prql = require('prqlc') as { compile(source: string): string };
  const typescript = typeScriptChecker();
  const lutra = lutraProgram(19);
  const prqlSource = prqlProgram(20);
  const shortPrql = prqlProgram(1);
  const tsSource = typeScriptProgram(17);
  const short = `${lutraReport(0)}\n`
    .replace('[Sale]', '[{region: Text, quantity: Int32, price: Float64, day: Date}]')
    .replace('report_0', 'main');
  const chain = lutraChain(48);
  const profiles = defaultRunners.map(({ profile }) => profile);

  /** A trailing comment that differs by run keeps every cache out. */
  const check = (source: string) => (run: number) => {
    const { diagnostics } = checkProject([{ path: 'main.lt', text: `${source}\n# ${run}` }], { std });
    if (diagnostics.length > 0) throw new Error(diagnostics[0]!.message);
  };
  const compile = (source: string, runner: RunnerProfile) => (run: number) => {
    const plan = toolchain.compile(
      [{ path: 'main.lt', text: `${source}\n# ${run}` }],
      { materialize: 'output-only' },
      runner,
    );
    if (!plan.ok) throw new Error(plan.error[0]!.message);
  };
  /** Without the plan: text to the bytes that the interpreter is given (specification 8 §8.6). */
  const bytecode = (source: string) => (run: number) => {
    const { project } = checkProject([{ path: 'main.lt', text: `${source}\n# ${run}` }], { std });
    const { entry } = checkEntry(project!);
    const { repr, externals } = interpreter();
    const compiled = compileToIr(project!, entry!, permittedExternals(repr, externals));
    if (!compiled.ok) throw new Error(compiled.error[0]!.message);
    containedProgram.encode({ kind: 'bytecode_lt', value: toBytecode(compiled.value.program).program });
  };
  const checker = new ProjectChecker({ std });
  const edit = (run: number): void => {
    const text = lutra.replace('r.price > 9.5', `r.price > ${run}.25`);
    const { diagnostics } = checker.check([{ path: 'main.lt', text }]);
    if (diagnostics.length > 0) throw new Error(diagnostics[0]!.message);
  };
  const [lutraMs, prqlMs, tsMs, editMs, shortPrqlMs, shortBytesMs, bytesMs, shortMs, compileMs, ...chainMs] =
    medians(
      check(lutra),
      (run) => prql.compile(`${prqlSource}\n# ${run}`),
      (run) => typescript(`${tsSource}\n// ${run}`),
      edit,
      (run) => prql.compile(`${shortPrql}\n# ${run}`),
      bytecode(short),
      bytecode(lutra),
      compile(short, interpreter()),
      compile(lutra, interpreter()),
      ...profiles.map((profile) => compile(chain, profile)),
    ) as [number, number, number, number, number, number, number, number, number, ...number[]];
  const checkMany = (run: number): number => {
    const start = performance.now();
    const { diagnostics } = checkProject(manyFiles(run), { std });
    if (diagnostics.length > 0) throw new Error(diagnostics[0]!.message);
    return performance.now() - start;
  };
  const manyFirstMs = checkMany(0);
  const manyMs = Math.min(...Array.from({ length: 9 }, (_, run) => checkMany(run + 1)));
  const keyMs = await keyToPlan([{ path: 'main.lt', text: lutra }]);
  const manyKeyMs = await keyToPlan(manyFiles(0));
  const first = await bestFirstTimes();

  const lines = (text: string) => text.split('\n').length;
  const manyLines = manyFiles(0).reduce((sum, file) => sum + lines(file.text), 0);
  const row = (name: string, value: string, aim: string) =>
    `${name.padEnd(58)}${value.padStart(10)}   ${aim}`;
  const ms = (value: number) => `${value.toFixed(2)} ms`;
  console.log(
    [
      row(`check, ${lines(lutra)} lines of Lutra`, ms(lutraMs), ''),
      row(
        `source to bytecode, ${lines(short)} lines`,
        ms(shortBytesMs),
        `aim ${ms(0.15 * shortPrqlMs)}, 0.15 of prqlc`,
      ),
      row(
        'source to bytecode, the 200 lines',
        ms(bytesMs),
        `aim ${ms(Math.min(0.25 * prqlMs, 0.1 * tsMs))}, 0.25 of prqlc and 0.1 of TypeScript`,
      ),
      row(`source to plan, ${lines(short)} lines: graph, hashes and bytecode`, ms(shortMs), ''),
      row('source to plan, the 200 lines', ms(compileMs), ''),
      row('key to problems and plan, the 200 lines', ms(keyMs), 'aim 50 ms'),
      row(`key to problems and plan, ${manyLines} lines in 20 files`, ms(manyKeyMs), 'aim 300 ms'),
      ...profiles.map((profile, i) =>
        row(`source to plan, 50 nodes in a chain, ${profile.name}`, ms(chainMs[i]!), 'aim 20 ms'),
      ),
      row(`prqlc, ${lines(prqlSource)} lines to SQL`, ms(prqlMs), ''),
      row(`TypeScript 5.9 checker, ${lines(tsSource)} lines, program reused`, ms(tsMs), ''),
      row('check / prqlc', (lutraMs / prqlMs).toFixed(3), 'aim 0.25'),
      row('check / TypeScript', (lutraMs / tsMs).toFixed(3), 'aim 0.10'),
      row('check after an edit of one definition of these', ms(editMs), 'aim 1.5 ms'),
      row(`check, ${manyLines} lines in 20 files, first time, warm process`, ms(manyFirstMs), 'aim 60 ms'),
      row('  the best of the next nine', ms(manyMs), ''),
      row('  first thing in a fresh worker, best of five', ms(first.manyFiles), ''),
      row('the standard library, read in a fresh worker', ms(first.library), 'aim 3 ms'),
      row('first compile in a fresh worker, library included', ms(first.compile), 'aim 30 ms'),
    ].join('\n'),
  );
}
