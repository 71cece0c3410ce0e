/** Addresses of this scheme open the page about a kind of problem; the path is its slug (EDT-18). */
export const explanationScheme = 'holt-explanation';
