import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { editorParts } from './src/app/editor/editor-parts-plugin';
import { leaveOut } from './src/app/editor/leave-out-plugin';
import { offline } from './src/app/offline/offline-plugin';
import { firstPaint } from './src/app/start/first-paint-plugin';
import { languagePage } from './src/app/start/language-page-plugin';
import { embedPage } from './src/embed/embed-plugin';
import { packedFiles } from './src/engine/packed-file-plugin';
import { storedStandardLibrary } from './src/engine/standard-library-plugin';

const workerPlugins = () => [leaveOut('worker'), packedFiles(), storedStandardLibrary()];

export default defineConfig({
  // Relative addresses: the product works from any base path (specification 7 OFF-4).
  base: './',
  plugins: [
    react(),
    leaveOut(),
    editorParts(),
    firstPaint(() => [storedStandardLibrary()]),
    languagePage(),
    packedFiles(),
    storedStandardLibrary(),
    offline(),
    embedPage(workerPlugins),
  ],
  worker: {
    format: 'es',
    plugins: workerPlugins,
    rolldownOptions: {
      output: {
        // The engines' own code is told from ours by its name.
        chunkFileNames: ({ moduleIds }) =>
          moduleIds.some((id) => id.includes('/pglite/'))
            ? 'assets/pglite-[hash].js'
            : 'assets/[name]-[hash].js',
      },
    },
  },
  optimizeDeps: { exclude: ['@electric-sql/pglite', '@duckdb/duckdb-wasm'] },
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 5000,
    rolldownOptions: {
      output: {
        // Parts of the code editor are told from ours by their name.
        chunkFileNames: ({ name, moduleIds }) =>
          moduleIds.some((id) => id.includes('/monaco-editor/') && id.endsWith('.js'))
            ? `assets/monaco-${name.replace(/^monaco-/, '')}-[hash].js`
            : 'assets/[name]-[hash].js',
      },
    },
  },
});
