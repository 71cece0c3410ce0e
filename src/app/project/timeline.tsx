import { useEffect, useState } from 'react';
import { editFiles } from '../session';
import { closeDialog, Sheet } from '../shell/sheet';
import { rootFile, useHolt } from '../store';
import { agoInWords, words } from '../words';
import { flush, projectStore, takeSnapshot } from './keeper';
import { type DiffLine, lineDiff } from './line-diff';
import type { Snapshot } from './project-record';
import './timeline.css';

/** Where the project came from: its snapshots, what each differs in from now, and the way back (PRJ-5). */
export default function Timeline() {
  const [taken, setTaken] = useState<readonly Snapshot[] | null>(null);
  const [chosen, setChosen] = useState<Snapshot | null>(null);
  const project = useHolt((state) => state.projectId);
  const files = useHolt((state) => state.files);
  useEffect(() => {
    void flush()
      .then(() => projectStore.snapshots(project))
      .then((found) => {
        setTaken(found);
        setChosen(found[0] ?? null);
      });
  }, [project]);
  const now = Date.now();
  const changes = chosen === null ? [] : filesThatDiffer(chosen, files);
  return (
    <Sheet title={words.timeline.title} kind="timeline">
      {taken?.length === 0 ? <p>{words.timeline.empty}</p> : null}
      <div className="timeline-columns">
        <ul className="side-list timeline-list" aria-label={words.timeline.snapshots}>
          {taken?.map((one) => (
            <li key={one.key}>
              <button
                type="button"
                className="side-item"
                aria-pressed={one === chosen}
                onClick={() => setChosen(one)}
              >
                <span>{one.name ?? words.timeline.automatic}</span>
                <small>{agoInWords(one.at, now)}</small>
              </button>
            </li>
          ))}
        </ul>
        {chosen === null ? null : (
          <section className="timeline-diff" aria-label={words.timeline.difference}>
            {changes.length === 0 ? <p>{words.timeline.same}</p> : null}
            {changes.map(({ path, lines }) => (
              <div key={path}>
                <h3 className="code">{path}</h3>
                <pre className="diff">
                  {lines.map((line, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: lines of a difference keep their order
                    <Line key={at} line={line} />
                  ))}
                </pre>
              </div>
            ))}
          </section>
        )}
      </div>
      <div className="sheet-actions">
        <button
          type="button"
          className="button main"
          disabled={changes.length === 0}
          onClick={() => {
            if (chosen !== null) void restore(chosen);
            closeDialog();
          }}
        >
          {words.timeline.restore}
        </button>
      </div>
    </Sheet>
  );
}

function Line({ line }: { readonly line: DiffLine }) {
  if (line.kind === 'gap') return <span className="diff-gap">{words.timeline.gap(line.count)}</span>;
  const sign = { same: ' ', gone: '−', come: '+' }[line.kind];
  return (
    <span className="diff-line" data-kind={line.kind}>
      {sign} {line.text}
    </span>
  );
}

/** Goes back to a snapshot; what is there now is kept as one first. */
async function restore(snapshot: Snapshot): Promise<void> {
  await takeSnapshot(null);
  const paths = snapshot.files.map(({ path }) => path);
  const { file, tabs } = useHolt.getState();
  editFiles(snapshot.files, {
    file: paths.includes(file) ? file : rootFile,
    tabs: tabs.filter((path) => paths.includes(path)),
  });
}

/** From now to the snapshot: lines that restoring would take away and bring. */
function filesThatDiffer(
  { files: then }: Snapshot,
  files: Snapshot['files'],
): readonly { readonly path: string; readonly lines: readonly DiffLine[] }[] {
  const paths = new Set([...files, ...then].map(({ path }) => path));
  const textIn = (all: Snapshot['files'], path: string) => all.find((one) => one.path === path)?.text ?? '';
  return [...paths]
    .map((path) => ({ path, before: textIn(files, path), after: textIn(then, path) }))
    .filter(({ path, before, after }) => before !== after || !then.some((one) => one.path === path))
    .map(({ path, before, after }) => ({ path, lines: lineDiff(before, after) }));
}
