import type { CheckedProject } from '../project/checked-project';
import { LanguageSnapshot } from './snapshot';

/** For tests: a snapshot of a text of one file in which `‸` marks a place. */
export function marked(
  text: string,
  std: CheckedProject,
): { readonly snapshot: LanguageSnapshot; readonly file: string; readonly offset: number } {
  const file = 'main.lt';
  const snapshot = new LanguageSnapshot([{ path: file, text: text.replace('‸', '') }], std);
  return { snapshot, file, offset: text.indexOf('‸') };
}
