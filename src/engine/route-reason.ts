import type { Requirements } from '../base';
import type { RunnerChoice, RunnerName } from './messages';

/** One sentence that says why this runner (GO-4). */
export function routeReason(choice: RunnerChoice, runner: RunnerName, requirements: Requirements): string {
  if (choice !== 'auto') return 'chosen by hand';
  const modules = [...new Set(requirements.externals.map((id) => id.split('::').slice(0, 2).join('::')))];
  if (runner === 'interpreter') return 'no database is used';
  return `the program uses ${modules.join(' and ')}`;
}
