import { defineConfig } from 'vitest/config';
import { storedStandardLibrary } from './src/engine/standard-library-plugin';

export default defineConfig({
  plugins: [storedStandardLibrary()],
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'bench/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
