import { expect, test, vi } from 'vitest';

vi.stubGlobal('navigator', { platform: 'Linux' });
vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
const { conflictsIn, keyInWords, keyMatches, keyOfEvent } = await import('./command');

type Keys = Partial<Pick<KeyboardEvent, 'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey'>>;

function press(key: string, code: string, held: Keys = {}): KeyboardEvent {
  return {
    key,
    code,
    ctrlKey: false,
    shiftKey: false,
    altKey: false,
    metaKey: false,
    ...held,
  } as KeyboardEvent;
}

const command = (id: string, key: string) => ({ id, title: id, key, run: () => undefined });

test('CMD-2 a pressed key is told by its name, whatever Shift and Alt make of it', () => {
  const shifted = press('!', 'Digit1', { shiftKey: true, altKey: true });
  expect(keyMatches(shifted, 'Shift+Alt+1')).toBe(true);
  expect(keyOfEvent(shifted)).toBe('Shift+Alt+1');
  const letter = press('π', 'KeyP', { shiftKey: true, altKey: true });
  expect(keyMatches(letter, 'Shift+Alt+P')).toBe(true);
  expect(keyMatches(press('Enter', 'Enter', { ctrlKey: true }), 'Mod+Enter')).toBe(true);
  expect(keyMatches(press('Enter', 'Enter', { ctrlKey: true, shiftKey: true }), 'Mod+Enter')).toBe(false);
  expect(keyMatches(press(' ', 'Space', { ctrlKey: true }), 'Ctrl+Space')).toBe(true);
  expect(keyMatches(press('?', 'Slash', { shiftKey: true }), '?')).toBe(true);
  expect(keyOfEvent(press('Shift', 'ShiftLeft', { shiftKey: true }))).toBeNull();
});

test('CMD-2 two commands on one key are found, also where the key is written differently', () => {
  const found = conflictsIn([
    command('a', 'Mod+D'),
    command('b', 'Ctrl+D'),
    command('c', 'Shift+Alt+X'),
    command('d', 'Alt+Shift+X'),
    command('e', 'F2'),
  ]);
  expect([...found.values()].map((group) => group.map(({ id }) => id))).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
});

test('CMD-2 keys are printed as the machine has them', () => {
  expect(keyInWords('Mod+Shift+Space')).toBe('Ctrl+Shift+Space');
  expect(keyInWords('Alt+ArrowUp')).toBe('Alt+↑');
});
