import { useSettings } from '../settings/settings';
import type { HoltState } from '../store';

/** Every action of the product is one of these; buttons, menus, keys, palette and help are made of them (CMD-2). */
export interface Command {
  readonly id: string;
  readonly title: string;
  /**
   * The key that comes with the product: `Mod` is Ctrl, or Cmd on a Mac. A single letter or sign acts only outside text
   * (CMD-3). Read the key in use with `keyOf`.
   */
  readonly key?: string;
  /** Where its key acts; everywhere when absent. */
  readonly where?: 'editor';
  /** Absent: always possible. */
  readonly when?: (state: HoltState) => boolean;
  /** Of a switch: whether it is on now. */
  readonly on?: () => boolean;
  readonly run: () => void;
}

const mac = /Mac|iPhone|iPad/.test(navigator.platform);

const names: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};
const macNames: Readonly<Record<string, string>> = { Mod: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧' };

/** The key of a command as the person set it; undefined when it has none. */
export function keyOf(command: Command): string | undefined {
  const key = useSettings.getState().keys[command.id] ?? command.key;
  return key === '' ? undefined : key;
}

/** The key as it is printed on this machine. */
export function keyInWords(key: string): string {
  return key
    .split('+')
    .map((part) => names[part] ?? (mac ? macNames[part] : part === 'Mod' ? 'Ctrl' : undefined) ?? part)
    .join(mac ? '' : '+');
}

/** Whether a pressed key is the one a command names. */
export function keyMatches(event: KeyboardEvent, key: string): boolean {
  const parts = key.split('+');
  const name = parts.at(-1)!;
  const control = parts.includes('Ctrl') || (!mac && parts.includes('Mod'));
  const meta = mac && parts.includes('Mod');
  if (event.ctrlKey !== control || event.metaKey !== meta || event.altKey !== parts.includes('Alt')) {
    return false;
  }
  // Signs are typed with Shift on some keyboards and without on others.
  const sign = /^[^\p{L}\p{N}]$/u.test(name);
  const shifted = (sign && !parts.includes('Shift')) || event.shiftKey === parts.includes('Shift');
  return shifted && pressedKey(event).toLowerCase() === name.toLowerCase();
}

/** The key of an event in the form of `Command.key`; null while only modifiers are down. */
export function keyOfEvent(event: KeyboardEvent): string | null {
  if (['Shift', 'Control', 'Alt', 'Meta', 'Dead', 'Process'].includes(event.key)) return null;
  const name = pressedKey(event);
  const sign = /^[^\p{L}\p{N} ]$/u.test(name);
  const parts = [
    (mac ? event.metaKey : event.ctrlKey) ? 'Mod' : '',
    mac && event.ctrlKey ? 'Ctrl' : '',
    event.shiftKey && !sign ? 'Shift' : '',
    event.altKey ? 'Alt' : '',
    name.length === 1 ? name.toUpperCase() : name,
  ];
  return parts.filter((part) => part !== '').join('+');
}

/** The key by its name, whatever Alt or Shift make of it. */
function pressedKey(event: KeyboardEvent): string {
  if (event.code === 'Space') return 'Space';
  if (/^Digit\d$/.test(event.code) && (event.shiftKey || event.altKey)) return event.code.slice(5);
  if (event.altKey && event.code.startsWith('Key')) return event.code.slice(3);
  return event.key;
}

/** Keys that more than one command answers to, with those commands (CMD-2). */
export function conflictsIn(commands: readonly Command[]): ReadonlyMap<string, readonly Command[]> {
  const byKey = new Map<string, Command[]>();
  for (const command of commands) {
    const key = keyOf(command);
    if (key === undefined) continue;
    // `Mod` and `Ctrl` are one key here or there, and the order of modifiers does not matter.
    const name = (mac ? key : key.replace('Ctrl', 'Mod')).toLowerCase().split('+').sort().join('+');
    byKey.set(name, [...(byKey.get(name) ?? []), command]);
  }
  return new Map(
    [...byKey.values()].flatMap((group) => (group.length < 2 ? [] : [[keyOf(group[0]!)!, group] as const])),
  );
}
