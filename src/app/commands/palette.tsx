import { Command as Search } from 'cmdk';
import { Dialog } from 'radix-ui';
import { useEffect, useMemo, useState } from 'react';
import { Icon } from '../shell/icons';
import { useHolt } from '../store';
import { words } from '../words';
import { matchScore } from './match';
import { type PaletteEntry, paletteSources } from './palette-sources';
import { recentEntries, rememberEntry } from './recent';
import './palette.css';

/** Entries shown at once; typing more finds the others. */
const shown = 60;

/** Every action of the product and everything one can go to, found by typing (CMD-1). */
export default function Palette() {
  const [text, setText] = useState('');
  const source =
    paletteSources.find(({ prefix }) => prefix !== '' && text.startsWith(prefix)) ?? paletteSources[0]!;
  const typed = text.slice(source.prefix.length).trim();
  const [entries, setEntries] = useState<readonly PaletteEntry[]>([]);
  useEffect(() => {
    let current = true;
    void Promise.resolve(source.entries(typed)).then((found) => {
      if (current) setEntries(found);
    });
    return () => {
      current = false;
    };
  }, [source, typed]);
  const found = useMemo(() => ranked(entries, typed), [entries, typed]);
  const close = () => useHolt.setState({ dialog: null });
  return (
    <Dialog.Root open onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Overlay className="sheet-veil" />
        <Dialog.Content className="sheet palette" aria-describedby={undefined}>
          <Dialog.Title className="visually-hidden">{words.palette.title}</Dialog.Title>
          <Search label={words.palette.title} shouldFilter={false} loop>
            <Search.Input
              className="palette-input"
              placeholder={words.palette.placeholder}
              value={text}
              onValueChange={setText}
              autoFocus
            />
            <Search.List className="palette-list" label={source.name}>
              <Search.Empty className="palette-empty">{words.palette.nothing}</Search.Empty>
              {found.map((entry) => (
                <Search.Item
                  key={entry.id}
                  value={entry.id}
                  className="menu-item"
                  onSelect={() => {
                    close();
                    rememberEntry(entry.id);
                    requestAnimationFrame(entry.run);
                  }}
                >
                  <span className="palette-title">
                    {entry.title}
                    {entry.detail === undefined ? null : <small>{entry.detail}</small>}
                  </span>
                  <span className="palette-marks">
                    {entry.on === true ? <Icon name="check" /> : null}
                    {entry.key === undefined ? null : <kbd>{entry.key}</kbd>}
                  </span>
                </Search.Item>
              ))}
            </Search.List>
          </Search>
          <fieldset className="palette-kinds">
            <legend className="visually-hidden">{words.palette.kinds}</legend>
            {paletteSources.slice(1).map(({ prefix, name }) => (
              <button
                key={prefix}
                type="button"
                className="button"
                aria-pressed={prefix === source.prefix}
                onClick={() => {
                  setText(prefix === source.prefix ? typed : `${prefix}${typed}`);
                  document.querySelector<HTMLElement>('.palette-input')?.focus();
                }}
              >
                <kbd>{prefix}</kbd>
                {name}
              </button>
            ))}
          </fieldset>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Where something is found by how it begins, what only resembles it is left out. */
const good = 0.8;
const fair = 0.55;

/** Best first; what was chosen lately goes before its equals. */
function ranked(entries: readonly PaletteEntry[], typed: string): readonly PaletteEntry[] {
  const recent = recentEntries();
  const bonus = (id: string) => {
    const at = recent.indexOf(id);
    return at < 0 ? 0 : 0.09 * (1 - at / recent.length);
  };
  return entries
    .map((entry) => ({ entry, score: matchScore(typed, `${entry.title} ${entry.detail ?? ''}`) }))
    .filter(({ score }, _, all) => score > (all.some((other) => other.score > good) ? fair : 0))
    .map(({ entry, score }) => ({ entry, score: score + bonus(entry.id) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, shown)
    .map(({ entry }) => entry);
}
