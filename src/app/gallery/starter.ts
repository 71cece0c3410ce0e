import text from './0-otters.lt?raw';

/** What a first visit shows (FST-1): the first example, apart from the others, which come when they are asked for. */
export const starter = { id: '0-otters', title: text.slice('#! '.length, text.indexOf('\n')), text } as const;
