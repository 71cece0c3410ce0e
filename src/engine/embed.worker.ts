import './own-origin';
import type { Blake3 } from '../base';
import { createInterpreterRunner } from '../runners/interpreter';
import { compileDeps } from './composition';
import { DataSets } from './data-sets';
import { Links } from './links';
import type { EmbedAnswer, EmbedRequest, RunFailure } from './messages';
import { ResidentRunner } from './resident-runner';
import { Runs } from './runs';
import { Shelf } from './shelf';

/*
 * The whole engine of an embedded page in one worker: compiler and interpreter, no database (EMB-4). Whoever wants to
 * stop a run ends the worker.
 */

/** Rows and columns that are shown. */
const shown = { rows: 200, columns: 30 };

const sets = new DataSets();
const shelf = new Shelf();
const parts = compileDeps().then((deps) => ({
  links: new Links(deps.blake3 as Blake3, deps, sets),
  runs: new Runs(deps, [new ResidentRunner(createInterpreterRunner())], sets, shelf),
}));

self.addEventListener('message', ({ data }: MessageEvent<EmbedRequest>) => {
  void answer(data).then((given) => self.postMessage(given));
});

async function answer({ fragment, files }: EmbedRequest): Promise<EmbedAnswer> {
  const { links, runs } = await parts;
  const opened = await links.decode(fragment);
  if (!opened.ok) return { ok: false, message: opened.error.message };
  const { project, inputs, digest } = opened.value;
  const started = performance.now();
  const outcome = await runs.run({
    project: { ...project, files },
    runner: 'interpreter',
    selector: '',
    inputs,
    allowWrites: false,
    mayLoad: false,
  });
  if (!outcome.ok) return { ok: false, message: inWords(outcome.failure) };
  const { value, digest: own } = outcome.run;
  const cells = shelf
    .get(value.id)
    ?.window({ start: 0, count: shown.rows }, { start: 0, count: shown.columns })
    .map((row) => row.map(({ text }) => text));
  shelf.release(value.id);
  return {
    ok: true,
    rows: value.rows,
    columns: value.columns.slice(0, shown.columns).map(({ name, align }) => ({ name, align })),
    cells: cells ?? [],
    type: value.type,
    ms: outcome.run.times.execute ?? performance.now() - started,
    digest: own,
    same: digest === undefined ? null : own.startsWith(digest),
  };
}

function inWords(failure: RunFailure): string {
  switch (failure.kind) {
    case 'problems':
      return failure.problems.map(({ message }) => message).join('\n');
    case 'error':
      return failure.error.message;
    case 'inputs':
      return failure.message;
    default:
      return failure.kind;
  }
}
