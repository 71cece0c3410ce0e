// Runs every check and prints, last, `N passed, N failed` with the true totals; exits 1 when anything failed.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const results = join(root, '.cache', 'test');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
process.chdir(root);

let passed = 0;
let failed = 0;

function run(command, args, env = {}) {
  const started = Date.now();
  const outcome = spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NO_COLOR: '1', ...env },
  });
  process.stdout.write(`— ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
  return outcome.status === 0;
}

function add(name, counts) {
  passed += counts.passed;
  failed += counts.failed;
  process.stdout.write(`${name}: ${counts.passed} passed, ${counts.failed} failed\n\n`);
}

function check(name, command, ...args) {
  process.stdout.write(`## ${name}\n`);
  const good = run(command, args);
  add(name, { passed: good ? 1 : 0, failed: good ? 0 : 1 });
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** A run that broke before it could count is one failure, not none. */
function suite(name, command, args, env, report) {
  process.stdout.write(`## ${name}\n`);
  const good = run(command, args, env);
  const counts = report() ?? { passed: 0, failed: 1 };
  if (!good && counts.failed === 0) counts.failed = 1;
  add(name, counts);
}

check('types', 'npx', '--no-install', 'tsc', '--noEmit');
check('style', 'npx', '--no-install', 'biome', 'check', '--error-on-warnings');
check('imports', process.execPath, 'scripts/imports.mjs');
check('tags', process.execPath, 'scripts/tags.mjs', '--owed');

const unit = join(results, 'unit.json');
suite(
  'unit tests',
  'npx',
  ['--no-install', 'vitest', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${unit}`],
  {},
  () => {
    const report = readJson(unit);
    const broken =
      report?.testResults?.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
        .length ?? 0;
    return report && { passed: report.numPassedTests, failed: report.numFailedTests + broken };
  },
);

const filesOf = (folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => join(folder, name));
const corpus = filesOf('e2e/corpus');
const tables = filesOf('e2e/tables');
for (const runner of ['interpreter', 'duckdb', 'pglite']) {
  const report = join(results, `corpus-${runner}.json`);
  suite(
    `corpus on ${runner}`,
    process.execPath,
    [
      'scripts/holt.mjs',
      'corpus',
      ...corpus,
      ...(runner === 'interpreter' ? [] : tables),
      '--runner',
      runner,
      '--report',
      report,
    ],
    {},
    () => readJson(report),
  );
}

// Under CI a server that runs already is never taken for ours: it might serve an older build.
const browser = join(results, 'browser.json');
suite(
  'browser tests',
  'npx',
  ['--no-install', 'playwright', 'test', '--reporter=list,json'],
  { PLAYWRIGHT_JSON_OUTPUT_NAME: browser, CI: 'true' },
  () => {
    const stats = readJson(browser)?.stats;
    return stats && { passed: stats.expected + stats.flaky, failed: stats.unexpected };
  },
);

process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
