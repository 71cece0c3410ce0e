import { type Blake3, ok, type Result } from '../base';
import { literalOfEntry } from '../data';
import { checkProject, memberFiles } from '../language';
import type { CompileDeps } from '../plan';
import {
  readArchive,
  readLink,
  type SharedInput,
  type SharedProject,
  writeArchive,
  writeLink,
} from '../share';
import { compilerVersion } from './composition';
import type { DataSet, DataSets } from './data-sets';
import type {
  InputBinding,
  OpenedLink,
  OpenedProject,
  ProjectText,
  RunnerChoice,
  ShareContent,
} from './messages';
import { withoutServers } from './named-runner';
import { programParams } from './program-params';

/** Characters of a data file that a link takes (SHR-5). */
const dataLimit = 100_000;

/** Whether a data set is small enough for a link. */
export function fitsLink(set: DataSet): boolean {
  return set.text.length <= dataLimit;
}

/** Projects as links and as zip files, and back (SHR-1, PRJ-4). Data sets travel as the text they were read from. */
export class Links {
  constructor(
    private readonly blake3: Blake3,
    private readonly deps: CompileDeps,
    private readonly sets: DataSets,
  ) {}

  /** A data set that is not put in leaves its type, name, size and digest, so that the opener can be asked for it. */
  encode(content: ShareContent): Result<string> {
    const used = this.#used(content);
    const included = used.filter((set) => content.data.includes(set.name) && fitsLink(set));
    const data = included.map(({ name, fileName, text }) => ({ name, fileName, text }));
    const absent = used
      .filter((set) => !included.includes(set))
      .map((set) => ({
        name: set.name,
        fileName: set.fileName,
        type: set.typeName,
        bytes: new TextEncoder().encode(set.text).length,
        digest: this.digestOf(set.text),
      }));
    const inputs = content.inputs.map(sharedInput);
    const project: SharedProject = {
      name: content.name,
      files: withoutServers(content.project.files),
      ...(content.project.entry === undefined ? {} : { entry: content.project.entry }),
      ...runnerText(content),
      ...(inputs.length === 0 ? {} : { inputs }),
      ...(data.length === 0 ? {} : { data }),
      ...(absent.length === 0 ? {} : { absent }),
      ...(content.view === undefined ? {} : { view: { tab: content.view, node: content.node } }),
      version: compilerVersion,
      ...(content.digest === undefined ? {} : { digest: content.digest }),
    };
    return ok(writeLink(project, this.blake3));
  }

  /** Also puts the data sets of the link among this page's own, under a free name where theirs is taken. */
  async decode(fragment: string): Promise<Result<OpenedLink>> {
    const opened = readLink(fragment, this.blake3);
    if (!opened.ok) return opened;
    const { project, damage } = opened.value;
    const renamed = await this.#takeIn(project.data ?? []);
    const inputs = (project.inputs ?? this.#soleInput(project)).map((input) => boundInput(input, renamed));
    const absent = (project.absent ?? []).filter(({ name, digest }) => {
      const own = this.sets.get(name);
      return own === undefined || this.digestOf(own.text) !== digest;
    });
    return ok({
      name: project.name ?? titleOf(project.files[0]?.text ?? ''),
      project: projectText(project.files, project.entry),
      ...runnerOf(project.runner),
      inputs,
      view: project.view?.tab,
      node: project.view?.node,
      digest: project.digest,
      version: project.version,
      missing: absent,
      notes: [...damage, ...newer(project.version)],
    });
  }

  /** The whole project with its data as a zip; equal projects give equal bytes. */
  pack(content: ShareContent): Result<Uint8Array> {
    const data = this.#used(content).map(({ name, fileName, text }) => ({
      name,
      fileName,
      bytes: new TextEncoder().encode(text),
    }));
    return ok(
      writeArchive({
        name: content.name,
        files: content.project.files,
        data,
        ...(content.project.entry === undefined ? {} : { entry: content.project.entry }),
        ...runnerText(content),
        inputs: content.inputs.map(sharedInput),
      }),
    );
  }

  async unpack(zip: Uint8Array): Promise<Result<OpenedProject>> {
    const read = readArchive(zip);
    if (!read.ok) return read;
    const { name, files, data, entry, runner, inputs } = read.value;
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    const renamed = await this.#takeIn(
      data.map((one) => ({ name: one.name, fileName: one.fileName, text: decoder.decode(one.bytes) })),
    );
    return ok({
      name,
      project: projectText(files, entry),
      ...runnerOf(runner),
      inputs: inputs.map((input) => boundInput(input, renamed)),
    });
  }

  /** Sets that an input is bound to, or that the program names in a text. */
  #used({ inputs, project }: ShareContent): readonly DataSet[] {
    const bound = new Set(inputs.flatMap(({ from }) => (from.kind === 'data' ? [from.set] : [])));
    return this.sets.all().filter(({ name }) => {
      const named = JSON.stringify(name);
      return bound.has(name) || project.files.some(({ text }) => text.includes(named));
    });
  }

  /** Never replaces a set of the person's own: an equal one is used, another one keeps its name (PRJ-7). */
  async #takeIn(
    data: readonly { readonly name: string; readonly fileName: string; readonly text: string }[],
  ): Promise<ReadonlyMap<string, string>> {
    const renamed = new Map<string, string>();
    for (const { name, fileName, text } of data) {
      let free = name;
      let own = this.sets.get(free);
      for (let number = 2; own !== undefined && own.text !== text; number++) {
        free = `${name}_${number}`;
        own = this.sets.get(free);
      }
      renamed.set(name, free);
      if (own === undefined) await this.sets.restore({ name: free, fileName, text });
    }
    return renamed;
  }

  /** The input of a link that names no parameter, where the program has only one. */
  #soleInput({ input, files }: SharedProject): readonly SharedInput[] {
    if (input === undefined) return [];
    const checked = checkProject(memberFiles(files), { std: this.deps.std }).project;
    const [param, ...more] = checked === undefined ? [] : programParams(checked);
    return param === undefined || more.length > 0 ? [] : [{ param: param.name, literal: input }];
  }

  /** Of a file's text, the first 8 bytes in hex. */
  digestOf(text: string): string {
    return this.blake3.hex(new TextEncoder().encode(text)).slice(0, 16);
  }
}

function sharedInput({ param, from }: InputBinding): SharedInput {
  if (from.kind === 'data') return { param, data: from.set };
  return { param, literal: from.kind === 'literal' ? from.text : literalOfEntry(from.type, from.entry) };
}

function boundInput(input: SharedInput, renamed: ReadonlyMap<string, string>): InputBinding {
  const { param } = input;
  if ('literal' in input) return { param, from: { kind: 'literal', text: input.literal } };
  return { param, from: { kind: 'data', set: renamed.get(input.data) ?? input.data } };
}

function projectText(files: ProjectText['files'], entry: string | undefined): ProjectText {
  return entry === undefined ? { files } : { files, entry };
}

/** The choice of a runner as selector text; nothing for Auto. */
function runnerText({ runner, selector }: ShareContent): { readonly runner?: string } {
  if (selector !== '') return { runner: selector };
  return runner === 'auto' ? {} : { runner: `runner=${runner}` };
}

function runnerOf(text = ''): { readonly runner: RunnerChoice; readonly selector: string } {
  const name = text.match(/^runner=(interpreter|duckdb|pglite)$/)?.[1];
  if (name === 'interpreter' || name === 'duckdb' || name === 'pglite') return { runner: name, selector: '' };
  return { runner: 'auto', selector: text };
}

/** Says so when a newer product made the link (SHR-13). */
function newer(version: string | undefined): readonly string[] {
  const parts = (text: string) => text.split('.').map(Number);
  if (version === undefined || !/^\d+\.\d+\.\d+$/.test(version)) return [];
  const [theirs, ours] = [parts(version), parts(compilerVersion)];
  const at = theirs.findIndex((part, i) => part !== ours[i]);
  if (at < 0 || theirs[at]! < ours[at]!) return [];
  return [
    `The link was made with Holt ${version}, and this is ${compilerVersion}. Reload the page for the newest version.`,
  ];
}

/** The first line of the program's own description, as the examples have it. */
function titleOf(text: string): string {
  return text.match(/^#!\s*(.+)$/m)?.[1]?.slice(0, 60) ?? 'Shared program';
}
