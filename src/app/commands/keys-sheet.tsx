import { Sheet } from '../shell/sheet';
import { useHolt } from '../store';
import { words } from '../words';
import { commands, keyInWords, keyOf } from '.';
import './keys-sheet.css';

/** Every key on one sheet (specification 7 §20). */
export default function KeysSheet() {
  const rows = [
    ...commands.flatMap((command) => {
      const key = keyOf(command);
      return key === undefined ? [] : [{ id: command.id, title: command.title, key: keyInWords(key) }];
    }),
    { id: 'escape', title: words.keys.cancelRun, key: 'Esc Esc' },
    { id: 'leave', title: words.keys.leaveEditor, key: 'Ctrl+M' },
  ];
  return (
    <Sheet
      title={words.keys.title}
      kind="keys"
      closeLabel={words.keys.close}
      head={
        <>
          <span className="fill" />
          <button
            type="button"
            className="button framed"
            onClick={() => useHolt.setState({ dialog: 'settings' })}
          >
            {words.keys.change}
          </button>
        </>
      }
    >
      <dl className="keys-list">
        {rows.map(({ id, title, key }) => (
          <div key={id}>
            <dt>{title}</dt>
            <dd>
              <kbd>{key}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
