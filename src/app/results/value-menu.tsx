import { AlertDialog, DropdownMenu } from 'radix-ui';
import { useState } from 'react';
import type { DownloadForm, ValueId } from '../../engine';
import { writeLocal } from '../local-store';
import { complain } from '../session';
import { Icon } from '../shell/icons';
import { useHolt } from '../store';
import { words } from '../words';
import { engine } from '../workers';
import { copyChosen, copyForms } from './copy-value';
import { type NumberDisplay, numberDisplays } from './number-display';
import { saveFile } from './save-file';

const downloads: readonly DownloadForm[] = ['csv', 'json', 'ndjson', 'parquet', 'arrow', 'ld', 'ltd', 'lt'];

/** Copying and saving a value, and how its numbers are shown (RES-7, RES-9, RES-10). */
export function ValueMenus({ value, name }: { readonly value: ValueId; readonly name: string }) {
  const display = useHolt((state) => state.numberDisplay);
  const chosen = useHolt((state) => state.chosen !== null);
  const [lossy, setLossy] = useState<{
    readonly form: DownloadForm;
    readonly losses: readonly string[];
  } | null>(null);
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger
          className="button icon"
          aria-label={words.table.copyAs}
          title={words.table.copyAs}
        >
          <Icon name="copy" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className="menu" align="end" sideOffset={6}>
            <DropdownMenu.Label className="menu-label">
              {chosen ? words.table.copyChosen : words.table.copyWhole}
            </DropdownMenu.Label>
            {copyForms.map((form) =>
              form === 'path' && !chosen ? null : (
                <DropdownMenu.Item
                  key={form}
                  className="menu-item"
                  onSelect={() => void copyChosen(form, value)}
                >
                  {words.table.copyForms[form]}
                </DropdownMenu.Item>
              ),
            )}
            <DropdownMenu.Separator className="menu-line" />
            <DropdownMenu.Label className="menu-label">{words.table.display}</DropdownMenu.Label>
            <DropdownMenu.RadioGroup
              value={display}
              onValueChange={(next) => {
                useHolt.setState({ numberDisplay: next as NumberDisplay });
                writeLocal('numberDisplay', next);
              }}
            >
              {numberDisplays.map((one) => (
                <DropdownMenu.RadioItem key={one} value={one} className="menu-item">
                  <span>{words.table.displays[one]}</span>
                </DropdownMenu.RadioItem>
              ))}
            </DropdownMenu.RadioGroup>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
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
            {downloads.map((form) => (
              <DropdownMenu.Item
                key={form}
                className="menu-item"
                onSelect={async () => {
                  const losses = await engine().losses(value, form);
                  if (losses.length > 0) setLossy({ form, losses });
                  else await download(value, form, name);
                }}
              >
                {words.view.downloadAs[form]}
              </DropdownMenu.Item>
            ))}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <AlertDialog.Root open={lossy !== null} onOpenChange={(open) => !open && setLossy(null)}>
        <AlertDialog.Portal>
          <AlertDialog.Overlay className="sheet-veil" />
          <AlertDialog.Content className="sheet">
            <AlertDialog.Title className="sheet-title">{words.table.lossTitle}</AlertDialog.Title>
            <AlertDialog.Description asChild>
              <div>
                {lossy?.losses.map((loss) => (
                  <p key={loss}>{loss}</p>
                ))}
              </div>
            </AlertDialog.Description>
            <div className="sheet-actions">
              <AlertDialog.Cancel className="button">{words.data.cancel}</AlertDialog.Cancel>
              <AlertDialog.Action
                className="button main"
                onClick={() => lossy !== null && void download(value, lossy.form, name)}
              >
                {words.table.lossGo}
              </AlertDialog.Action>
            </div>
          </AlertDialog.Content>
        </AlertDialog.Portal>
      </AlertDialog.Root>
    </>
  );
}

/** Writes the whole value into files of the person's downloads (RES-10). */
async function download(value: ValueId, form: DownloadForm, name: string): Promise<void> {
  const made = await engine().download(value, form);
  if (!made.ok) {
    complain(made.error);
    return;
  }
  for (const { bytes, mime, ending } of made.value) {
    saveFile(name, ending, new Blob([bytes as BlobPart], { type: mime }));
  }
}
