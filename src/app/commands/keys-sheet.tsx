import { Dialog } from 'radix-ui';
import { Icon } from '../shell/icons';
import { useHolt } from '../store';
import { words } from '../words';
import { commands, keyInWords, keyOf } from '.';
import './keys-sheet.css';

/** Every key on one sheet (specification 7 §20). */
export default function KeysSheet() {
  const close = () => useHolt.setState({ dialog: null });
  const rows = [
    ...commands.flatMap((command) => {
      const key = keyOf(command);
      return key === undefined ? [] : [{ id: command.id, title: command.title, key: keyInWords(key) }];
    }),
    { id: 'escape', title: words.keys.cancelRun, key: 'Esc Esc' },
    { id: 'leave', title: words.keys.leaveEditor, key: 'Ctrl+M' },
  ];
  return (
    <Dialog.Root open onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Overlay className="sheet-veil" />
        <Dialog.Content className="sheet keys" aria-describedby={undefined}>
          <Dialog.Title className="sheet-title">
            {words.keys.title}
            <span className="fill" />
            <button
              type="button"
              className="button framed"
              onClick={() => useHolt.setState({ dialog: 'settings' })}
            >
              {words.keys.change}
            </button>
            <Dialog.Close className="button icon" aria-label={words.keys.close}>
              <Icon name="close" />
            </Dialog.Close>
          </Dialog.Title>
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
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
