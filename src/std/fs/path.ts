/**
 * The path below the root that a program means, free of `.` and `..`; undefined when it leaves the root
 * (specification 3 M3). A path that begins with `/` replaces the root, so it leaves it too.
 */
export function pathBelowRoot(path: string): string | undefined {
  if (path.startsWith('/')) return undefined;
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.length === 0 ? undefined : segments.join('/');
}
