import { create } from 'zustand';
import type { RunnerName } from '../../engine';

/** What of the product is kept in the browser (OFF-1). */
export interface OfflineState {
  /** Whether the page itself opens without a network. */
  readonly page: boolean;
  /** Whether a newer version waits (OFF-3). */
  readonly newer: boolean;
  /** The newer version cannot be taken while other pages of the older one are open. */
  readonly otherPages: boolean;
  /** Engines with their size in bytes, and whether all of each is kept. */
  readonly engines: readonly { readonly name: RunnerName; readonly bytes: number; readonly kept: boolean }[];
  /** Of engines being kept: how much has come, from 0 to 1. */
  readonly keeping: number | null;
  /** Why keeping failed. */
  readonly failed: string | null;
}

export const useOffline = create<OfflineState>(() => ({
  page: false,
  newer: false,
  otherPages: false,
  engines: [],
  keeping: null,
  failed: null,
}));

/** As in the service worker. */
const cacheName = 'holt-engines';
/** The first result comes before anything is kept (SPD-18), in ms after the page began. */
const pause = 4000;

type EngineFiles = Readonly<Record<string, readonly { readonly url: string; readonly bytes: number }[]>>;

/** Has the browser keep the page for later visits. Where it cannot, the page works as before. */
export function keepPage(): void {
  if (import.meta.env.DEV || !('serviceWorker' in navigator)) return;
  setTimeout(() => void register().catch(() => undefined), pause);
}

async function register(): Promise<void> {
  const registration = await navigator.serviceWorker.register(new URL('sw.js', document.baseURI));
  const look = () => useOffline.setState({ newer: registration.waiting !== null });
  look();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look);
  });
  navigator.serviceWorker.addEventListener('message', (event) => {
    if (event.data === 'other pages') useOffline.setState({ otherPages: true });
  });
  await navigator.serviceWorker.ready;
  useOffline.setState({ page: true });
}

/** Takes the newer version, as the person asked for: the page loads again once it is in charge (OFF-3). */
export async function takeNewer(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  registration?.waiting?.postMessage('take over');
}

/** Looks which engines are kept. */
export async function lookAtEngines(): Promise<void> {
  if (!('caches' in window)) return;
  const files = await engineFiles();
  const cache = await caches.open(cacheName);
  const engines = await Promise.all(
    Object.entries(files).map(async ([name, parts]) => {
      const found = await Promise.all(parts.map(({ url }) => cache.match(addressOf(url))));
      return {
        name: name as RunnerName,
        bytes: parts.reduce((sum, part) => sum + part.bytes, 0),
        kept: parts.length > 0 && found.every((part) => part !== undefined),
      };
    }),
  );
  useOffline.setState({ engines });
}

/** Keeps an engine for use without a network; the person saw its size. */
export async function keepEngine(name: RunnerName): Promise<void> {
  useOffline.setState({ keeping: 0, failed: null });
  try {
    const parts = (await engineFiles())[name] ?? [];
    const all = parts.reduce((sum, part) => sum + part.bytes, 0);
    const cache = await caches.open(cacheName);
    let done = 0;
    for (const { url, bytes } of parts) {
      if ((await cache.match(addressOf(url))) === undefined) await cache.add(addressOf(url));
      done += bytes;
      useOffline.setState({ keeping: done / all });
    }
  } catch (problem) {
    useOffline.setState({ failed: problem instanceof Error ? problem.message : String(problem) });
  }
  useOffline.setState({ keeping: null });
  await lookAtEngines();
}

async function engineFiles(): Promise<EngineFiles> {
  try {
    const response = await fetch(addressOf('engines.json'));
    return response.ok ? await response.json() : {};
  } catch {
    return {};
  }
}

function addressOf(url: string): URL {
  return new URL(url, document.baseURI);
}
