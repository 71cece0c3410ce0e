import { useRef, useState } from 'react';
import { type Command, commands, conflictsIn, keyInWords, keyOf, keyOfEvent } from '../commands';
import { saveFile } from '../results/save-file';
import { announce, complain } from '../session';
import { Icon } from '../shell/icons';
import { words } from '../words';
import { changeSettings, readKeys, useSettings } from './settings';

/** The keys of all commands: change, take away, reset, export; two commands on one key are told (CMD-2). */
export function KeyList() {
  const keys = useSettings((settings) => settings.keys);
  const [listening, setListening] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const conflicts = conflictsIn(commands);
  const set = (id: string, key: string | undefined) => {
    const { [id]: _, ...others } = keys;
    changeSettings({ keys: key === undefined ? others : { ...others, [id]: key } });
  };
  return (
    <section aria-label={words.settings.keys}>
      <header className="keys-head">
        <h3 className="section-title">{words.settings.keys}</h3>
        <span className="fill" />
        <button type="button" className="button" onClick={exportKeys}>
          {words.settings.exportKeys}
        </button>
        <button type="button" className="button" onClick={() => input.current?.click()}>
          {words.settings.importKeys}
        </button>
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          hidden
          onChange={(event) => void importKeys(event.target.files?.[0])}
        />
        <button type="button" className="button" onClick={() => changeSettings({ keys: {} })}>
          {words.settings.resetKeys}
        </button>
      </header>
      {[...conflicts].map(([key, group]) => (
        <p key={key} role="alert" className="key-conflict">
          <Icon name="error" />
          {words.settings.conflict(keyInWords(key), group.map(({ title }) => title).join(', '))}
        </p>
      ))}
      <ul className="key-list">
        {commands.map((command) => (
          <li key={command.id}>
            <span>{command.title}</span>
            <KeyButton
              command={command}
              listening={listening === command.id}
              onListen={(on) => setListening(on ? command.id : null)}
              onKey={(key) => {
                set(command.id, key);
                setListening(null);
              }}
            />
            <button
              type="button"
              className="button icon"
              disabled={keyOf(command) === undefined}
              aria-label={words.settings.clearKeyOf(command.title)}
              title={words.settings.clearKey}
              onClick={() => set(command.id, '')}
            >
              <Icon name="close" />
            </button>
            {keys[command.id] === undefined ? null : (
              <button type="button" className="button" onClick={() => set(command.id, undefined)}>
                {words.settings.resetKey}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Shows a command's key; pressed, it takes the next key that is pressed. */
function KeyButton({
  command,
  listening,
  onListen,
  onKey,
}: {
  readonly command: Command;
  readonly listening: boolean;
  readonly onListen: (on: boolean) => void;
  readonly onKey: (key: string) => void;
}) {
  const key = keyOf(command);
  const shown = key === undefined ? words.settings.noKey : keyInWords(key);
  return (
    <button
      type="button"
      className="button framed key-button"
      aria-label={words.settings.keyOf(command.title, listening ? words.settings.pressKey : shown)}
      aria-pressed={listening}
      onClick={() => onListen(true)}
      onBlur={() => {
        if (listening) onListen(false);
      }}
      onKeyDown={(event) => {
        if (!listening || event.key === 'Tab') return;
        event.preventDefault();
        event.stopPropagation();
        if (event.key === 'Escape') {
          onListen(false);
          return;
        }
        const pressed = keyOfEvent(event.nativeEvent);
        if (pressed !== null) onKey(pressed);
      }}
    >
      {listening ? words.settings.pressKey : shown}
    </button>
  );
}

function exportKeys(): void {
  const text = JSON.stringify({ holtKeys: useSettings.getState().keys }, null, 2);
  saveFile('holt keys', 'json', new Blob([`${text}\n`], { type: 'application/json' }));
}

async function importKeys(file: File | undefined): Promise<void> {
  if (file === undefined) return;
  const read: unknown = await file
    .text()
    .then(JSON.parse)
    .catch(() => null);
  if (typeof read !== 'object' || read === null || !('holtKeys' in read)) {
    complain(words.settings.badKeys);
    return;
  }
  changeSettings({ keys: readKeys(read.holtKeys) });
  announce(words.settings.keys);
}
