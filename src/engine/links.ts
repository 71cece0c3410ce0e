import { type Blake3, ok, type Result } from '../base';
import { readLink, type SharedProject, writeLink } from '../share';
import type { DataSet, DataSets } from './data-sets';
import type { OpenedLink, RunnerChoice, ShareContent } from './messages';

/** Characters of a data file that a link takes (SHR-5). */
const dataLimit = 100_000;

/** Whether a data set is small enough for a link. */
export function fitsLink(set: DataSet): boolean {
  return set.text.length <= dataLimit;
}

/** Programs as links and back (SHR-1). Data sets travel as the text they were read from. */
export class Links {
  constructor(
    private readonly blake3: Blake3,
    private readonly sets: DataSets,
  ) {}

  encode(content: ShareContent): Result<string> {
    const data = content.data.flatMap((name) => {
      const set = this.sets.get(name);
      return set === undefined || !fitsLink(set) ? [] : [{ name, fileName: set.fileName, text: set.text }];
    });
    const project: SharedProject = {
      files: content.project.files,
      ...(content.runner === 'auto' ? {} : { runner: `runner=${content.runner}` }),
      ...(data.length === 0 ? {} : { data }),
      ...(content.view === undefined ? {} : { view: { tab: content.view, node: content.node } }),
      ...(content.digest === undefined ? {} : { digest: content.digest }),
    };
    return ok(writeLink(project, this.blake3));
  }

  /** Also puts the data sets of the link among this page's own. */
  async decode(fragment: string): Promise<Result<OpenedLink>> {
    const opened = readLink(fragment, this.blake3);
    if (!opened.ok) return opened;
    const { project, damage } = opened.value;
    for (const { name, fileName, text } of project.data ?? []) {
      await this.sets.restore({ name, fileName, text });
    }
    return ok({
      name: titleOf(project.files[0]?.text ?? ''),
      project: { files: project.files },
      runner: runnerOf(project.runner),
      view: project.view?.tab,
      node: project.view?.node,
      digest: project.digest,
      missing: [],
      notes: damage,
    });
  }
}

function runnerOf(selector: string | undefined): RunnerChoice {
  const name = selector?.match(/^runner=(interpreter|duckdb|pglite)$/)?.[1];
  return name === 'interpreter' || name === 'duckdb' || name === 'pglite' ? name : 'auto';
}

/** The first line of the program's own description, as the examples have it. */
function titleOf(text: string): string {
  return text.match(/^#!\s*(.+)$/m)?.[1]?.slice(0, 60) ?? 'Shared program';
}
