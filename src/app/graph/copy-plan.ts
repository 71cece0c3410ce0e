import { announce } from '../session';
import { projectOf, useHolt } from '../store';
import { words } from '../words';
import { engine } from '../workers';

/** Puts the plan on the clipboard in its text form and says so (GRF-14). */
export async function copyPlan(): Promise<void> {
  const text = await engine().explain(projectOf(useHolt.getState()), 'text', null);
  if (text.ok) await navigator.clipboard.writeText(text.value);
  announce(text.ok ? words.plan.planCopied : words.plan.notExported);
}
