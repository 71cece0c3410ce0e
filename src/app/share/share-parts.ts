import type { DataSetView, ShareContent } from '../../engine';
import { runRequest } from '../session';
import { type HoltState, rootFile } from '../store';
import { filesWithTables } from '../tables-module';
import { sizeInWords, words } from '../words';

/** A part of the project that can be left out of a link (SHR-7). */
export interface SharePart {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  /** Why it cannot go with the link at all. */
  readonly refusal?: string;
  readonly size: number;
}

/** What a link of the project would carry beside its root, the data sets first. */
export function sharePartsOf(state: HoltState): readonly SharePart[] {
  const { bindings, shown, version } = state;
  const files = filesWithTables(state);
  const literals = Object.values(bindings).filter(({ kind }) => kind !== 'data').length;
  return [
    ...usedSets(state).map((set) => ({
      id: `data:${set.name}`,
      label: set.name,
      detail: `${words.side.rows(set.rows)}, ${sizeInWords(set.bytes)}`,
      ...(set.linkable ? {} : { refusal: words.share.tooBig }),
      size: set.bytes,
    })),
    ...files
      .filter(({ path }) => path !== rootFile)
      .map(({ path, text }) => ({
        id: `file:${path}`,
        label: path,
        detail: sizeInWords(text.length),
        size: text.length,
      })),
    ...(literals === 0
      ? []
      : [{ id: 'inputs', label: words.share.parts.inputs, detail: words.share.values(literals), size: 0 }]),
    { id: 'view', label: words.share.parts.view, detail: '', size: 0 },
    ...(shown?.version === version
      ? [{ id: 'digest', label: words.share.parts.digest, detail: words.share.digestNote, size: 0 }]
      : []),
  ];
}

/** The content of a link without the parts that were unticked. */
export function shareContentOf(state: HoltState, left: ReadonlySet<string>): ShareContent {
  const { projectName, runner, selector, view, node, shown, version } = state;
  const { project, inputs } = runRequest();
  const has = (id: string) => !left.has(id);
  return {
    name: projectName,
    project: { ...project, files: filesWithTables(state).filter(({ path }) => has(`file:${path}`)) },
    runner,
    selector,
    inputs: inputs.filter(({ from }) => from.kind === 'data' || has('inputs')),
    data: usedSets(state).flatMap(({ name, linkable }) => (linkable && has(`data:${name}`) ? [name] : [])),
    ...(has('view') ? { view, ...(node === null ? {} : { node }) } : {}),
    ...(has('digest') && shown?.version === version ? { digest: shown.run.digest.slice(0, 16) } : {}),
  };
}

function usedSets({ dataSets, bindings, files }: HoltState): readonly DataSetView[] {
  const bound = new Set(Object.values(bindings).flatMap((from) => (from.kind === 'data' ? [from.set] : [])));
  return dataSets.filter(
    ({ name }) => bound.has(name) || files.some(({ text }) => text.includes(JSON.stringify(name))),
  );
}
