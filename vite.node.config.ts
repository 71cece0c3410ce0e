import { defineConfig } from 'vite';
import { storedStandardLibrary } from './src/engine/standard-library-plugin';

/** What scripts/bundle.mjs builds for Node: the command line, the benches. */
export default defineConfig({ plugins: [storedStandardLibrary()] });
