import type { SharedData, SharedFile, SharedProject } from './shared-project';

/**
 * The payload of a link: one JSON value a line, so that a link cut in the middle still gives every line before
 * the cut (SHR-12). The order of lines and of keys is fixed: equal projects give equal bytes (SHR-3).
 */
export function writeRecords(project: SharedProject): string {
  const { entry, runner, input, view, version, digest } = project;
  const head = { entry, runner, input, view: view && { tab: view.tab, node: view.node }, version, digest };
  const lines = [JSON.stringify(head)];
  for (const { path, text } of project.files) lines.push(JSON.stringify({ path, text }));
  for (const { name, fileName, text } of project.data ?? [])
    lines.push(JSON.stringify({ name, fileName, text }));
  return lines.map((line) => `${line}\n`).join('');
}

export interface ReadRecords {
  readonly project: SharedProject;
  /** What could not be read, each a sentence. */
  readonly lost: readonly string[];
  /** A field this version does not know. */
  readonly unknown: readonly string[];
}

const headFields = new Set(['entry', 'runner', 'input', 'view', 'version', 'digest']);
const maxFiles = 200;

/** Reads what {@link writeRecords} wrote, or what is left of it. Strict: anything of another form is left out and named. */
export function readRecords(text: string): ReadRecords {
  const files: SharedFile[] = [];
  const data: SharedData[] = [];
  const lost: string[] = [];
  const unknown: string[] = [];
  let head: Omit<SharedProject, 'files' | 'data'> = {};
  const lines = text.split('\n');
  const tail = lines.pop()!;
  if (tail !== '')
    lost.push(
      tail.startsWith('{"path":"')
        ? `The file ${tail.slice(9).split('"')[0]} is incomplete.`
        : 'The end of the link is missing.',
    );
  lines.forEach((line, index) => {
    const record = parseObject(line);
    if (!record) {
      lost.push(`Part ${index + 1} of the link cannot be read.`);
    } else if ('path' in record) {
      const path = cleanPath(record.path);
      const odd = fieldsBeyond(record, new Set(['path', 'text']));
      unknown.push(...odd);
      if (path === undefined || typeof record.text !== 'string')
        lost.push('A file of the link has a name or text that is not allowed.');
      else if (files.length >= maxFiles)
        lost.push(`The link holds more than ${maxFiles} files; the rest was left out.`);
      else if (odd.length === 0) files.push({ path, text: record.text });
    } else if ('fileName' in record) {
      const name = record.name;
      const fileName = cleanPath(record.fileName);
      unknown.push(...fieldsBeyond(record, new Set(['name', 'fileName', 'text'])));
      if (typeof name === 'string' && fileName !== undefined && typeof record.text === 'string')
        data.push({ name, fileName, text: record.text });
      else lost.push('A data set of the link cannot be read.');
    } else {
      unknown.push(...fieldsBeyond(record, headFields));
      head = readHead(record, lost);
    }
  });
  return { project: { files, ...head, ...(data.length > 0 ? { data } : {}) }, lost, unknown };
}

type Fields = Record<string, unknown>;

function parseObject(line: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Fields)
      : undefined;
  } catch {
    return undefined;
  }
}

function fieldsBeyond(record: Fields, known: ReadonlySet<string>): string[] {
  return Object.keys(record).filter((key) => !known.has(key));
}

function readHead(record: Fields, lost: string[]): Omit<SharedProject, 'files' | 'data'> {
  const head: Fields = {};
  for (const key of ['entry', 'runner', 'input', 'version', 'digest'] as const) {
    const value = record[key];
    if (value === undefined) continue;
    if (typeof value === 'string') head[key] = value;
    else lost.push(`The field ${key} of the link is not a text.`);
  }
  const view = record.view;
  if (typeof view === 'object' && view !== null && typeof (view as Fields).tab === 'string') {
    const { tab, node } = view as { tab: string; node?: unknown };
    head.view = typeof node === 'string' ? { tab, node } : { tab };
  } else if (view !== undefined) lost.push('The view named in the link cannot be read.');
  return head as Omit<SharedProject, 'files' | 'data'>;
}

/** A relative path without `..`, control characters or a drive; `undefined` for anything else (SHR-11). */
function cleanPath(path: unknown): string | undefined {
  if (typeof path !== 'string' || path.length > 200) return undefined;
  if (path === '') return path;
  if (/[\u0000-\u001f\u007f\\:]/.test(path) || path.startsWith('/')) return undefined;
  return path.split('/').some((part) => part === '' || part === '.' || part === '..') ? undefined : path;
}
