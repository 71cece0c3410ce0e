import { type Settings, useSettings } from './settings';

/** Height of a line of code in CSS px. */
export function codeLineHeight({ codeSize, density }: Pick<Settings, 'codeSize' | 'density'>): number {
  return Math.round(codeSize * (density === 'compact' ? 1.4 : 1.6));
}

/** Puts sizes where the style sheets read them, now and whenever they change (LOOK-2). */
export function followSettings(): void {
  const apply = (settings: Settings) => {
    const root = document.documentElement;
    root.dataset.density = settings.density;
    root.style.setProperty('--code-size', `${settings.codeSize}px`);
    root.style.setProperty('--code-height', `${codeLineHeight(settings)}px`);
  };
  apply(useSettings.getState());
  useSettings.subscribe(apply);
}
