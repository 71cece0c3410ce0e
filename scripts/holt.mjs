// The command line: builds src/cli into .cache when a source is newer than the last build, then runs it.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const target = join(root, '.cache', 'cli');
const entry = join(target, 'holt.mjs');

/** The newest change of a file below `folder`, in milliseconds. */
function newest(folder) {
  let latest = 0;
  for (const item of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, item.name);
    latest = Math.max(latest, item.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }
  return latest;
}

async function build() {
  const { build } = await import('vite');
  const fresh = join(root, '.cache', `cli-${process.pid}`);
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(root, 'src', 'cli', 'main.ts'),
      outDir: fresh,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'holt.mjs' } },
    },
  });
  mkdirSync(dirname(target), { recursive: true });
  rmSync(target, { recursive: true, force: true });
  try {
    renameSync(fresh, target);
  } catch (problem) {
    // Another process has put its build there in the meantime; it is as good as ours.
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(entry)) throw problem;
  }
}

if (!existsSync(entry) || statSync(entry).mtimeMs < newest(join(root, 'src'))) await build();
const { main } = await import(pathToFileURL(entry).href);
process.exitCode = await main(process.argv.slice(2));
