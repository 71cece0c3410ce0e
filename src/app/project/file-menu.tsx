import { DropdownMenu } from 'radix-ui';
import { Icon } from '../shell/icons';
import { rootFile } from '../store';
import { words } from '../words';
import { createFile, deleteFile, downloadFile, duplicateFile, renameFile } from './file-actions';

/** What can be done with one file (PRJ-3). */
export function FileMenu({ path }: { readonly path: string }) {
  const isRoot = path === rootFile;
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
  // The menu gives the focus back when it closes; a dialog that an entry opens comes after that.
  const later = (act: () => void) => () => requestAnimationFrame(act);
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className="button icon file-more"
        aria-label={words.files.menu(path)}
        title={words.files.menu(path)}
      >
        <Icon name="more" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className="menu" align="end" sideOffset={2}>
        {isRoot ? null : (
          <DropdownMenu.Item className="menu-item" onSelect={later(() => renameFile(path))}>
            <span>{words.files.renameOrMove}</span>
            <kbd>F2</kbd>
          </DropdownMenu.Item>
        )}
        <DropdownMenu.Item className="menu-item" onSelect={later(() => duplicateFile(path))}>
          <span>{words.files.duplicate}</span>
        </DropdownMenu.Item>
        <DropdownMenu.Item className="menu-item" onSelect={later(() => downloadFile(path))}>
          <span>{words.files.download}</span>
        </DropdownMenu.Item>
        <DropdownMenu.Item className="menu-item" onSelect={later(() => createFile(folder))}>
          <span>{words.files.newHere}</span>
        </DropdownMenu.Item>
        {isRoot ? null : (
          <DropdownMenu.Item className="menu-item" onSelect={later(() => deleteFile(path))}>
            <span>{words.files.delete}</span>
            <kbd>Del</kbd>
          </DropdownMenu.Item>
        )}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
