import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { type AppError, fail, ok, type Result } from '../base';
import { cleanPath } from './clean-path';
import type { SharedFile, SharedInput } from './shared-project';

/**
 * A project as a `.zip` of plain files that a Lutra command line runs unchanged (PRJ-4): the `.lt` files in their
 * folders, data files under `data/`, and `holt.json` for what the language does not hold.
 */
export interface Archive {
  readonly name: string;
  readonly files: readonly SharedFile[];
  readonly data: readonly ArchivedData[];
  /** What is run; `main` when absent. */
  readonly entry?: string;
  /** Runner selector text; the router chooses when absent. */
  readonly runner?: string;
  /** Where each input comes from: a data set by name, or a Lutra literal. */
  readonly inputs: readonly SharedInput[];
}

export interface ArchivedData {
  readonly name: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

const settingsFile = 'holt.json';
const dataFolder = 'data/';
/** A fixed time, so that equal projects give equal files; zip knows no time before 1980. */
const mtime = new Date(1980, 0, 1);
/** Beyond this nothing is unpacked. */
const maxBytes = 256 * 1024 * 1024;
const maxFiles = 2000;

export function writeArchive(archive: Archive): Uint8Array {
  const entries: Record<string, Uint8Array> = {};
  for (const { path, text } of archive.files) entries[path] = strToU8(text);
  const data = archive.data.map(({ name, fileName, bytes }) => {
    let path = `${dataFolder}${fileName}`;
    for (let number = 2; path in entries; number++) path = `${dataFolder}${number}-${fileName}`;
    entries[path] = bytes;
    return { name, file: path };
  });
  const settings = {
    holt: 1,
    name: archive.name,
    entry: archive.entry,
    runner: archive.runner,
    data,
    inputs: archive.inputs,
  };
  entries[settingsFile] = strToU8(`${JSON.stringify(settings, null, 2)}\n`);
  return zipSync(entries, { level: 9, mtime });
}

/**
 * Reads what {@link writeArchive} wrote, or any zip with `.lt` files; a folder that holds everything is left out.
 * Errors: `ZIP_DAMAGED`, `ZIP_TOO_LARGE`, `ZIP_NO_PROGRAM`, `ZIP_NOT_TEXT`.
 */
export function readArchive(zip: Uint8Array): Result<Archive> {
  const unpacked = unpack(zip);
  if (!unpacked.ok) return unpacked;
  const entries = withoutOuterFolder(unpacked.value);
  const files: SharedFile[] = [];
  for (const [path, bytes] of entries) {
    if (!path.endsWith('.lt')) continue;
    const text = decodeText(bytes);
    if (text === undefined) {
      return problem('ZIP_NOT_TEXT', `${path} is not UTF-8 text.`, 'Save it as UTF-8 and pack it again.');
    }
    files.push({ path, text });
  }
  if (files.length === 0) return problem('ZIP_NO_PROGRAM', 'The zip holds no .lt file.');
  const settings = readSettings(entries.get(settingsFile));
  const data = listOf(settings.data).flatMap((one): ArchivedData[] => {
    const bytes = typeof one.file === 'string' ? entries.get(one.file) : undefined;
    if (typeof one.name !== 'string' || bytes === undefined) return [];
    return [{ name: one.name, fileName: String(one.file).replace(/^.*\//, ''), bytes }];
  });
  const inputs = listOf(settings.inputs).flatMap(({ param, data: set, literal }): SharedInput[] => {
    if (typeof param !== 'string') return [];
    if (typeof set === 'string') return [{ param, data: set }];
    return typeof literal === 'string' ? [{ param, literal }] : [];
  });
  return ok({
    name: typeof settings.name === 'string' ? settings.name.slice(0, 200) : '',
    files,
    data,
    ...(typeof settings.entry === 'string' ? { entry: settings.entry } : {}),
    ...(typeof settings.runner === 'string' ? { runner: settings.runner } : {}),
    inputs,
  });
}

function unpack(zip: Uint8Array): Result<Map<string, Uint8Array>> {
  let [bytes, count] = [0, 0];
  const entries = new Map<string, Uint8Array>();
  try {
    const unpacked = unzipSync(zip, {
      filter: ({ name, originalSize }) => {
        if (name.endsWith('/')) return false;
        bytes += originalSize;
        count += 1;
        return bytes <= maxBytes && count <= maxFiles;
      },
    });
    if (bytes > maxBytes || count > maxFiles) {
      return problem('ZIP_TOO_LARGE', 'The zip unpacks to more than 256 MiB or 2,000 files.');
    }
    for (const [name, content] of Object.entries(unpacked)) {
      const path = cleanPath(name);
      if (path !== undefined) entries.set(path, content);
    }
  } catch {
    return problem(
      'ZIP_DAMAGED',
      'The file is not a zip that can be read.',
      'It may have been cut on its way.',
    );
  }
  return ok(entries);
}

/** Many tools pack a folder rather than what is in it. */
function withoutOuterFolder(entries: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, Uint8Array> {
  const [first] = entries.keys();
  const folder = first?.split('/')[0];
  const all = folder !== undefined && [...entries.keys()].every((path) => path.startsWith(`${folder}/`));
  if (!all) return entries;
  return new Map([...entries].map(([path, bytes]) => [path.slice(folder.length + 1), bytes]));
}

/** The text with its byte order mark, so that it can be written again byte for byte; undefined when it is no UTF-8. */
function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

type Fields = Readonly<Record<string, unknown>>;

function readSettings(bytes: Uint8Array | undefined): Fields {
  if (bytes === undefined) return {};
  try {
    const read: unknown = JSON.parse(strFromU8(bytes));
    return isFields(read) ? read : {};
  } catch {
    return {};
  }
}

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function problem(
  code: string,
  message: string,
  hint?: string,
): { readonly ok: false; readonly error: AppError } {
  return fail({ kind: 'share', code, message, ...(hint === undefined ? {} : { hint }) });
}
