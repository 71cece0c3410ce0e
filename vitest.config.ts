import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { storedStandardLibrary } from './src/engine/standard-library-plugin';

export default defineConfig({
  plugins: [storedStandardLibrary()],
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'bench/**/*.test.ts'],
    // By itself Vitest leaves one core idle, which of two is half of them.
    maxWorkers: availableParallelism(),
    // For what hangs: on a slow machine beside another suite a long test may take minutes.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
