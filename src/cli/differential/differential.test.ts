import { afterAll, beforeAll, expect, test } from 'vitest';
import { Workbench } from '../workbench';
import { operatorPairs } from './expression';
import { randomProgram } from './generator';
import { judge, programText } from './oracle';
import { Random } from './random';
import { shrink } from './shrink';
import { judgeTables } from './tables';

/** More programs, another start, a time limit in seconds: for long runs. */
const count = Number(process.env.FUZZ_PROGRAMS ?? 1500);
const start = Number(process.env.FUZZ_SEED ?? 1);
const seconds = Number(process.env.FUZZ_SECONDS ?? 75);
const mostFailures = Number(process.env.FUZZ_FAILURES ?? 3);

let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.open(undefined, { sqlOptions: { strictNan: true } });
});

afterAll(async () => {
  await workbench.close();
});

/** Programs from consecutive seeds, judged on every runner; the first contradictions, cut down. */
async function contradictions(
  programs: number,
  limit: number,
  failing: boolean,
  judged = judge,
): Promise<string[]> {
  const failures: string[] = [];
  const pairs = new Map<string, number>();
  const end = Date.now() + limit * 1000;
  let done = 0;
  for (; done < programs && Date.now() < end && failures.length < mostFailures; done++) {
    const seed = start + done;
    const random = new Random(seed);
    const program = randomProgram(random, 3 + random.below(24), failing);
    for (const pair of operatorPairs(program.body)) pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    const problem = await judged(workbench, program);
    if (problem === undefined) continue;
    const kind = kindOf(problem);
    const small = await shrink(
      program,
      async (candidate) => kindOf((await judged(workbench, candidate)) ?? '') === kind,
      400,
    );
    failures.push(`seed ${seed}: ${await judged(workbench, small)}\n${programText(small, false)}`);
    if (process.env.FUZZ_VERBOSE) console.log(failures.at(-1));
  }
  console.log(`${done} programs from seed ${start}, ${pairs.size} pairs of operators`);
  return failures;
}

test(
  'random programs mean the same on every runner',
  async () => {
    expect((await contradictions(count, seconds, false)).join('\n\n')).toBe('');
  },
  (seconds + 600) * 1000,
);

test(
  'parts that fail are not worked out where nothing asks for them',
  async () => {
    const some = [Math.ceil(count / 3), Math.ceil(seconds / 3)] as const;
    expect((await contradictions(...some, true)).join('\n\n')).toBe('');
  },
  (seconds + 600) * 1000,
);

/** The first words of a problem: a smaller program must fail in the same way. */
function kindOf(problem: string): string {
  return problem
    .split('\n', 2)
    .join(' ')
    .slice(0, problem.includes(' gives\n') ? problem.indexOf(' gives\n') : 60);
}

// Specification 4 §19.4.
test(
  'random programs mean the same when they read their values from tables',
  async () => {
    const some = [Math.ceil(count / 10), Math.ceil(seconds / 5)] as const;
    expect((await contradictions(...some, false, judgeTables)).join('\n\n')).toBe('');
  },
  (seconds + 600) * 1000,
);
