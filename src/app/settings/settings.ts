import { create } from 'zustand';
import type { InlayHintKind } from '../../engine';
import { readLocal, writeLocal } from '../local-store';

export const hintKinds: readonly InlayHintKind[] = [
  'pipeline',
  'let',
  'result',
  'parameter',
  'literal',
  'label',
];
export const codeSizes = [12, 13, 14, 16, 18, 20, 24, 28] as const;
export const densities = ['comfortable', 'compact'] as const;
export const codeSurfaces = ['auto', 'desktop', 'touch'] as const;

/** What a person set for this device; every part has a default. */
export interface Settings {
  /** Which inlay hints the editor shows (EDT-4). */
  readonly hints: Readonly<Record<InlayHintKind, boolean>>;
  /** Whether actions stand above definitions (EDT-23). */
  readonly lenses: boolean;
  /** Whether saving formats (EDT-12). */
  readonly formatOnSave: boolean;
  /** Size of code in CSS px, 12 to 28 (LOOK-2). */
  readonly codeSize: (typeof codeSizes)[number];
  readonly density: (typeof densities)[number];
  /** Which editor: by the device, or one of the two (LAY-8). */
  readonly codeSurface: (typeof codeSurfaces)[number];
  /** Whether single letters act outside text (CMD-3). */
  readonly letterKeys: boolean;
  /** Keys the person changed, by command; the empty text takes a command's key away (CMD-2). */
  readonly keys: Readonly<Record<string, string>>;
}

export const defaultSettings: Settings = {
  hints: { pipeline: true, let: true, result: false, parameter: false, literal: false, label: false },
  lenses: true,
  formatOnSave: false,
  codeSize: 13,
  density: 'comfortable',
  codeSurface: 'auto',
  letterKeys: true,
  keys: {},
};

/** The settings in use; `changeSettings` changes and keeps them. */
export const useSettings = create<Settings>(() => readSettings(readLocal('settings')));

export function changeSettings(change: Partial<Settings>): void {
  useSettings.setState(change);
  writeLocal('settings', useSettings.getState());
}

export function switchHint(kind: InlayHintKind): void {
  const { hints } = useSettings.getState();
  changeSettings({ hints: { ...hints, [kind]: !hints[kind] } });
}

/** Settings from storage or from a file: what is missing or of another form is as at first. */
export function readSettings(stored: unknown): Settings {
  if (typeof stored !== 'object' || stored === null) return defaultSettings;
  const given = stored as Record<string, unknown>;
  const flag = (name: 'lenses' | 'formatOnSave' | 'letterKeys'): boolean =>
    typeof given[name] === 'boolean' ? given[name] : defaultSettings[name];
  const choice = <T extends string>(name: keyof Settings, of: readonly T[], fallback: T): T =>
    of.find((one) => one === given[name]) ?? fallback;
  const hints = { ...defaultSettings.hints };
  for (const kind of hintKinds) {
    const shown = (given.hints as Record<string, unknown> | undefined)?.[kind];
    if (typeof shown === 'boolean') hints[kind] = shown;
  }
  const { codeSize, keys } = given;
  return {
    hints,
    lenses: flag('lenses'),
    formatOnSave: flag('formatOnSave'),
    codeSize: codeSizes.find((size) => size === codeSize) ?? defaultSettings.codeSize,
    density: choice('density', densities, defaultSettings.density),
    codeSurface: choice('codeSurface', codeSurfaces, defaultSettings.codeSurface),
    letterKeys: flag('letterKeys'),
    keys: readKeys(keys),
  };
}

/** A key map from storage or from an exported file. */
export function readKeys(stored: unknown): Readonly<Record<string, string>> {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return {};
  return Object.fromEntries(
    Object.entries(stored).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
