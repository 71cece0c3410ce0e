import { mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { FileStore } from '../runners/files';
import { CommandError } from './command';

/**
 * The files below a folder. Paths come with `.` and `..` worked out (specification 3 M3); a link that leads out of
 * the folder is treated as if nothing were there.
 */
export function folderFiles(folder: string): FileStore {
  const root = realPath(folder);
  if (root === undefined) throw new CommandError(`there is no folder ${folder}`);
  return {
    read(path) {
      const real = realPath(join(root, path));
      if (real === undefined || !isBelow(root, real)) return undefined;
      try {
        return new Uint8Array(readFileSync(real));
      } catch {
        return undefined;
      }
    },
    write(path, bytes) {
      const target = join(root, path);
      const real = realParent(root, target);
      if (!isBelow(root, real)) throw new Error(`${path} leads out of the folder`);
      mkdirSync(dirname(target), { recursive: true });
      // Whoever reads meanwhile finds the old file or the new one, never a part (specification 4 §10).
      const unfinished = `${target}.${process.pid}.part`;
      writeFileSync(unfinished, bytes);
      renameSync(unfinished, target);
    },
    list: () => [...filesBelow(root, '')],
  };
}

/** The nearest folder of a path that exists, with links followed. */
function realParent(root: string, path: string): string {
  let parent = dirname(path);
  while (parent.length > root.length && realPath(parent) === undefined) parent = dirname(parent);
  return realPath(parent) ?? root;
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function isBelow(root: string, path: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}

function* filesBelow(root: string, folder: string): Generator<string> {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* filesBelow(root, path);
    else if (entry.isFile()) yield path;
  }
}
