import { cleanPath } from './clean-path';
import type { AbsentData, SharedData, SharedFile, SharedInput, SharedProject } from './shared-project';

/**
 * The payload of a link: one JSON value a line, so that a link cut in the middle still gives every line before
 * the cut (SHR-12). The order of lines and of keys is fixed: equal projects give equal bytes (SHR-3).
 */
export function writeRecords(project: SharedProject): string {
  const { name, entry, runner, input, view, version, digest } = project;
  const head = {
    name,
    entry,
    runner,
    input,
    view: view && { tab: view.tab, node: view.node },
    version,
    digest,
  };
  const lines = [JSON.stringify(head)];
  for (const { path, text } of project.files) lines.push(JSON.stringify({ path, text }));
  for (const input of project.inputs ?? []) {
    const { param } = input;
    const from = 'data' in input ? { data: input.data } : { literal: input.literal };
    lines.push(JSON.stringify({ param, ...from }));
  }
  for (const { name, fileName, text } of project.data ?? [])
    lines.push(JSON.stringify({ name, fileName, text }));
  for (const { name, fileName, type, bytes, digest } of project.absent ?? [])
    lines.push(JSON.stringify({ absent: name, fileName, type, bytes, digest }));
  return lines.map((line) => `${line}\n`).join('');
}

export interface ReadRecords {
  readonly project: SharedProject;
  /** What could not be read, each a sentence. */
  readonly lost: readonly string[];
  /** A field this version does not know. */
  readonly unknown: readonly string[];
}

const headFields = new Set(['name', 'entry', 'runner', 'input', 'view', 'version', 'digest']);
const maxFiles = 200;

/** Reads what {@link writeRecords} wrote, or what is left of it. Strict: anything of another form is left out and named. */
export function readRecords(text: string): ReadRecords {
  const reading = new Reading();
  const lines = text.split('\n');
  const tail = lines.pop()!;
  if (tail !== '')
    reading.lost.push(
      tail.startsWith('{"path":"')
        ? `The file ${tail.slice(9).split('"')[0]} is incomplete.`
        : 'The end of the link is missing.',
    );
  lines.forEach((line, index) => {
    const record = parseObject(line);
    if (!record) reading.lost.push(`Part ${index + 1} of the link cannot be read.`);
    else if ('path' in record) reading.file(record);
    else if ('param' in record) reading.input(record);
    else if ('absent' in record) reading.absence(record);
    else if ('fileName' in record) reading.dataSet(record);
    else reading.head(record);
  });
  return { project: reading.project(), lost: reading.lost, unknown: reading.unknown };
}

/** The records that were read so far, and what was wrong with others. */
class Reading {
  readonly lost: string[] = [];
  readonly unknown: string[] = [];
  readonly #files: SharedFile[] = [];
  readonly #inputs: SharedInput[] = [];
  readonly #data: SharedData[] = [];
  readonly #absent: AbsentData[] = [];
  #head: Omit<SharedProject, 'files'> = {};

  project(): SharedProject {
    return {
      files: this.#files,
      ...this.#head,
      ...(this.#inputs.length > 0 ? { inputs: this.#inputs } : {}),
      ...(this.#data.length > 0 ? { data: this.#data } : {}),
      ...(this.#absent.length > 0 ? { absent: this.#absent } : {}),
    };
  }

  file(record: Fields): void {
    const path = cleanPath(record.path);
    const odd = this.#odd(record, ['path', 'text']);
    if (path === undefined || typeof record.text !== 'string')
      this.lost.push('A file of the link has a name or text that is not allowed.');
    else if (this.#files.length >= maxFiles)
      this.lost.push(`The link holds more than ${maxFiles} files; the rest was left out.`);
    else if (!odd) this.#files.push({ path, text: record.text });
  }

  input(record: Fields): void {
    const { param, data, literal } = record;
    const odd = this.#odd(record, ['param', 'data', 'literal']);
    if (typeof param !== 'string' || (typeof data !== 'string') === (typeof literal !== 'string'))
      this.lost.push('An input of the link cannot be read.');
    else if (odd) return;
    else if (typeof data === 'string') this.#inputs.push({ param, data });
    else this.#inputs.push({ param, literal: literal as string });
  }

  dataSet(record: Fields): void {
    const { name, text } = record;
    const fileName = cleanPath(record.fileName);
    const odd = this.#odd(record, ['name', 'fileName', 'text']);
    if (typeof name !== 'string' || fileName === undefined || typeof text !== 'string')
      this.lost.push('A data set of the link cannot be read.');
    else if (!odd) this.#data.push({ name, fileName, text });
  }

  absence(record: Fields): void {
    const { absent: name, type, bytes, digest } = record;
    const fileName = cleanPath(record.fileName);
    const odd = this.#odd(record, ['absent', 'fileName', 'type', 'bytes', 'digest']);
    const size = typeof bytes === 'number' && Number.isSafeInteger(bytes) && bytes >= 0 ? bytes : undefined;
    if (typeof name !== 'string' || fileName === undefined || typeof type !== 'string' || size === undefined)
      this.lost.push('What the link says of a data set that it leaves out cannot be read.');
    else if (typeof digest === 'string' && !odd)
      this.#absent.push({ name, fileName, type, bytes: size, digest });
  }

  head(record: Fields): void {
    this.unknown.push(...fieldsBeyond(record, headFields));
    this.#head = readHead(record, this.lost);
  }

  #odd(record: Fields, known: readonly string[]): boolean {
    const odd = fieldsBeyond(record, new Set(known));
    this.unknown.push(...odd);
    return odd.length > 0;
  }
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

function readHead(record: Fields, lost: string[]): Omit<SharedProject, 'files'> {
  const head: Fields = {};
  for (const key of ['name', 'entry', 'runner', 'input', 'version', 'digest'] as const) {
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
  return head as Omit<SharedProject, 'files'>;
}
