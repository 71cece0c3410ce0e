import { fileURLToPath } from 'node:url';
import { type Plugin, runnerImport } from 'vite';

const name = 'virtual:stored-standard-library';
const checker = fileURLToPath(new URL('./check-standard-library.ts', import.meta.url));

interface Stored {
  readonly code: string;
  /** The files it was made from. */
  readonly files: readonly string[];
}

/** Made once for all bundles of a build, and again when one of its files changes. */
let stored: Promise<Stored> | undefined;

async function store(): Promise<Stored> {
  const settings = { configFile: false, logLevel: 'error' } as const;
  const { module, dependencies } = await runnerImport<typeof import('./check-standard-library')>(
    checker,
    settings,
  );
  return { code: `export default ${JSON.stringify(module.storedLibrary())};`, files: dependencies };
}

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
      stored ??= store().catch((problem) => {
        stored = undefined;
        throw problem;
      });
      const { code, files } = await stored;
      for (const file of files) this.addWatchFile(file);
      return code;
    },
    async watchChange(file) {
      if ((await stored)?.files.includes(file)) stored = undefined;
    },
  };
}
