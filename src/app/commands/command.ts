import type { HoltState } from '../store';

/** Every action of the product is one of these; buttons, menus, keys, palette and help are made of them (CMD-2). */
export interface Command {
  readonly id: string;
  readonly title: string;
  /** `Mod` is Ctrl, or Cmd on a Mac. A single letter acts only outside text (CMD-3). */
  readonly key?: string;
  /** Absent: always possible. */
  readonly when?: (state: HoltState) => boolean;
  readonly run: () => void;
}

const mac = /Mac|iPhone|iPad/.test(navigator.platform);

/** The key as it is printed on this machine. */
export function keyInWords(key: string): string {
  return key
    .split('+')
    .map((part) => (part === 'Mod' ? (mac ? '⌘' : 'Ctrl') : part === 'Alt' && mac ? '⌥' : part))
    .join(mac ? '' : '+');
}

/** Whether a pressed key is the one a command names. */
export function keyMatches(event: KeyboardEvent, key: string): boolean {
  const parts = key.split('+');
  const name = parts.at(-1)!;
  const mod = mac ? event.metaKey : event.ctrlKey;
  const otherMod = mac ? event.ctrlKey : event.metaKey;
  if (otherMod || mod !== parts.includes('Mod') || event.altKey !== parts.includes('Alt')) return false;
  const shifted = name === '?' || event.shiftKey === parts.includes('Shift');
  const pressed = /^Digit\d$/.test(event.code) ? event.code.slice(5) : event.key;
  const letter = event.altKey && event.code.startsWith('Key') ? event.code.slice(3) : pressed;
  return shifted && letter.toLowerCase() === name.toLowerCase();
}
