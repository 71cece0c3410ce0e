import type { PlanGraph } from '../../engine';
import { chooseNode } from '../graph/choose-node';
import { allowWriting, run } from '../session';
import { useHolt } from '../store';
import { words } from '../words';

/** What the program would write, and where, before it may for the first time (GO-13). */
export function WriteQuestion({ plan }: { readonly plan: PlanGraph | undefined }) {
  const writes = plan?.nodes.filter((node) => node.kind === 'write') ?? [];
  const source = plan?.edges.find((edge) => edge.to === writes[0]?.id)?.from;
  const rows = plan?.nodes.find((node) => node.id === source && node.peekable);
  return (
    <section className="state">
      <h3>{words.view.writes}</h3>
      <ul className="write-list">
        {writes.map((node) => (
          <li key={node.id}>
            <b className="code">{node.display}</b>{' '}
            {node.display.startsWith('write ') ? words.view.writesWhere.file : words.view.writesWhere.table}
          </li>
        ))}
      </ul>
      <p>{words.view.writesNote}</p>
      <span className="state-actions">
        <button
          type="button"
          className="button main"
          onClick={() => {
            allowWriting();
            void run();
          }}
        >
          {words.view.allowWrites}
        </button>
        {rows === undefined ? null : (
          <button
            type="button"
            className="button framed"
            onClick={() => {
              useHolt.setState({ view: 'plan', node: null });
              chooseNode(rows);
            }}
          >
            {words.view.seeRows}
          </button>
        )}
      </span>
    </section>
  );
}
