import { cancelRun } from '../session';
import { useSettings } from '../settings/settings';
import { useHolt } from '../store';
import { canRun, commands, keyMatches, keyOf } from '.';

const doubleEscape = 500;
let lastEscape = 0;

/** Listens for the keys of all commands, before any region sees them. Returns how to stop. */
export function listenForKeys(): () => void {
  const listen = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Escape') return cancelOnSecondEscape(event);
    for (const command of commands) {
      const key = keyOf(command);
      if (key === undefined || !keyMatches(event, key)) continue;
      if (!acts(key, command.where, event.target)) continue;
      if (useHolt.getState().dialog !== null && !command.id.startsWith('palette')) continue;
      event.preventDefault();
      event.stopPropagation();
      if (canRun(command)) command.run();
      return;
    }
  };
  window.addEventListener('keydown', listen, true);
  return () => window.removeEventListener('keydown', listen, true);
}

function acts(key: string, where: 'editor' | undefined, target: EventTarget | null): boolean {
  if (where === 'editor') return target instanceof HTMLElement && target.closest('.editor-body') !== null;
  const single = !key.includes('+') && key.length === 1;
  return !single || (useSettings.getState().letterKeys && !inText(target));
}

/** `Esc` twice cancels the run; one `Esc` stays with whatever has the focus. */
function cancelOnSecondEscape(event: KeyboardEvent): void {
  if (event.timeStamp - lastEscape < doubleEscape) void cancelRun();
  lastEscape = event.timeStamp;
}

function inText(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable], [role=textbox]') !== null
  );
}
