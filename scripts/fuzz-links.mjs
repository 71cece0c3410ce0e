// Opens mutated share links (SHR-11): `node scripts/fuzz-links.mjs [links] [seed]`, by default 100,000 from a random seed.
import { spawnSync } from 'node:child_process';

const [links = '100000', seed = String(Math.floor(Math.random() * 1e9))] = process.argv.slice(2);
process.stdout.write(`${links} links from seed ${seed}\n`);
const { status } = spawnSync(
  'npx',
  ['--no-install', 'vitest', 'run', 'src/share/hostile-links.test.ts', '--testTimeout=3600000'],
  { stdio: 'inherit', env: { ...process.env, LINK_MUTATIONS: links, LINK_SEED: seed } },
);
process.exitCode = status ?? 1;
