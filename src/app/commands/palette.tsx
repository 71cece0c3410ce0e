import { Command as Search } from 'cmdk';
import { Dialog } from 'radix-ui';
import { useHolt } from '../store';
import { words } from '../words';
import { type Command, canRun, commands, keyInWords } from '.';
import './palette.css';

/** Every action of the product, found by typing (CMD-1). */
export default function Palette() {
  const close = () => useHolt.setState({ dialog: null });
  return (
    <Dialog.Root open onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Overlay className="sheet-veil" />
        <Dialog.Content className="sheet palette" aria-describedby={undefined}>
          <Dialog.Title className="visually-hidden">{words.palette.title}</Dialog.Title>
          <Search label={words.palette.title} loop>
            <Search.Input className="palette-input" placeholder={words.palette.placeholder} autoFocus />
            <Search.List className="palette-list">
              <Search.Empty className="palette-empty">{words.palette.nothing}</Search.Empty>
              {commands.filter(offered).map((command) => (
                <Search.Item
                  key={command.id}
                  value={command.title}
                  className="menu-item"
                  onSelect={() => {
                    close();
                    requestAnimationFrame(command.run);
                  }}
                >
                  <span>{command.title}</span>
                  {command.key === undefined ? null : <kbd>{keyInWords(command.key)}</kbd>}
                </Search.Item>
              ))}
            </Search.List>
          </Search>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function offered(command: Command): boolean {
  return !command.id.startsWith('palette') && canRun(command);
}
