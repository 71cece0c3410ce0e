import { createRoot } from 'react-dom/client';
import { refreshDataSets } from './actions';
import { App } from './app';
import { followCaret } from './follow';
import { starter } from './gallery';
import { fitInputs } from './inputs/inputs';
import { readLocal } from './local-store';
import { onCheck, onRestart, onRun, openProgram, restoreEngines, savedProgram } from './session';
import { followSettings } from './settings/apply-settings';
import { hasLink, openLink } from './share/open-link';
import { applyLayout } from './shell/layout';
import { type Layout, type ThemeName, useHolt } from './store';
import { followTheme } from './theme/theme';
import './theme/tokens.css';
import './theme/base.css';

restoreSettings();
followTheme();
onCheck(fitInputs);
followSettings();
onRun(followCaret);
onRestart(() => void refreshDataSets());
restoreEngines();
const root = document.getElementById('holt');
if (root === null) throw new Error('the page has no place for the product');
void start(root);

/** Opens what the person came for: a link, their last program, or the starter (FST-8, SHR-9). */
async function start(element: HTMLElement): Promise<void> {
  const render = () => createRoot(element).render(<App />);
  if (hasLink() && (await openLink())) {
    render();
    return;
  }
  const saved = savedProgram();
  openProgram(saved ?? { name: starter.title, files: starter.text, starter: true });
  render();
  await refreshDataSets();
}

function restoreSettings(): void {
  const theme = readLocal('theme');
  if (theme === 'light' || theme === 'dark' || theme === 'contrast')
    useHolt.setState({ theme: theme as ThemeName });
  const layout = readLocal('layout') as Partial<Layout> | null;
  const wide = window.matchMedia('(min-width: 1200px)').matches;
  const restored: Layout = {
    side: layout?.side ?? null,
    editor: layout?.editor ?? null,
    editorHeight: layout?.editorHeight ?? null,
    sideShown: wide && (layout?.sideShown ?? true),
  };
  useHolt.setState({ layout: restored });
  applyLayout(restored);
}
