import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** Another port lets two checkouts be tested at once. */
const port = process.env.HOLT_TEST_PORT ?? '4173';
const address = `http://127.0.0.1:${port}`;

/** Debian's Chromium, or one that is named; without either Playwright's own, which the set-up installs elsewhere. */
const debian = '/usr/bin/chromium';
const chromium = process.env.CHROMIUM_PATH ?? (existsSync(debian) ? debian : undefined);

/**
 * What Playwright switches off in Chromium, since of two lists the last one counts, and first the pages of the address
 * bar's list: Chromium would load both in every new window, which costs more than most tests.
 */
const switchedOff = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

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
      args: [
        '--no-sandbox',
        '--disable-dev-shm-usage',
        '--disable-gpu',
        `--disable-features=${switchedOff.join(',')}`,
      ],
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
