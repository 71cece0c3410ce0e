import { memberFiles, parseFile, type SourceFile } from '../language';
import type { RunnerName } from './messages';

/** The runner that a program asks for by `@!runner("…")` in its root (PRJ-8). */
export interface NamedRunner {
  readonly runner: RunnerName;
  /** Of a server, without user and password: this browser's engine of the same family takes its place. */
  readonly server?: string;
}

const form = /^(?:std::)?runner\s*\(\s*(?:url\s*=\s*)?"((?:[^"\\]|\\.)*)"\s*,?\s*\)$/;
const families: Readonly<Record<string, RunnerName>> = {
  interpreter: 'interpreter',
  duckdb: 'duckdb',
  pglite: 'pglite',
  postgres: 'pglite',
  postgresql: 'pglite',
};

/** Null when the program names no runner, or one of no family that there is here. */
export function namedRunner(files: readonly SourceFile[]): NamedRunner | null {
  return annotationsOf(memberFiles(files)[0])[0]?.named ?? null;
}

/**
 * The files without the servers that they name: a link says the family alone, never an address, a user or a password
 * (SHR-1).
 */
export function withoutServers<F extends SourceFile>(files: readonly F[]): readonly F[] {
  return files.map((file) => {
    let { text } = file;
    for (const { named, start, end } of [...annotationsOf(file)].reverse())
      if (named.server !== undefined)
        text = `${text.slice(0, start)}runner("${named.runner}")${text.slice(end)}`;
    return text === file.text ? file : { ...file, text };
  });
}

function annotationsOf(
  file: SourceFile | undefined,
): readonly { readonly named: NamedRunner; readonly start: number; readonly end: number }[] {
  if (file === undefined || !file.text.includes('runner')) return [];
  const { selfAnnotations } = parseFile(file.path, file.text).file.body;
  return selfAnnotations.flatMap(({ span: { start, end } }) => {
    const address = form.exec(file.text.slice(start, end))?.[1];
    const named = address === undefined ? null : runnerOf(address);
    return named === null ? [] : [{ named, start, end }];
  });
}

function runnerOf(address: string): NamedRunner | null {
  const [, scheme, rest] = /^(\w+)(?::\/\/(.*))?$/.exec(address) ?? [];
  const runner = families[(scheme ?? '').toLowerCase()];
  if (runner === undefined) return null;
  if (rest === undefined) return { runner };
  return { runner, server: `${scheme}://${rest.replace(/^.*@/, '')}` };
}
