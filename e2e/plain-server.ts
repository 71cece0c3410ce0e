import { readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';

/** The endings that any file server knows; whatever else goes out without a type. */
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.png': 'image/png',
};

/** A plain file server for the build, deep below its root, that sets no header of ours (OFF-4). */
export class PlainServer {
  readonly path = '/some/where/deep/holt/';
  /** What is served in place of a file of the build, by its name. */
  readonly instead = new Map<string, string>();
  #server: Server | undefined;
  #port = 0;

  get address(): string {
    return `http://127.0.0.1:${this.#port}${this.path}`;
  }

  async open(): Promise<void> {
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
      const name = pathname.startsWith(this.path) ? pathname.slice(this.path.length) || 'index.html' : null;
      const file = name === null ? null : join('dist', name);
      const other = name === null ? undefined : this.instead.get(name);
      if (file === null || (other === undefined && !isFile(file))) {
        response.writeHead(404).end();
        return;
      }
      const type = types[extname(file)];
      response.writeHead(200, type === undefined ? {} : { 'content-type': type });
      response.end(other ?? readFileSync(file));
    });
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    const place = server.address();
    if (typeof place === 'object' && place !== null) this.#port = place.port;
    this.#server = server;
  }

  /** Ends it with all connections: nothing answers at its address any more. */
  async close(): Promise<void> {
    const server = this.#server;
    server?.closeAllConnections();
    await new Promise((resolve) => (server === undefined ? resolve(null) : server.close(resolve)));
    this.#server = undefined;
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
