import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** Another port lets two checkouts be tested at once. */
const port = process.env.HOLT_TEST_PORT ?? '4173';
const address = `http://127.0.0.1:${port}`;

/** Debian's Chromium, or one that is named; without either Playwright's own, which the set-up installs elsewhere. */
const debian = '/usr/bin/chromium';
const chromium = process.env.CHROMIUM_PATH ?? (existsSync(debian) ? debian : undefined);

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  timeout: 60_000,
  workers: 2,
  reporter: 'list',
  use: {
    baseURL: address,
    viewport: { width: 1440, height: 900 },
    // Keeping the whole product in each fresh browser would only cost time; the tests of working offline allow it.
    serviceWorkers: 'block',
    launchOptions: {
      ...(chromium === undefined ? {} : { executablePath: chromium }),
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
    },
  },
  webServer: {
    command: `npx vite build && npx vite preview --host 127.0.0.1 --port ${port} --strictPort`,
    env: { VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' },
    url: address,
    reuseExistingServer: !process.env.CI,
    timeout: 180_000,
  },
});
