/** A relative path without `..`, control characters or a drive; `undefined` for anything else (SHR-11). */
export function cleanPath(path: unknown): string | undefined {
  if (typeof path !== 'string' || path.length > 200) return undefined;
  if (path === '') return path;
  if (/[\u0000-\u001f\u007f\\:]/.test(path) || path.startsWith('/')) return undefined;
  return path.split('/').some((part) => part === '' || part === '.' || part === '..') ? undefined : path;
}
