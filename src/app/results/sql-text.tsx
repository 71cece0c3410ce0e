import { Fragment, useMemo } from 'react';
import { words } from '../words';

const keyword =
  /^(?:ALL|AND|AS|ASC|BETWEEN|BY|CASE|CAST|COALESCE|CROSS|DELETE|DESC|DISTINCT|ELSE|END|EXISTS|FALSE|FILTER|FROM|GROUP|HAVING|IN|INSERT|INTO|IS|JOIN|LATERAL|LEFT|LIMIT|NOT|NULL|OFFSET|ON|OR|ORDER|ORDINALITY|OVER|PARTITION|RANGE|RECURSIVE|ROW|ROWS|SELECT|SET|THEN|TRUE|UNION|UNNEST|UPDATE|USING|VALUES|WHEN|WHERE|WITH|WITHIN)$/i;
const token =
  /('(?:[^']|'')*')|("(?:[^"]|"")*")|(\b\d+(?:\.\d+)?(?:e[+-]?\d+)?\b)|([A-Za-z_]\w*)(\s*\()?|(--[^\n]*)/g;

/** Generated SQL, coloured like our own code. */
export function SqlText({ text }: { readonly text: string }) {
  const parts = useMemo(() => coloured(text), [text]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by keyboard
    <section className="source-text" tabIndex={0} aria-label={words.view.sql}>
      {parts.map(([kind, part], index) =>
        kind === null ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text keep their order
          <Fragment key={index}>{part}</Fragment>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text keep their order
          <span key={index} className={`code-${kind}`}>
            {part}
          </span>
        ),
      )}
    </section>
  );
}

function coloured(text: string): [kind: string | null, part: string][] {
  const parts: [string | null, string][] = [];
  let at = 0;
  for (const match of text.matchAll(token)) {
    const [whole, string, , number, word, call, comment] = match;
    const kind = string
      ? 'text'
      : number
        ? 'number'
        : comment
          ? 'comment'
          : word && keyword.test(word)
            ? 'keyword'
            : word && call
              ? 'function'
              : null;
    if (kind === null) continue;
    const length = word === undefined ? whole.length : word.length;
    parts.push([null, text.slice(at, match.index)], [kind, text.slice(match.index, match.index + length)]);
    at = match.index + length;
  }
  parts.push([null, text.slice(at)]);
  return parts;
}
