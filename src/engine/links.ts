import { type Blake3, ok, type Result } from '../base';
import { isBinaryFormat, literalOfEntry } from '../data';
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
import { allBytes } from './blob-bytes';
import { compilerVersion } from './composition';
import { type DataSet, type DataSets, fileOfText, textOfSet } from './data-sets';
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

/** Bytes of a file that are hashed at once. */
const hashedPart = 8 << 20;

/** Whether a data set is small enough for a link. */
export function fitsLink({ file, format }: DataSet): boolean {
  return file.size * (isBinaryFormat(format) ? 4 / 3 : 1) <= dataLimit;
}

/** Projects as links and as zip files, and back (SHR-1, PRJ-4). Data sets travel as the files they were read from. */
export class Links {
  readonly #digests = new WeakMap<Blob, string>();

  constructor(
    private readonly blake3: Blake3,
    private readonly deps: CompileDeps,
    private readonly sets: DataSets,
  ) {}

  /** A data set that is not put in leaves its type, name, size and digest, so that the opener can be asked for it. */
  async encode(content: ShareContent): Promise<Result<string>> {
    const used = this.#used(content);
    const included = used.filter((set) => content.data.includes(set.name) && fitsLink(set));
    const data = await Promise.all(
      included.map(async (set) => ({
        name: set.name,
        fileName: set.fileName,
        text: await textOfSet(set),
      })),
    );
    const absent = await Promise.all(
      used
        .filter((set) => !included.includes(set))
        .map(async (set) => ({
          name: set.name,
          fileName: set.fileName,
          type: set.typeName,
          bytes: set.file.size,
          digest: await this.digestOf(set.file),
        })),
    );
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
    const renamed = await this.#takeIn(
      (project.data ?? []).flatMap(({ name, fileName, text }) => {
        const file = fileOfText(fileName, text);
        return file === undefined ? [] : [{ name, fileName, file }];
      }),
    );
    const inputs = (project.inputs ?? this.#soleInput(project)).map((input) => boundInput(input, renamed));
    const absent = [];
    for (const one of project.absent ?? []) if (!(await this.holds(one.name, one.digest))) absent.push(one);
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
  async pack(content: ShareContent): Promise<Result<Uint8Array>> {
    const data = await Promise.all(
      this.#used(content).map(async ({ name, fileName, file }) => ({
        name,
        fileName,
        bytes: await allBytes(file),
      })),
    );
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
    const renamed = await this.#takeIn(
      data.map((one) => ({
        name: one.name,
        fileName: one.fileName,
        file: new Blob([one.bytes as BlobPart]),
      })),
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
    data: readonly { readonly name: string; readonly fileName: string; readonly file: Blob }[],
  ): Promise<ReadonlyMap<string, string>> {
    const renamed = new Map<string, string>();
    for (const { name, fileName, file } of data) {
      const digest = await this.digestOf(file);
      let free = name;
      for (let number = 2; this.sets.get(free) !== undefined && !(await this.holds(free, digest)); number++)
        free = `${name}_${number}`;
      renamed.set(name, free);
      if (this.sets.get(free) === undefined) await this.sets.takeIn({ name: free, fileName, file });
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

  /** Whether there is a set of that name whose file has the digest. */
  async holds(name: string, digest: string): Promise<boolean> {
    const set = this.sets.get(name);
    return set !== undefined && (await this.digestOf(set.file)) === digest;
  }

  /** Of a file, the first 8 bytes of its hash in hex; a file of several parts has that of the hashes of its parts. */
  async digestOf(file: Blob): Promise<string> {
    const known = this.#digests.get(file);
    if (known !== undefined) return known;
    const hashes: string[] = [];
    for (let at = 0; at === 0 || at < file.size; at += hashedPart)
      hashes.push(this.blake3.hex(await allBytes(file.slice(at, at + hashedPart))));
    const whole =
      hashes.length === 1 ? hashes[0]! : this.blake3.hex(new TextEncoder().encode(hashes.join('')));
    const digest = whole.slice(0, 16);
    this.#digests.set(file, digest);
    return digest;
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
