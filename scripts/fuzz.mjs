// Random programs compared on every runner: `node scripts/fuzz.mjs [programs] [seed]`, by default 100,000 from a random seed.
import { spawnSync } from 'node:child_process';

const [programs = '100000', seed = String(Math.floor(Math.random() * 1e9))] = process.argv.slice(2);
process.stdout.write(`${programs} programs from seed ${seed}\n`);
const { status } = spawnSync(
  'npx',
  ['--no-install', 'vitest', 'run', 'src/cli/differential/differential.test.ts'],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      FUZZ_PROGRAMS: programs,
      FUZZ_SEED: seed,
      FUZZ_SECONDS: '86400',
      FUZZ_FAILURES: '20',
      FUZZ_VERBOSE: '1',
    },
  },
);
process.exitCode = status ?? 1;
