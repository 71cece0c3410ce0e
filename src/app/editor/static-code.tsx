import { Fragment } from 'react';
import { colourLine } from './colours';

/** Code that cannot be edited, coloured by the same grammar as the editor (EDT-2). */
export function StaticCode({ text }: { readonly text: string }) {
  return (
    <pre className="static-code">
      {text.split('\n').map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text keep their order
        <code key={index} className="static-line">
          {colouredLine(line)}
          {'\n'}
        </code>
      ))}
    </pre>
  );
}

/** One line as coloured parts. */
export function colouredLine(line: string) {
  const parts = [];
  let at = 0;
  for (const { start, end, colour } of colourLine(line)) {
    parts.push(<Fragment key={`${at}-`}>{line.slice(at, start)}</Fragment>);
    parts.push(
      <span key={start} className={`code-${colour}`}>
        {line.slice(start, end)}
      </span>,
    );
    at = end;
  }
  parts.push(<Fragment key="rest">{line.slice(at)}</Fragment>);
  return parts;
}
