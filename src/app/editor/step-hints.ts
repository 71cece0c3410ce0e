import type * as monaco from 'monaco-editor/editor/editor.api';
import { useHolt } from '../store';
import { words } from '../words';
import { fileOf } from './place-in-model';
import { shortType } from './short-type';

/** Characters of a hint; longer ones are cut (EDT-4). */
const longest = 60;

/**
 * After each step of a pipeline: the short type of the rows that leave it and, after a run, how many there were
 * (EDT-4).
 */
export const stepHints: monaco.languages.InlayHintsProvider = {
  onDidChangeInlayHints: (listener) => {
    const stop = useHolt.subscribe((state, before) => {
      if (state.check !== before.check || state.figures !== before.figures || state.hints !== before.hints) {
        listener();
      }
    });
    return { dispose: stop };
  },
  provideInlayHints(model) {
    const { check, version, figures, hints } = useHolt.getState();
    if (!hints || check?.version !== version || check.plan === undefined) return { hints: [], dispose };
    // Where several steps end together, the last one is what leaves the text there.
    const file = fileOf(model);
    const byEnd = new Map<number, string>();
    for (const { id, kind, span, type } of check.plan.nodes) {
      if (span === null || span.file !== file || kind === 'source' || kind === 'output') continue;
      const rows = figures?.version === version ? (figures.byNode[id]?.rowsOut ?? null) : null;
      byEnd.set(span.end, hintOf(type, rows === null ? '' : ` · ${words.side.rows(rows)}`));
    }
    return {
      hints: [...byEnd].map(([end, label]) => ({
        position: model.getPositionAt(end),
        label,
        paddingLeft: true,
      })),
      dispose,
    };
  },
};

function dispose(): void {}

/** The type gives way to the count where both are too long for a hint. */
function hintOf(type: string, rows: string): string {
  const short = shortType(type);
  const room = longest - rows.length - 3;
  return ` → ${short.length > room ? `${short.slice(0, room - 1)}…` : short}${rows}`;
}
