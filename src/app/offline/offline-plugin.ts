import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Plugin, Rolldown } from 'vite';

/** Files of the SQL engines, by their names: they are loaded when they are asked for. */
const engines = { duckdb: /duckdb/, pglite: /pglite|initdb/ } as const;

/**
 * Writes into the service worker which files the product is made of, and beside it `engines.json`: the files of each
 * engine with their sizes, for who wants them offline (OFF-1).
 */
export function offline(): Plugin {
  return {
    name: 'holt-offline',
    apply: 'build',
    config: () => ({
      build: {
        rolldownOptions: {
          input: { index: 'index.html', sw: 'src/app/offline/service-worker.ts' },
          output: {
            entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
          },
        },
      },
    }),
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const files = Object.values(bundle).filter((file) => file.fileName !== 'sw.js');
        const own = files.filter((file) => !Object.values(engines).some((name) => name.test(file.fileName)));
        const listed = JSON.stringify(
          Object.fromEntries(
            Object.entries(engines).map(([engine, name]) => [
              engine,
              files
                .filter((file) => name.test(file.fileName))
                .map((file) => ({ url: file.fileName, bytes: contentOf(file).length })),
            ]),
          ),
        );
        this.emitFile({ type: 'asset', fileName: 'engines.json', source: listed });
        const manifest = [
          ...own.map((file) => ({
            url: file.fileName,
            revision: /^assets\//.test(file.fileName) ? null : digest(contentOf(file)),
          })),
          ...publicFiles().map((url) => ({ url, revision: digest(readFileSync(`public/${url}`)) })),
          { url: 'engines.json', revision: digest(new TextEncoder().encode(listed)) },
        ];
        const worker = bundle['sw.js'];
        if (worker?.type !== 'chunk') throw new Error('the build has no service worker');
        worker.code = worker.code.replace('self.__WB_MANIFEST', JSON.stringify(manifest));
      },
    },
  };
}

function contentOf(file: Rolldown.OutputAsset | Rolldown.OutputChunk): Uint8Array {
  const content = file.type === 'chunk' ? file.code : file.source;
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

function digest(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}

/** Files of `public` by their address, those in its folders as well. */
function publicFiles(): readonly string[] {
  return readdirSync('public', { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile())
    .map((item) => `${item.parentPath}/${item.name}`.replace(/^public\//, ''));
}
