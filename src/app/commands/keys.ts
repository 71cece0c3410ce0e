import { cancelRun } from '../session';
import { useHolt } from '../store';
import { canRun, commands, keyMatches } from '.';

const doubleEscape = 500;
let lastEscape = 0;

/** Listens for the keys of all commands, before any region sees them. Returns how to stop. */
export function listenForKeys(): () => void {
  const listen = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Escape') return cancelOnSecondEscape(event);
    for (const command of commands) {
      if (command.key === undefined || !keyMatches(event, command.key)) continue;
      if (!command.key.includes('+') && command.key.length === 1 && inText(event.target)) continue;
      if (useHolt.getState().dialog !== null && command.id !== 'palette') continue;
      event.preventDefault();
      event.stopPropagation();
      if (canRun(command)) command.run();
      return;
    }
  };
  window.addEventListener('keydown', listen, true);
  return () => window.removeEventListener('keydown', listen, true);
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
