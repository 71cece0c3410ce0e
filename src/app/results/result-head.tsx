import { ToggleGroup } from 'radix-ui';
import { memo } from 'react';
import { announce } from '../session';
import { type ShownRun, useHolt, type ValueForm } from '../store';
import { sizeInWords, timeInWords, words } from '../words';
import { useAge } from './age';
import { ValueMenus } from './value-menu';
import { firstForm } from './value-view';

/** Whether the result is what the link promised, with the versions and a way to see why not (SHR-10). */
function SameAsShared({ same }: { readonly same: boolean }) {
  const theirs = useHolt((state) => state.opened?.version ?? null);
  const note = words.share.whyDifferent(theirs, words.version);
  if (same) return <span className="result-mark same">{words.view.sameAsShared}</span>;
  return (
    <button
      type="button"
      className="result-mark why"
      title={note}
      onClick={() => {
        announce(note);
        useHolt.setState({ view: 'compare' });
      }}
    >
      {words.view.differentFromShared}
    </button>
  );
}

/**
 * What is shown, how much, how long it took and on which runner (RES-15). Drawn again only when that changes: a key
 * press must not wait for it (SPD-5).
 */
export const ResultHead = memo(function ResultHead({
  shown,
  older,
}: {
  readonly shown: ShownRun;
  readonly older: boolean;
}) {
  const chosen = useHolt((state) => state.form);
  const expected = useHolt((state) => state.expectedDigest);
  const name = useHolt((state) => state.projectName);
  const behind = useHolt((state) => (older ? state.version - shown.version : 0));
  const { value, runner, reason, times, digest } = shown.run;
  const age = useAge(shown.at);
  const form = chosen ?? firstForm(value);
  const forms: ValueForm[] =
    value.shape === 'table' ? ['table', 'tree', 'lutra', 'json', 'profile'] : ['tree', 'lutra', 'json'];
  return (
    <div className="result-head">
      <span className="result-facts">
        {older ? <span className="result-mark">{words.view.earlierBy(behind)}</span> : null}
        <b>
          {value.shape === 'table'
            ? words.view.rowsByColumns(value.rows ?? 0, value.columns.length)
            : value.rows === null
              ? value.type
              : words.view.items(value.rows)}
        </b>
        {older ? null : (
          <>
            {expected === null ? <span className="detail">{sizeInWords(value.bytes)}</span> : null}
            <span className="detail">{timeInWords(times.execute)}</span>
            <span className="detail" title={reason}>
              {words.runner[runner]}
            </span>
            <span className="detail">{age}</span>
          </>
        )}
        {expected === null || older ? null : <SameAsShared same={digest.startsWith(expected)} />}
      </span>
      <ToggleGroup.Root
        type="single"
        className="choice"
        aria-label={words.view.forms}
        value={form}
        onValueChange={(next) => {
          if (next !== '') useHolt.setState({ form: next as ValueForm });
        }}
      >
        {forms.map((one) => (
          <ToggleGroup.Item key={one} value={one}>
            {words.view[one]}
          </ToggleGroup.Item>
        ))}
      </ToggleGroup.Root>
      <ValueMenus value={value.id} name={name} />
    </div>
  );
});
