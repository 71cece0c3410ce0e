// Asks for completion at every boundary of a token of every program of the corpus, whole and cut there (EDT-9). The tests
// try a sample; this is for the night: `node scripts/every-place.mjs`.
import { spawnSync } from 'node:child_process';

const { status } = spawnSync(
  'npx',
  ['--no-install', 'vitest', 'run', 'src/language/services/completion/any-place.test.ts'],
  { stdio: 'inherit', env: { ...process.env, EVERY_PLACE: '1' } },
);
process.exitCode = status ?? 1;
