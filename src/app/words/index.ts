/*
 * Every word of the interface (I18-1). Sentences are whole, with parameters and plurals inside functions, so
 * that another language can order them as it likes. English is the first language.
 */

import { dataWords } from './data';
import { editingWords } from './editing';
import { planWords } from './plan';
import { projectsWords } from './projects';
import { resultsWords } from './results';
import { shellWords } from './shell';

export { agoInWords, clockInWords, sizeInWords, timeInWords, wholeNumber } from './quantities';

/** The catalogue in English. `language` and `direction` are those of the page; code, data and graph keep their own. */
export const english = {
  language: 'en',
  direction: 'ltr' as 'ltr' | 'rtl',
  product: 'Holt',
  version: '0.1.0',
  ...shellWords,
  ...editingWords,
  ...resultsWords,
  ...planWords,
  ...projectsWords,
  ...dataWords,
} as const;

declare global {
  /** Gives the words in another language; a script that runs before the page may leave it, as the tests of layout do. */
  var holtLanguage: ((catalogue: typeof english) => typeof english) | undefined;
}

/** The catalogue in the language of the page. */
export const words = globalThis.holtLanguage?.(english) ?? english;
