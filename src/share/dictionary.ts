import words from './dictionary-1.txt?raw';

/**
 * The preset dictionary of link codec 2 (SHR-2): typical Lutra text, the likeliest last. Frozen: a link says only
 * "codec 2", so a better dictionary needs a new codec number and this one stays for old links.
 */
export const dictionary: Uint8Array = new TextEncoder().encode(words);
