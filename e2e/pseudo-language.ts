import type { words } from '../src/app/words';

type Catalogue = typeof words;

declare global {
  var holtLanguage: ((catalogue: Catalogue) => Catalogue) | undefined;
}

/**
 * Leaves a language for the page that opens next (I18-1): English with each vowel written as two or three others, so that
 * every word of the catalogue is about 40 % longer and can be told from what is no word of it. What comes as a
 * parameter and was lengthened already stays as it is. Runs in the page: it can use nothing from outside.
 */
export function speakPseudo(direction: 'ltr' | 'rtl'): void {
  const vowels: Readonly<Record<string, string>> = {
    a: 'áå',
    e: 'éëê',
    i: 'íï',
    o: 'óö',
    u: 'úü',
    y: 'ýÿ',
    A: 'ÁÅ',
    E: 'ÉË',
    I: 'ÍÏ',
    O: 'ÓÖ',
    U: 'ÚÜ',
    Y: 'ÝŸ',
  };
  const spoken = (word: unknown): unknown => {
    if (typeof word === 'string') return word.replace(/[aeiouy]/gi, (vowel) => vowels[vowel] ?? vowel);
    if (typeof word === 'function') return (...given: unknown[]) => spoken(word(...given));
    if (Array.isArray(word)) return word.map(spoken);
    if (typeof word !== 'object' || word === null) return word;
    return Object.fromEntries(Object.entries(word).map(([key, inner]) => [key, spoken(inner)]));
  };
  globalThis.holtLanguage = (catalogue) => ({
    ...(spoken(catalogue) as Catalogue),
    language: catalogue.language,
    direction,
  });
}
