// Sets up what is missing, with nothing but Node: the packages of the lock file and, with --browser, Chromium.
// Prints to standard error only, so that commands which run it first keep their output clean.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(root, 'node_modules', '.setup-stamp');

function say(text) {
  process.stderr.write(`holt: ${text}\n`);
}

function stop(text) {
  say(text);
  process.exit(1);
}

function run(command, args) {
  return spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] }).status === 0;
}

function npm(...args) {
  const script = process.env.npm_execpath;
  return script ? run(process.execPath, [script, ...args]) : run('npm', args);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19))
  stop(`Node ${process.versions.node} is too old: version 20.19 or newer is needed.`);

const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  say('installing packages …');
  // `npm ci` wants every platform's build of a package in the lock; where one is missing, `install` still works.
  if (!npm('ci', '--ignore-scripts') && !npm('install', '--ignore-scripts'))
    stop('the packages could not be installed: see the lines above.');
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, lock);
}

if (process.argv.includes('--browser') && !existsSync('/usr/bin/chromium') && !process.env.CHROMIUM_PATH) {
  say('installing Chromium for the browser tests …');
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...args) => run([...asRoot, 'apt-get', ...args][0], [...asRoot, 'apt-get', ...args].slice(1));
  const debian =
    existsSync('/usr/bin/apt-get') &&
    apt('update') &&
    apt('install', '-y', '--no-install-recommends', 'chromium');
  if (!debian && !npm('exec', '--', 'playwright', 'install', 'chromium')) {
    stop(
      'Chromium could not be installed. Install it yourself, or name one in CHROMIUM_PATH, and run again.',
    );
  }
}
