import { Fragment, type ReactNode, useMemo } from 'react';
import { highlightLine, highlightStart } from '../../language/syntax/highlight';

/** Code that cannot be edited, coloured by the same grammar as the editor (EDT-2). */
export function StaticCode({ text }: { readonly text: string }) {
  const lines = useMemo(() => colouredLines(text), [text]);
  return (
    <pre className="static-code">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text keep their order
        <code key={index} className="static-line">
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
