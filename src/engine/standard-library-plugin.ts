import { fileURLToPath } from 'node:url';
import { type Plugin, runnerImport } from 'vite';

const name = 'virtual:stored-standard-library';
const checker = fileURLToPath(new URL('./check-standard-library.ts', import.meta.url));

/**
 * Checks the standard library when the product is built, for the page, the command line and the tests alike: the
 * module `virtual:stored-standard-library` is the result as text (specification 8 §8.6).
 */
export function storedStandardLibrary(): Plugin {
  return {
    name: 'holt-stored-standard-library',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    async load(id) {
      if (id !== `\0${name}`) return undefined;
      const settings = { configFile: false, logLevel: 'error' } as const;
      const { module } = await runnerImport<typeof import('./check-standard-library')>(checker, settings);
      return `export default ${JSON.stringify(module.storedLibrary())};`;
    },
  };
}
