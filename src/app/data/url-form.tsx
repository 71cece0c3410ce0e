import { Popover } from 'radix-ui';
import { useState } from 'react';
import { openUrl } from '../actions';
import { words } from '../words';

/**
 * An address of a file; nothing is asked for before the button that names its host is pressed (DAT-10). It is drawn when it
 * is first asked for, and so begins open.
 */
export default function UrlForm() {
  const [url, setUrl] = useState('');
  const [open, setOpen] = useState(true);
  const host = hostOf(url);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className="link">{words.data.url}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="popover url-form" align="start" sideOffset={4}>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (host === null) return;
              setOpen(false);
              void openUrl(url.trim());
            }}
          >
            <label>
              <span>{words.data.urlLabel}</span>
              <input
                className="field code"
                value={url}
                spellCheck={false}
                placeholder="https://"
                onChange={(event) => setUrl(event.target.value)}
              />
            </label>
            <small>{words.data.urlNote}</small>
            <button type="submit" className="button main" disabled={host === null}>
              {words.data.urlLoad(host ?? '…')}
            </button>
          </form>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function hostOf(url: string): string | null {
  try {
    const { protocol, host } = new URL(url.trim());
    return protocol === 'https:' || protocol === 'http:' ? host : null;
  } catch {
    return null;
  }
}
