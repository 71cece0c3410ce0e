import { DropdownMenu } from 'radix-ui';
import { commandOf, keyInWords } from '../commands';
import { useElapsed } from '../elapsed';
import { ProjectsMenu } from '../project/projects-menu';
import { cancelRun } from '../session';
import { errorsIn, useHolt } from '../store';
import { waitReason } from '../waiting';
import { words } from '../words';
import { BarStatus } from './bar-status';
import { Icon, Mark } from './icons';
import { MenuCommand } from './menu-command';
import { RunnerPicker } from './runner-picker';
import './bar.css';

/** The top of the page: which program, run it, with what, and pass it on. */
export function Bar() {
  const running = useElapsed() !== null;
  // Why what is in the editor was not run by itself; null also when it was run as it stands (GO-2).
  const waits = useHolt((state) =>
    state.shown?.version === state.version || state.failure?.version === state.version
      ? null
      : waitReason(state),
  );
  const entry = useHolt((state) => state.entry);
  const runnable = useHolt(
    (state) => state.check?.program !== undefined && errorsIn(state.check).length === 0,
  );
  return (
    <section className="bar" aria-label={words.regions.bar}>
      <button
        type="button"
        className="button icon bar-side"
        aria-label={words.bar.side}
        title={words.bar.side}
        onClick={() => commandOf('side').run()}
      >
        <Icon name="side" />
      </button>
      <h1 className="bar-brand">
        <Mark />
        <b>{words.product}</b>
      </h1>
      <ProjectsMenu />
      <BarStatus />
      <span className="bar-run">
        {waits === null || running ? null : (
          <span className="bar-changed" title={words.bar.waits[waits]}>
            {words.bar.changed}
            <span className="visually-hidden">{words.bar.waits[waits]}</span>
          </span>
        )}
        {running ? (
          // A button of its own: a press that began on Run, before the run did, cancels nothing.
          <button key="cancel" type="button" className="button main" onClick={() => void cancelRun()}>
            <Icon name="stop" />
            {words.bar.cancel}
          </button>
        ) : (
          <button
            key="run"
            type="button"
            className="button main"
            disabled={!runnable}
            title={
              waits === null ? `${words.commands.run} (${keyInWords('Mod+Enter')})` : words.bar.waits[waits]
            }
            onClick={() => commandOf('run').run()}
          >
            <Icon name="run" />
            {entry === 'main' ? words.bar.run : words.bar.runEntry(entry)}
          </button>
        )}
        <RunnerPicker />
      </span>
      <button type="button" className="button bar-share" onClick={() => commandOf('share').run()}>
        <Icon name="share" />
        <span>{words.bar.share}</span>
      </button>
      <button
        type="button"
        className="button icon bar-help"
        aria-label={words.bar.help}
        title={words.bar.help}
        onClick={() => commandOf('help').run()}
      >
        <Icon name="help" />
      </button>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className="button icon" aria-label={words.bar.menu} title={words.bar.menu}>
          <Icon name="menu" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Content className="menu" align="end" sideOffset={6}>
          <MenuCommand id="palette" />
          <MenuCommand id="format" />
          <MenuCommand id="share" />
          <MenuCommand id="help" />
          <DropdownMenu.Separator className="menu-line" />
          <MenuCommand id="view-result" />
          <MenuCommand id="view-plan" />
          <MenuCommand id="view-sql" />
          <MenuCommand id="view-ir" />
          <MenuCommand id="view-bytes" />
          <MenuCommand id="view-compare" />
          <MenuCommand id="side" />
          <DropdownMenu.Separator className="menu-line" />
          <MenuCommand id="theme-system" />
          <MenuCommand id="theme-light" />
          <MenuCommand id="theme-dark" />
          <MenuCommand id="theme-contrast" />
        </DropdownMenu.Content>
      </DropdownMenu.Root>
    </section>
  );
}
