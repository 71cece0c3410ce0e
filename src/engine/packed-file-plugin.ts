import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import type { Plugin } from 'vite';

const request = '?packed';
/** Names of files that were packed, in this process: the workers' builds share them. */
const originals = new Set<string>();
const folder = join('node_modules', '.cache', 'holt-packed');

/**
 * `import url from '….wasm?packed'`: the file deflated, under an ending that no server knows and so none unpacks on
 * the way. A host that takes no file above 25 MiB takes it (OFF-4). Its size unpacked stands in its name.
 */
export function packedFiles(): Plugin {
  return {
    name: 'holt-packed-files',
    enforce: 'pre',
    // By its place: packages that say what may be imported leave their data files out.
    resolveId: (source) => (source.endsWith(request) ? join(process.cwd(), 'node_modules', source) : null),
    load(id) {
      if (!id.endsWith(request)) return null;
      originals.add(basename(id.slice(0, -request.length)));
      return `export { default } from ${JSON.stringify(`${packed(id.slice(0, -request.length))}?url`)};`;
    },
    // Libraries name their own copies too; nothing asks for those.
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const [name, file] of Object.entries(bundle))
          if (file.type === 'asset' && file.names.some((one) => originals.has(one))) delete bundle[name];
      },
    },
  };
}

/** The path of the packed file, made when it is not there yet. */
function packed(path: string): string {
  const bytes = readFileSync(path);
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  const target = join(process.cwd(), folder, `${basename(path)}.${digest}.${bytes.length}.pack`);
  if (!existsSync(target)) {
    mkdirSync(join(process.cwd(), folder), { recursive: true });
    writeFileSync(target, deflateRawSync(bytes, { level: 9 }));
  }
  return target;
}
