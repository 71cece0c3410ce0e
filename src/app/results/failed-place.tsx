import type { TextRange } from '../../engine';
import { useHolt } from '../store';
import { words } from '../words';
import { placeOf } from './place-of';

/** The line of the program in which a run stopped, with the part that failed marked (STA-7). */
export function FailedPlace({ span }: { readonly span: TextRange }) {
  const text = useHolt((state) => state.files.find(({ path }) => path === span.file)?.text);
  // A failure stands until the next run: the text under it may have moved on.
  const current = useHolt((state) => state.failure?.version === state.version);
  const place = text === undefined || !current ? undefined : placeOf(text, span);
  if (place === undefined) return null;
  return (
    <figure className="failed-place">
      <figcaption>{words.view.atLine(span.file, place.line)}</figcaption>
      <code>
        {place.before}
        <mark>{place.failed}</mark>
        {place.after}
      </code>
    </figure>
  );
}
