// Builds a TypeScript entry for Node into .cache when a source is newer than the last build, and gives its path.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The newest change of a file below `folder`, in milliseconds. */
function newest(folder) {
  let latest = 0;
  for (const item of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, item.name);
    latest = Math.max(latest, item.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }
  return latest;
}

/** `entry` is relative to the project; `name` is the folder below .cache and the file in it. */
export async function bundle(entry, name) {
  const target = join(root, '.cache', name);
  const file = join(target, `${name}.mjs`);
  const sources = [join(root, 'src'), dirname(join(root, entry))];
  const isFresh = () => existsSync(file) && statSync(file).mtimeMs >= Math.max(...sources.map(newest));
  if (isFresh()) return file;
  const { build } = await import('vite');
  const fresh = join(root, '.cache', `${name}-${process.pid}`);
  await build({
    root,
    configFile: join(root, 'vite.node.config.ts'),
    logLevel: 'error',
    build: {
      ssr: join(root, entry),
      outDir: fresh,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: `${name}.mjs` } },
    },
  });
  if (isFresh()) {
    // Another process has put its build there in the meantime, and may run from it: it is as good as ours.
    rmSync(fresh, { recursive: true, force: true });
    return file;
  }
  mkdirSync(dirname(target), { recursive: true });
  rmSync(target, { recursive: true, force: true });
  try {
    renameSync(fresh, target);
  } catch (problem) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(file)) throw problem;
  }
  return file;
}
