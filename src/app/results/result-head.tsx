import { DropdownMenu, ToggleGroup } from 'radix-ui';
import { announce } from '../session';
import { Icon } from '../shell/icons';
import { type ShownRun, useHolt, type ValueForm } from '../store';
import { sizeInWords, timeInWords, words } from '../words';
import { engine } from '../workers';
import { saveFile } from './save-file';
import { firstForm } from './value-view';

const downloads = ['csv', 'json', 'lutra', 'ld'] as const;
type DownloadForm = (typeof downloads)[number];

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

/** What is shown, how much, how long it took and on which runner (RES-15). */
export function ResultHead({ shown, older }: { readonly shown: ShownRun; readonly older: boolean }) {
  const chosen = useHolt((state) => state.form);
  const expected = useHolt((state) => state.expectedDigest);
  const name = useHolt((state) => state.projectName);
  const { value, runner, reason, times, digest } = shown.run;
  const form = chosen ?? firstForm(value);
  const forms: ValueForm[] =
    value.shape === 'table' ? ['table', 'tree', 'lutra', 'json'] : ['tree', 'lutra', 'json'];
  return (
    <div className="result-head">
      <span className="result-facts">
        {older ? <span className="result-mark">{words.view.earlier}</span> : null}
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
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger
          className="button icon"
          aria-label={words.view.download}
          title={words.view.download}
        >
          <Icon name="download" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className="menu" align="end" sideOffset={6}>
            {downloads.map((one) => (
              <DropdownMenu.Item
                key={one}
                className="menu-item"
                onSelect={() => void download(value.id, one, name)}
              >
                {words.view.downloadAs[one]}
              </DropdownMenu.Item>
            ))}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </div>
  );
}

/** Writes the whole value into a file of the person's downloads (RES-10). */
async function download(value: number, form: DownloadForm, name: string): Promise<void> {
  const made = await engine().download(value, form);
  if (!made.ok) {
    announce(made.error.message);
    return;
  }
  const { bytes, mime, ending } = made.value;
  saveFile(name, ending, new Blob([bytes as BlobPart], { type: mime }));
}
