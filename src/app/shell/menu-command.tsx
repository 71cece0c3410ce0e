import { DropdownMenu } from 'radix-ui';
import { canRun, commandOf, keyInWords } from '../commands';

/** One registered command as an entry of a menu, with its key. */
export function MenuCommand({ id }: { readonly id: string }) {
  const command = commandOf(id);
  return (
    <DropdownMenu.Item
      className="menu-item"
      disabled={!canRun(command)}
      onSelect={() => requestAnimationFrame(command.run)}
    >
      <span>{command.title}</span>
      {command.key === undefined ? null : <kbd>{keyInWords(command.key)}</kbd>}
    </DropdownMenu.Item>
  );
}
