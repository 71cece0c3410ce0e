import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { renderDiagnostics } from '../language';
import { type Command, UsageError } from './command';
import { type CorpusCase, difference, inOneLine, readCorpus, setupOf } from './corpus-file';
import { printed } from './output';
import { readText } from './source-tree';
import { type Failure, Workbench } from './workbench';

/** `holt corpus FILE…`: programs with their expected results. */
export const corpus: Command = {
  name: 'corpus',
  summary: 'Run files of programs with their expected results',
  usage: `Usage: holt corpus FILE… [--runner NAME]… [--only TEXT] [--report FILE.json]

Each case: a line \`# === name\`, a program, optionally a line \`# <\` and an input literal, then a line \`# >\` and the
result as printed, or \`# => RESULT\` in one line. \`# > duckdb\` and \`# duckdb => RESULT\` expect another result of that
runner alone; \`refused: MESSAGE\` expects that the program is not compiled. SQL after \`# setup\` or \`# setup duckdb\` fills
the database before; a program after \`# then\` is run on the same database next, and the result is its own.
  --runner NAME    interpreter (default), duckdb or pglite; may be repeated
  --only TEXT      only cases whose name contains the text
  --report FILE    write {"passed", "failed"} as JSON`,
  async run(args, io) {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        runner: { type: 'string', multiple: true, default: ['interpreter'] },
        only: { type: 'string', default: '' },
        report: { type: 'string' },
      },
    });
    if (positionals.length === 0) throw new UsageError('at least one file is wanted');
    const workbench = await Workbench.open();
    let passed = 0;
    let failed = 0;
    try {
      for (const path of positionals) {
        const cases = readCorpus(await readText(path)).filter((item) => item.name.includes(values.only));
        for (const runner of values.runner) {
          for (const item of cases) {
            const setup = setupOf(item, runner);
            if (setup === undefined) continue;
            const expected = item.expectedOn.get(runner) ?? item.expected;
            const found = await resultOf(workbench, item, runner, setup);
            if (found.trim() === expected) passed++;
            else {
              failed++;
              io.out(`${path}:${item.line} ${item.name} on ${runner}\n${difference(expected, found)}\n\n`);
            }
          }
        }
      }
    } finally {
      await workbench.close();
    }
    if (values.report !== undefined) await writeFile(values.report, JSON.stringify({ passed, failed }));
    io.out(`${passed} passed, ${failed} failed\n`);
    return failed === 0 ? 0 : 1;
  },
};

/** Whatever happens to a case is its result: one that breaks the product must not hide the others. */
async function resultOf(
  workbench: Workbench,
  item: CorpusCase,
  runner: string,
  setup: string,
): Promise<string> {
  try {
    const found = await run(workbench, item, runner, setup);
    return item.oneLine ? inOneLine(found) : found;
  } catch (problem) {
    return `fault of the product: ${problem instanceof Error ? problem.stack : String(problem)}`;
  }
}

async function run(workbench: Workbench, item: CorpusCase, runner: string, setup: string): Promise<string> {
  const program = { sources: [{ path: '', text: item.program }] };
  let input: Uint8Array | undefined;
  if (item.input !== undefined) {
    const literal = await workbench.input(program, item.input);
    if (!literal.ok) return failureText(literal.error, item);
    input = literal.value;
  }
  let result = await workbench.run(program, {
    runner,
    ...(setup === '' ? {} : { setup }),
    ...(input === undefined ? {} : { input }),
  });
  if (result.ok && item.next !== undefined) {
    const after = { sources: [{ path: '', text: item.next }] };
    result = await workbench.run(after, { runner, keepData: true });
  }
  return result.ok ? printed(result.value.output, result.value.type) : failureText(result.error, item);
}

function failureText(failure: Failure, item: CorpusCase): string {
  if (failure.kind === 'error') return failure.error.message;
  if (/^refused: /m.test([item.expected, ...item.expectedOn.values()].join('\n')))
    return `refused: ${failure.diagnostics.map((diagnostic) => diagnostic.message).join('\n')}`;
  return renderDiagnostics(failure.diagnostics, [{ path: '', text: item.program }]);
}
