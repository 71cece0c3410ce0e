import { DropdownMenu } from 'radix-ui';
import { canRun, commandOf, keyInWords, keyOf } from '../commands';

/** One registered command as an entry of a menu, with its key. */
export function MenuCommand({ id }: { readonly id: string }) {
  const command = commandOf(id);
  const key = keyOf(command);
  return (
    <DropdownMenu.Item
      className="menu-item"
      disabled={!canRun(command)}
      onSelect={() => requestAnimationFrame(command.run)}
    >
      <span>{command.title}</span>
      {key === undefined ? null : <kbd>{keyInWords(key)}</kbd>}
    </DropdownMenu.Item>
  );
}
