import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';
import type { DataSetView } from '../../engine';
import { chooseFile, removeDataSet, renameDataSet, writeDataSet } from '../actions';
import { complain } from '../session';
import { Icon } from '../shell/icons';
import { useHolt } from '../store';
import { sizeInWords, words } from '../words';

/** The data sets on this device with their facts and actions (DAT-12). */
export default function DataSetList() {
  const dataSets = useHolt((state) => state.dataSets);
  return (
    <ul className="side-list">
      {dataSets.map((set) => (
        <DataSetLine key={set.name} set={set} />
      ))}
    </ul>
  );
}

function DataSetLine({ set }: { readonly set: DataSetView }) {
  const peeked = useHolt((state) => state.peekedSet === set.name);
  const places = useHolt((state) => usesOf(set.name, state.files));
  const [renaming, setRenaming] = useState(false);
  const look = (profiled: boolean) =>
    useHolt.setState({ peekedSet: set.name, profiled, view: 'result', place: 'result' });
  return (
    <li className="side-set">
      {renaming ? (
        <form
          className="side-rename"
          onSubmit={async (event) => {
            event.preventDefault();
            const to = String(new FormData(event.currentTarget).get('name') ?? '').trim();
            const done = /^[a-z_]\w*$/i.test(to) && (to === set.name || (await renameDataSet(set.name, to)));
            if (done) setRenaming(false);
            else complain(words.data.renameTaken);
          }}
        >
          <input
            name="name"
            className="field code"
            defaultValue={set.name}
            // biome-ignore lint/a11y/noAutofocus: the person asked to rename
            autoFocus
            aria-label={words.data.renameTo(set.name)}
            onKeyDown={(event) => event.key === 'Escape' && setRenaming(false)}
          />
        </form>
      ) : (
        <button
          type="button"
          className="side-item"
          aria-label={words.side.peek(set.name)}
          aria-pressed={peeked}
          title={set.rowType}
          onClick={() => (peeked ? useHolt.setState({ peekedSet: null }) : look(false))}
        >
          <span className="code">{set.name}</span>
          <small>
            {words.side.rows(set.rows)} · {sizeInWords(set.bytes)}
          </small>
          <small>
            <span className="code">[{set.typeName}]</span> {words.data.from(set.origin)}
          </small>
          <small>{words.data.usedIn(places)}</small>
        </button>
      )}
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger
          className="button icon side-remove"
          aria-label={words.data.actions(set.name)}
          title={words.data.actions(set.name)}
        >
          <Icon name="more" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className="menu" align="start" sideOffset={4}>
            <Action label={words.data.peek} onSelect={() => look(false)} />
            <Action label={words.data.profile} onSelect={() => look(true)} />
            <Action label={words.data.use} onSelect={() => void writeDataSet(set)} />
            <Action label={words.data.rename} onSelect={() => setTimeout(() => setRenaming(true), 0)} />
            <Action label={words.data.replace} onSelect={() => chooseFile(set.name)} />
            <DropdownMenu.Separator className="menu-line" />
            <Action label={words.side.remove(set.name)} onSelect={() => void removeDataSet(set.name)} />
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </li>
  );
}

function Action(props: { readonly label: string; readonly onSelect: () => void }) {
  return (
    <DropdownMenu.Item className="menu-item" onSelect={props.onSelect}>
      {props.label}
    </DropdownMenu.Item>
  );
}

/** The files and lines that name a data set, at most three. */
function usesOf(name: string, files: readonly { readonly path: string; readonly text: string }[]): string {
  const word = new RegExp(`\\b${name}\\b`);
  const places = files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, i) => (word.test(line) ? [`${path}:${i + 1}`] : [])),
  );
  return places.length > 3 ? `${places.slice(0, 3).join(', ')} …` : places.join(', ');
}
