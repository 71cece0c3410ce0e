import { useEffect, useRef } from 'react';
import type { RunnerStatus } from '../../engine';
import { run } from '../session';
import { useHolt } from '../store';
import { sizeInWords, words } from '../words';

/** A program from a link that is not run without being asked: what it reads, and what it runs on (SHR-9). */
export function LinkQuestion({ engine }: { readonly engine: RunnerStatus | undefined }) {
  const plan = useHolt((state) => state.check?.plan);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  const reads = plan?.nodes.filter((node) => node.effect === 'reads' && node.kind === 'source') ?? [];
  return (
    <section className="state">
      <h3>{words.share.pressRun}</h3>
      <p>{words.share.pressRunNote}</p>
      <ul className="write-list">
        {reads.map((node) => (
          <li key={node.id}>
            {words.share.reads} <b className="code">{node.display}</b>
          </li>
        ))}
        {engine === undefined ? null : (
          <li>
            {words.share.runsOn(words.runner[engine.name], sizeInWords(engine.loadBytes), engine.loadBytes)}
          </li>
        )}
      </ul>
      <span className="state-actions">
        <button ref={button} type="button" className="button main" onClick={() => void run()}>
          {words.bar.run}
        </button>
      </span>
    </section>
  );
}
