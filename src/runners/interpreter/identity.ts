import type { Native } from '../../program';

const VERSION = new TextEncoder().encode('holt-interpreter 0.1.0');

/** `interpreter::version(): Text`, which a program declares as an external itself (specification 2 §12.3). */
export const version: Native = {
  params: [],
  build: ({ memory }) => ({
    result: 'view',
    code: () => {
      const at = memory.newArray(VERSION.length, 1);
      memory.bytes.set(VERSION, at + 8);
      return at;
    },
  }),
};
