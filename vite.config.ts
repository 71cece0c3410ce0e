import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { firstPaint } from './src/app/start/first-paint-plugin';
import { packedFiles } from './src/engine/packed-file-plugin';
import { storedStandardLibrary } from './src/engine/standard-library-plugin';

export default defineConfig({
  // Relative addresses: the product works from any base path (specification 7 OFF-4).
  base: './',
  plugins: [react(), firstPaint(), packedFiles(), storedStandardLibrary()],
  worker: { format: 'es', plugins: () => [packedFiles(), storedStandardLibrary()] },
  optimizeDeps: { exclude: ['@electric-sql/pglite', '@duckdb/duckdb-wasm'] },
  build: { target: 'es2023', chunkSizeWarningLimit: 5000 },
});
