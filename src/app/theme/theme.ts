import { writeLocal } from '../local-store';
import { type ThemeName, useHolt } from '../store';

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const moreContrast = window.matchMedia('(prefers-contrast: more)');

/** The theme in use, with `system` resolved. */
export function themeInUse(theme: ThemeName): 'light' | 'dark' | 'contrast' {
  if (theme !== 'system') return theme;
  if (moreContrast.matches) return 'contrast';
  return dark.matches ? 'dark' : 'light';
}

export function chooseTheme(theme: ThemeName): void {
  useHolt.setState({ theme });
  writeLocal('theme', theme);
}

/** Keeps the document on the chosen theme, also when the system changes. */
export function followTheme(): void {
  const apply = () => {
    document.documentElement.dataset.theme = themeInUse(useHolt.getState().theme);
  };
  apply();
  useHolt.subscribe((state, before) => {
    if (state.theme !== before.theme) apply();
  });
  dark.addEventListener('change', apply);
  moreContrast.addEventListener('change', apply);
}
