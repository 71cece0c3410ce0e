import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';
import { Icon } from '../shell/icons';
import { MenuCommand } from '../shell/menu-command';
import { useHolt } from '../store';
import { agoInWords, words } from '../words';
import { openKept } from './keeper';
import { recentProjects } from './project-actions';
import type { ProjectRecord } from './project-record';

/** Projects offered at once. */
const shownRecent = 8;

/** The project's name: what can be done with it, the other ones, and new ones. */
export function ProjectsMenu() {
  const name = useHolt((state) => state.projectName);
  const open = useHolt((state) => state.projectId);
  const [recent, setRecent] = useState<readonly ProjectRecord[]>([]);
  const others = recent.filter(({ id }) => id !== open).slice(0, shownRecent);
  const now = Date.now();
  return (
    <DropdownMenu.Root
      modal={false}
      onOpenChange={(opens) => {
        if (opens) void recentProjects().then(setRecent);
      }}
    >
      <DropdownMenu.Trigger className="button bar-project" aria-label={words.bar.project(name)}>
        <span>{name}</span>
        <Icon name="down" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className="menu" align="start" sideOffset={6}>
        <MenuCommand id="rename-project" />
        <MenuCommand id="duplicate-project" />
        <MenuCommand id="new-file" />
        <MenuCommand id="snapshot" />
        <MenuCommand id="timeline" />
        <MenuCommand id="export" />
        <MenuCommand id="delete-project" />
        <DropdownMenu.Separator className="menu-line" />
        <MenuCommand id="new" />
        <MenuCommand id="import" />
        <MenuCommand id="open" />
        <MenuCommand id="gallery" />
        {others.length === 0 ? null : (
          <>
            <DropdownMenu.Separator className="menu-line" />
            <DropdownMenu.Label className="menu-label">{words.projects.recent}</DropdownMenu.Label>
            {others.map(({ id, name: title, files, changed }) => (
              <DropdownMenu.Item key={id} className="menu-item two-lines" onSelect={() => void openKept(id)}>
                <span>{title}</span>
                <small>{words.projects.facts(files.length, agoInWords(changed, now))}</small>
              </DropdownMenu.Item>
            ))}
          </>
        )}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
