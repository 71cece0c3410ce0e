import { useEffect, useState } from 'react';
import type { Explanation } from '../../engine';
import { Icon } from '../shell/icons';
import { Sheet } from '../shell/sheet';
import { useHolt } from '../store';
import { words } from '../words';
import { language } from '../workers';
import { StaticCode } from './static-code';
import './sheets.css';

/** The page about one kind of problem: what is wrong, why, and the same program right (EDT-18). */
export default function ExplanationSheet() {
  const slug = useHolt((state) => state.explained);
  const [page, setPage] = useState<Explanation | null>(null);
  useEffect(() => {
    if (slug !== null) void language().explanation(slug).then(setPage);
  }, [slug]);
  if (slug === null || page?.slug !== slug) return null;
  const { title, cause, example } = page;
  return (
    <Sheet
      title={<Prose text={title} />}
      kind="explanation"
      closeLabel={words.explanation.close}
      onClose={() => useHolt.setState({ explained: null })}
    >
      {cause.split(/\n\s*\n/).map((paragraph) => (
        <p key={paragraph}>
          <Prose text={paragraph} />
        </p>
      ))}
      {example === null ? null : (
        <>
          <h3 className="example-title wrong">
            <Icon name="error" />
            {words.explanation.wrong}
          </h3>
          <StaticCode text={example.wrong.text} />
          <h3 className="example-title right">
            <Icon name="check" />
            {words.explanation.right}
          </h3>
          <StaticCode text={example.fixed.text} />
        </>
      )}
    </Sheet>
  );
}

/** Text in which backticks mark code. */
function Prose({ text }: { readonly text: string }) {
  return (
    <span>
      {text.split(/(`[^`]+`)/).map((part, at) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text keep their order
        part.startsWith('`') ? <code key={at}>{part.slice(1, -1)}</code> : <span key={at}>{part}</span>,
      )}
    </span>
  );
}
