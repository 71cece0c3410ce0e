import type { SourceFile } from './checked-project';

/**
 * The module that a file contributes to, as segments; none for the root (specification 1 §13.1). The root file is
 * `module.lt`, a nameless file, or the only file there is; without any of these `main.lt`.
 */
export function modulePathOf(path: string, sources: readonly SourceFile[]): readonly string[] {
  if (sources.length === 1 || path === '' || path === 'module.lt') return [];
  const hasRoot = sources.some((source) => {
    const inProject = pathInProject(source);
    return inProject === '' || inProject === 'module.lt';
  });
  if (!hasRoot && path === 'main.lt') return [];
  const segments = path.replace(/\.lt$/, '').split('/');
  if (segments.at(-1) === 'module') segments.pop();
  return segments;
}

/** The path of a file in the project it belongs to, which may be a dependency. */
export function pathInProject({ path, dependency }: SourceFile): string {
  return dependency?.path ?? path;
}
