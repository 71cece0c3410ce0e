import { Fragment, type ReactNode, useMemo } from 'react';
import { highlightLine, highlightStart } from '../../language/syntax/highlight';

/**
 * Code that cannot be edited, coloured by the same grammar as the editor (EDT-2). With `lenses` room is kept for the
 * actions that the live editor shows above functions.
 */
export function StaticCode({ text, lenses = false }: { readonly text: string; readonly lenses?: boolean }) {
  const lines = useMemo(() => colouredLines(text), [text]);
  const plain = useMemo(() => text.split('\n'), [text]);
  return (
    <pre className="static-code">
      {lines.map((line, index) => (
        <code
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text keep their order
          key={index}
          className={lenses && plain[index]?.startsWith('func ') ? 'static-line static-lens' : 'static-line'}
        >
          {line}
          {'\n'}
        </code>
      ))}
    </pre>
  );
}

/** Each line of a text as coloured parts. */
export function colouredLines(text: string): readonly ReactNode[] {
  let state = highlightStart;
  return text.split('\n').map((line) => {
    const painted = highlightLine(line, state);
    state = painted.state;
    const parts: ReactNode[] = [];
    let at = 0;
    for (const { start, end, class: kind } of painted.spans) {
      if (start > at) parts.push(<Fragment key={at}>{line.slice(at, start)}</Fragment>);
      parts.push(
        <span key={start} className={`code-${kind}`}>
          {line.slice(start, end)}
        </span>,
      );
      at = end;
    }
    parts.push(<Fragment key="rest">{line.slice(at)}</Fragment>);
    return parts;
  });
}
