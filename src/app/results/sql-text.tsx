import { useMemo } from 'react';
import type { MarkedSql } from '../../engine';
import { words } from '../words';
import { type SqlPiece, sqlRuns } from './sql-pieces';

/** Generated SQL, coloured like our own code, with the parts of one step marked. */
export function SqlText({
  sql,
  node,
  onChoose,
}: {
  readonly sql: MarkedSql;
  /** The step whose parts are marked. */
  readonly node: string | null;
  /** A part of a step was pressed. */
  readonly onChoose?: (node: string) => void;
}) {
  const runs = useMemo(() => sqlRuns(sql, node), [sql, node]);
  const choose = (target: EventTarget) => {
    const pressed = (target as Element).closest<HTMLElement>('[data-node]')?.dataset.node;
    if (pressed !== undefined && getSelection()?.isCollapsed !== false) onChoose?.(pressed);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: by keyboard steps are chosen in the program and in the plan
    <section
      className="source-text"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={words.view.sql}
      onClick={(event) => choose(event.target)}
    >
      {runs.map(({ marked, pieces }, index) =>
        marked ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text keep their order
          <mark key={index} className="sql-mark">
            {pieces.map(piece)}
          </mark>
        ) : (
          pieces.map((one, position) => piece(one, `${index} ${position}`))
        ),
      )}
    </section>
  );
}

function piece({ text, kind, node }: SqlPiece, key: number | string) {
  return (
    <span key={key} className={kind === null ? undefined : `code-${kind}`} data-node={node ?? undefined}>
      {text}
    </span>
  );
}
