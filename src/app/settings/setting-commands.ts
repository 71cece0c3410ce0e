import type { Command } from '../commands';
import { words } from '../words';
import { changeSettings, codeSizes, densities, hintKinds, switchHint, useSettings } from './settings';

const titles = words.settings;

/** The settings as commands, so that the palette has each of them (CMD-1). */
export const settingCommands: readonly Command[] = [
  ...hintKinds.map((kind) => ({
    id: `hints-${kind}`,
    title: titles.hint(titles.hints[kind]),
    on: () => useSettings.getState().hints[kind],
    run: () => switchHint(kind),
  })),
  {
    id: 'lenses',
    title: titles.lenses,
    on: () => useSettings.getState().lenses,
    run: () => changeSettings({ lenses: !useSettings.getState().lenses }),
  },
  {
    id: 'format-on-save',
    title: titles.formatOnSave,
    on: () => useSettings.getState().formatOnSave,
    run: () => changeSettings({ formatOnSave: !useSettings.getState().formatOnSave }),
  },
  {
    id: 'letter-keys',
    title: titles.letterKeys,
    on: () => useSettings.getState().letterKeys,
    run: () => changeSettings({ letterKeys: !useSettings.getState().letterKeys }),
  },
  { id: 'code-larger', title: titles.codeLarger, run: () => stepCodeSize(1) },
  { id: 'code-smaller', title: titles.codeSmaller, run: () => stepCodeSize(-1) },
  ...densities.map((density) => ({
    id: `density-${density}`,
    title: titles.density(titles.densities[density]),
    on: () => useSettings.getState().density === density,
    run: () => changeSettings({ density }),
  })),
];

function stepCodeSize(step: 1 | -1): void {
  const at = codeSizes.indexOf(useSettings.getState().codeSize);
  const codeSize = codeSizes[at + step];
  if (codeSize !== undefined) changeSettings({ codeSize });
}
