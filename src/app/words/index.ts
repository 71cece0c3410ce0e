/*
 * Every word of the interface (I18-1). Sentences are whole, with parameters and plurals inside functions, so
 * that another language can order them as it likes.
 */

import { dataWords } from './data';
import { editingWords } from './editing';
import { planWords } from './plan';
import { projectsWords } from './projects';
import { resultsWords } from './results';
import { shellWords } from './shell';

export { agoInWords, clockInWords, sizeInWords, timeInWords, wholeNumber } from './quantities';

export const words = {
  product: 'Holt',
  version: '0.1.0',
  ...shellWords,
  ...editingWords,
  ...resultsWords,
  ...planWords,
  ...projectsWords,
  ...dataWords,
} as const;
