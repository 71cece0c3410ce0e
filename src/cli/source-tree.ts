import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { belongs, isSubmodule, metadataName, type SourceFile } from '../language';
import { CommandError } from './command';

/**
 * The project that a file or folder belongs to (specification 1 §13.2): from a `submodule` file up to the root, then
 * down through the folders that have a `module.lt`. A root of any other name is a project of its own. Behind its own
 * files come those of its dependencies (§13.3), each given as `NAME=PATH` or `PATH`.
 */
export async function readProject(
  path: string,
  dependencies: readonly string[] = [],
): Promise<readonly SourceFile[]> {
  const root = await projectRoot(path);
  const sources = [...(await readSources(root))];
  for (const given of dependencies) sources.push(...(await readDependency(given, dirname(root))));
  return sources;
}

async function readSources(root: string): Promise<readonly SourceFile[]> {
  const folder = dirname(root);
  const first = await readSource(root, folder);
  return basename(root) === 'module.lt' ? [first, ...(await membersOf(folder, folder))] : [first];
}

/** The files of a dependency given as `NAME=PATH`, or as a path to a project that says its name. */
async function readDependency(given: string, folder: string): Promise<SourceFile[]> {
  const [, written, path = given] = /^([\p{L}_][\p{L}\p{N}_]*)=(.*)$/u.exec(given) ?? [];
  const root = await projectRoot(path);
  const files = await readSources(root);
  const name = written ?? metadataName(files[0]!);
  if (name === undefined)
    throw new CommandError(`${path} has no name: write --dep NAME=${path}, or give it @!metadata("NAME")`);
  return files.map((file) => ({
    path: relative(folder, join(dirname(root), file.path)).replaceAll(sep, '/'),
    text: file.text,
    dependency: { name, path: file.path },
  }));
}

async function projectRoot(path: string): Promise<string> {
  const absolute = resolve(path);
  const notFound = new CommandError(`cannot find project root of ${path}`);
  let current = absolute;
  if (await isFolder(absolute)) {
    current = join(absolute, 'module.lt');
    if (!(await exists(current))) throw notFound;
  }
  while (isSubmodule({ path: current, text: await readText(current, path) })) {
    const folder = dirname(current);
    const next = join(basename(current) === 'module.lt' ? dirname(folder) : folder, 'module.lt');
    if (next === current || !(await exists(next))) throw notFound;
    current = next;
  }
  return current;
}

/** Files of a folder in descending order of path, each folder where it stands among them. */
async function membersOf(folder: string, root: string): Promise<SourceFile[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? 1 : -1));
  const files: SourceFile[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const isModule = entry.isDirectory() && (await exists(join(path, 'module.lt')));
    if (!isModule && (entry.isDirectory() || !entry.name.endsWith('.lt') || entry.name === 'module.lt'))
      continue;
    const file = await readSource(isModule ? join(path, 'module.lt') : path, root);
    if (!belongs(file)) continue;
    files.push(file);
    if (isModule) files.push(...(await membersOf(path, root)));
  }
  return files;
}

async function readSource(path: string, root: string): Promise<SourceFile> {
  return { path: relative(root, path).replaceAll(sep, '/'), text: await readText(path) };
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** The text of a file; `shown` is what to call it when it cannot be read. */
export async function readText(path: string, shown = path): Promise<string> {
  const bytes = await readFile(path).catch(() => {
    throw new CommandError(`${shown} cannot be read`);
  });
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new CommandError(`${shown} is not UTF-8 text`);
  }
}
