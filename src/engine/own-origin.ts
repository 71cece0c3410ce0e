/*
 * The first import of every worker. A page's policy does not reach into workers on hosts that send no headers, so each
 * refuses by itself to speak to another origin (PRV-2).
 */

const nativeFetch = self.fetch.bind(self);

/** For the loader of addresses alone, after the person asked for one: may go to another origin. */
export const fetchElsewhere: typeof fetch = (input, init) => nativeFetch(input, init);

/** What a request to another origin is answered with. */
export class ForeignOrigin extends TypeError {
  constructor(address: string) {
    super(`a worker asked for ${address}, which is not of this page's own origin`);
  }
}

/** Whether an address stays with this page: of its origin, or made in it. */
export function isOwn(address: string, base = self.location.href): boolean {
  const { protocol, origin } = new URL(address, base);
  return protocol === 'data:' || origin === new URL(base).origin;
}

function addressOf(input: RequestInfo | URL): string {
  return input instanceof Request ? input.url : String(input);
}

self.fetch = (input, init) => {
  const address = addressOf(input);
  return isOwn(address) ? nativeFetch(input, init) : Promise.reject(new ForeignOrigin(address));
};

const open = XMLHttpRequest.prototype.open;
XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, ...given: [string, string | URL]) {
  if (!isOwn(String(given[1]))) throw new ForeignOrigin(String(given[1]));
  return (open as (this: XMLHttpRequest, ...rest: unknown[]) => void).apply(this, given);
} as typeof open;

/** Other ways out, which nothing of ours takes. */
for (const name of ['WebSocket', 'EventSource', 'WebTransport'] as const) {
  if (name in self)
    Object.defineProperty(self, name, {
      value: class {
        constructor(address: string) {
          throw new ForeignOrigin(address);
        }
      },
    });
}
