import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { storedStandardLibrary } from './src/engine/standard-library-plugin';

export default defineConfig({
  plugins: [storedStandardLibrary()],
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'bench/**/*.test.ts'],
    // By itself Vitest leaves one core idle, which of two is half of them.
    maxWorkers: availableParallelism(),
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
