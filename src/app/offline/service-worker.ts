/// <reference lib="webworker" />
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';

/*
 * Keeps the product in the browser (OFF-1): the page with everything the interpreter needs at once, the engines when
 * they were loaded or asked for. A newer version waits until no page of the older one is open (OFF-3).
 */

declare const self: ServiceWorkerGlobalScope & {
  /** Put in by the build: each file with its revision, null where the name has a hash. */
  readonly __WB_MANIFEST: { url: string; revision: string | null }[];
};

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL('index.html'), { denylist: [/\/embed/] }));
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && /\/assets\/[^/]*$/.test(url.pathname),
  new CacheFirst({ cacheName: 'holt-engines' }),
);

self.addEventListener('message', (event) => {
  if (event.data === 'take over') event.waitUntil(takeOver(event.source));
});

/** The newer version takes over where only the page that asked is open; another would lose its files (OFF-3). */
async function takeOver(asking: ExtendableMessageEvent['source']): Promise<void> {
  const pages = await self.clients.matchAll({ includeUncontrolled: true, type: 'window' });
  if (pages.length <= 1) await self.skipWaiting();
  else asking?.postMessage('other pages');
}
