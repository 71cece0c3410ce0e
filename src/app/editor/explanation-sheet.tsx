import { Dialog } from 'radix-ui';
import { useEffect, useState } from 'react';
import type { Explanation } from '../../engine';
import { Icon } from '../shell/icons';
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
    <Dialog.Root open onOpenChange={(open) => !open && useHolt.setState({ explained: null })}>
      <Dialog.Portal>
        <Dialog.Overlay className="sheet-veil" />
        <Dialog.Content className="sheet explanation" aria-describedby={undefined}>
          <Dialog.Title className="sheet-title">
            <Prose text={title} />
            <Dialog.Close className="button icon" aria-label={words.explanation.close}>
              <Icon name="close" />
            </Dialog.Close>
          </Dialog.Title>
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
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
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
